"""What the office makes of a counter-proposal: looked at with its findings, taken over or turned down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.conflicts.rules import Finding, StopStatus
from visits.hosting import actions, queries
from visits.hosting.actions.replying import proposed
from visits.hosting.forms import LONGEST_NOTE
from visits.hosting.models import HostRequest
from visits.hosting.rules import HOST_DECIDES, RequestState
from visits.hosting.views.answering import version_seen
from visits.hosting.views.blueprint import hosting
from visits.itineraries import judging
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Itinerary
from visits.itineraries.rules import Said, StopMove
from visits.itineraries.worded import Told, told
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.text import clean
from visits.kit.words import REASONS


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be taken over, with what it would bring."""

    time_id: int | None
    starts: datetime
    ends: datetime
    people: int | None
    refusing: Sequence[Told]
    adding: Sequence[Told]
    theirs: Sequence[Told]
    """What the site decides itself, also where it stands against the present time."""


@hosting.get("/office/hosts/requests/<int:number>")
@requires(Permission.READ_DELEGATIONS)
def counter(number: int) -> str:
    """What the host proposes, and what each proposal would bring by the rules of saving."""
    return page_of(queries.the_request(db.session, number))


def page_of(shown: HostRequest, against: Sequence[Finding] = ()) -> str:
    itinerary = whole(shown)
    return render_template(
        "hosting/counter.html",
        shown=shown,
        stop=shown.stop,
        itinerary=itinerary,
        delegation=itinerary.delegation,
        options=options_of(shown, itinerary) if is_open(shown) else [],
        is_open=is_open(shown),
        against=told(db.session, against, itinerary),
    )


def is_open(shown: HostRequest) -> bool:
    return shown.state is RequestState.COUNTERED


def whole(shown: HostRequest) -> Itinerary:
    """The programme with everything that judging it needs."""
    return itineraries.the_itinerary(db.session, shown.stop.itinerary.delegation.code)


def options_of(shown: HostRequest, itinerary: Itinerary) -> list[Option]:
    kind = shown.answer.answer if shown.answer else None
    ids = [time.id for time in shown.times] if kind is Said.PROPOSED else [None]
    return [option_of(shown, itinerary, time_id) for time_id in ids]


def option_of(shown: HostRequest, itinerary: Itinerary, time_id: int | None) -> Option:
    values = proposed(shown, time_id=time_id)
    is_confirmed = shown.stop.status is StopStatus.CONFIRMED
    found = judging.preview(
        db.session,
        itinerary,
        values,
        stop=shown.stop,
        move=None if is_confirmed else StopMove.CONFIRM,
        at=now(),
    )
    new = told(db.session, found.introduced, itinerary)
    own = [one for one in found.about_stop if one.code in HOST_DECIDES]
    return Option(
        time_id,
        values.starts,
        values.ends,
        values.headcount,
        refusing=[one for one in new if one.finding in found.blocking],
        adding=[
            one
            for one in new
            if one.finding not in found.blocking and one.finding.code not in HOST_DECIDES
        ],
        theirs=told(db.session, own, itinerary),
    )


@hosting.post("/office/hosts/requests/<int:number>/take-over")
@requires(Permission.EDIT_ITINERARIES)
def take_over(number: int) -> ResponseReturnValue:
    """One click: the stop is moved, confirmed by its host, and told to whom it concerns.

    That the host proposed it is the reason to go on over what its site decides.
    """
    shown = queries.the_request(db.session, number)
    time_id = read_id(request.form.get("time", ""))
    try:
        actions.take_over(
            db.session,
            shown,
            time_id=time_id,
            guests_note=clean(request.form.get("guests_note", ""), lines=True)[:LONGEST_NOTE],
            seen=version_seen(),
            at=now(),
        )
        said = shown.answer.answer if shown.answer else None
        because = (
            _("The host proposed it.") if said is Said.PROPOSED else _("The host agreed to it.")
        )
        actions.go_on(db.session, shown, reason=because, by=the_user(), at=now())
    except judging.Blocked as error:
        db.session.rollback()
        return page_of(queries.the_request(db.session, number), error.findings), 422
    except Refused as error:
        return refused(number, error)
    flash(_("The proposal was taken over; the stop is confirmed."), "success")
    db.session.commit()
    return redirect(stop_url(shown))


@hosting.post("/office/hosts/requests/<int:number>/turn-down")
@requires(Permission.EDIT_ITINERARIES)
def turn_down(number: int) -> ResponseReturnValue:
    """The host is thanked; the stop needs another place or time."""
    shown = queries.the_request(db.session, number)
    try:
        actions.turn_down(db.session, shown, seen=version_seen(), at=now())
    except Refused as error:
        return refused(number, error)
    flash(_("The host is thanked for the proposal; the stop is declined."), "success")
    db.session.commit()
    return redirect(stop_url(shown))


def refused(number: int, error: Refused) -> ResponseReturnValue:
    """Somebody was quicker: the page says so, and how it stands now."""
    db.session.rollback()
    flash(REASONS[error.reason], "danger")
    return redirect(url_for("hosting.counter", number=number))


def stop_url(shown: HostRequest) -> str:
    stop = shown.stop
    return url_for("itineraries.stop", code=stop.itinerary.delegation.code, uid=stop.uid)
