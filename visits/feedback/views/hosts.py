"""Two clicks of a host about a stop that is over: by their own link, or signed in."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, requires, the_user
from visits.access.rules import Channel, LinkKind, Permission
from visits.delegations.rules import Told
from visits.feedback import actions, queries
from visits.feedback.forms.hosts import ReportForm
from visits.feedback.models import HostReport
from visits.feedback.rules import HOSTS_DAYS
from visits.feedback.views.blueprint import feedback
from visits.hosting import queries as hosting
from visits.hosting.queries import Seen
from visits.hosting.rules import RECEIVES, SEES
from visits.itineraries.rules import PublishedState
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.forms import answer, city_today
from visits.sites.models import SiteContact


@feedback.route("/<lang:lang>/host/<token>/stops/<int:number>/report", methods=["GET", "POST"])
@by_token(LinkKind.HOST)
def report(lang: str, token: str, number: int) -> ResponseReturnValue:
    """How a stop went, from the host's own page."""
    if g.link.subject_kind != "site_contact":
        raise NotThere("contact")
    contact = hosting.the_contact(db.session, g.link.subject_id)
    here: dict[str, Any] = {"lang": lang, "token": token}
    home = url_for("hosting.my_site", **here)
    first = current_app.extensions["languages"][0].tag
    return reported(
        hosting.same_person(db.session, contact),
        number,
        person=contact.name,
        here=url_for("feedback.report", **here, number=number),
        back=home,
        template="feedback/report.html",
        home_page=home,
        fallback_url=url_for("feedback.report", lang=first, token=token, number=number),
    )


@feedback.route("/office/my-sites/stops/<int:number>/report", methods=["GET", "POST"])
@requires(Permission.ANSWER_AS_HOST)
def report_as_host(number: int) -> ResponseReturnValue:
    """The same for a host who is signed in."""
    return reported(
        hosting.contacts_of_user(db.session, the_user().id),
        number,
        person=the_user().name,
        here=url_for("feedback.report_as_host", number=number),
        back=url_for("hosting.my_sites"),
        template="feedback/my_report.html",
    )


def reported(
    contacts: Sequence[SiteContact],
    number: int,
    *,
    person: str,
    here: str,
    back: str,
    template: str,
    **around: str,
) -> ResponseReturnValue:
    """The first click says how it was, the second whether number and time held; words if they like."""
    seen = seen_by(contacts, number)
    known = queries.report_of(db.session, number)
    form = ReportForm(data=facts_of(known))
    if form.validate_on_submit():
        stop = queries.stop_to_report(db.session, number)
        told = Told(channel=Channel.LINK, told_on=city_today(), at=now(), person=person)
        actions.report(db.session, stop, form.report(), told=told)
        is_first = form.held.data is None and form.text.name not in request.form
        if not is_first:
            flash(_("Thank you. The office reads it."), "success")
        db.session.commit()
        return redirect(here if is_first else back)
    return answer(template, form, seen=seen, known=known, back=back, **around)


def facts_of(known: HostReport | None) -> dict[str, str]:
    if known is None:
        return {}
    held = {True: "yes", False: "no"}.get(known.held) if known.held is not None else None
    facts = {"how": known.how.value, "text": known.text}
    return facts if held is None else {**facts, "held": held}


def seen_by(contacts: Sequence[SiteContact], number: int) -> Seen:
    """The stop as its host saw it, while it may be reported. Raises NotThere for any other."""
    stop, at = queries.stop_to_report(db.session, number), now()
    if not at - timedelta(days=HOSTS_DAYS) < stop.ends <= at:
        raise NotThere("stop")
    for contact in contacts:
        if contact.site_id == stop.site_id and contact.role in RECEIVES:
            moment = stop.starts + timedelta(seconds=1)
            for seen in hosting.seen_at(
                db.session, contact.site_id, SEES[contact.role], stop.starts, moment, only=[number]
            ):
                if seen.state is not PublishedState.CANCELLED:
                    return seen
    raise NotThere("stop")
