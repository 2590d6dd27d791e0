"""What interpreters, escorts and others of ours find after signing in: their own assignments."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Channel, Permission
from visits.escorting import queries as escorting
from visits.hosting import actions, queries
from visits.hosting.forms import SayOfDutyForm
from visits.hosting.rules import Told
from visits.hosting.views.blueprint import hosting, today, zone
from visits.itineraries import queries as itineraries
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Assignment
from visits.itineraries.rules import Consent
from visits.kit.clock import now
from visits.kit.db import db


@hosting.get("/office/my-duties")
@requires(Permission.SEE_OWN_ASSIGNMENTS)
def my_duties() -> str:
    """What I am asked for, what I agreed to, with everything to prepare for it."""
    duties = queries.duties_of_user(db.session, the_user().id, since=now())
    by_day: dict[date, list[Assignment]] = {}
    for one in duties:
        by_day.setdefault(one.stop.starts.astimezone(zone()).date(), []).append(one)
    return render_template(
        "hosting/my_duties.html",
        days=by_day,
        form_url=lambda duty, said: url_for("hosting.say_of_duty", number=duty.id, said=said),
        escorted=escorting.escorted_by(db.session, the_user().id, today()),
        to_sign=itineraries.to_sign_of_user(db.session, the_user().id, since=now()),
        seen_url=lambda release: url_for("hosting.seen_on_duty", number=release.id),
        open_ones=[one for one in duties if one.consent is Consent.REQUESTED],
    )


@hosting.post("/office/my-duties/<int:number>/<any(consented,declined):said>")
@requires(Permission.SEE_OWN_ASSIGNMENTS)
def say_of_duty(number: int, said: str) -> ResponseReturnValue:
    """Yes or no to one assignment of mine; the office's twin stands on the page of the stop."""
    duty = queries.the_duty(db.session, the_user().id, number)
    form = SayOfDutyForm()
    if not form.validate_on_submit():
        flash(_("Please give the reason in fewer words."), "danger")
        return redirect(url_for("hosting.my_duties"))
    told = Told(channel=Channel.ACCOUNT, on=today(), person=the_user().name)
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
        flash(_("You are booked elsewhere at that time. Please call the office."), "danger")
        return redirect(url_for("hosting.my_duties"))
    flash(_("Thank you. The office knows."), "success")
    db.session.commit()
    return redirect(url_for("hosting.my_duties"))
