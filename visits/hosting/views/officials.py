"""What the office that keeps an official's diary finds under its link: asked, possible, not possible."""

from datetime import date

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token
from visits.access.rules import Channel, LinkKind
from visits.hosting import actions, queries
from visits.hosting.forms import SayOfDutyForm
from visits.hosting.rules import Told
from visits.hosting.views.around import around
from visits.hosting.views.blueprint import hosting, today, zone
from visits.itineraries import queries as itineraries
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Assignment
from visits.itineraries.rules import Consent
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere


def diary(lang: str, token: str) -> str:
    """What the official is asked to receive and attend; nothing of their diary, nor of ours."""
    person = queries.the_official(db.session, g.link.subject_id)
    by_day: dict[date, list[Assignment]] = {}
    for one in queries.appointments(db.session, person.id, since=now()):
        by_day.setdefault(one.stop.starts.astimezone(zone()).date(), []).append(one)
    return render_template(
        "hosting/diary.html",
        person=person,
        days=by_day,
        form_url=lambda duty, said: url_for(
            "hosting.answer_for_official", lang=lang, token=token, number=duty.id, said=said
        ),
        to_sign=itineraries.to_sign_of_person(db.session, [person.id], since=now()),
        seen_url=lambda release: url_for(
            "hosting.seen_by_host", lang=lang, token=token, number=release.id
        ),
        **around(lang, token),
    )


@hosting.post("/<lang:lang>/host/<token>/appointments/<int:number>/<any(consented,declined):said>")
@by_token(LinkKind.HOST)
def answer_for_official(lang: str, token: str, number: int, said: str) -> ResponseReturnValue:
    """Possible, or not possible; the office's twin stands on the page of the stop."""
    if g.link.subject_kind != "person":
        raise NotThere("person")
    duty = queries.the_appointment(db.session, g.link.subject_id, number)
    form = SayOfDutyForm()
    if not form.validate_on_submit():
        flash(_("Please give the reason in fewer words."), "danger")
        return redirect(url_for("hosting.my_site", lang=lang, token=token))
    told = Told(channel=Channel.LINK, on=today(), person=g.link.label)
    try:
        actions.say_of_duty(
            db.session,
            duty,
            Consent(said),
            told=told,
            by=None,
            at=now(),
            note=form.note.data or "",
        )
    except Blocked:
        db.session.rollback()
        flash(_("Another visit was agreed for that time. Please call the office."), "danger")
        return redirect(url_for("hosting.my_site", lang=lang, token=token))
    flash(_("Thank you. The office knows."), "success")
    db.session.commit()
    return redirect(url_for("hosting.my_site", lang=lang, token=token))
