"""What officers do on the board. Scripts get the plan as it is then, or why it was refused.

Each address takes a plain form as well: a button does the same, and leads back to the board.
"""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.board import actions, shown
from visits.board.forms import CopyForm, DropForm, PlaceForm, SeenForm
from visits.board.rules import LaneKind, read_lane
from visits.board.views.blueprint import OWN, board
from visits.board.views.plan import plan_of, the_stamp
from visits.board.views.problems import Seen, conflict, refusal, refused
from visits.board.views.tray import values_of_tray
from visits.itineraries import actions as itineraries
from visits.itineraries.actions.gestures import hold
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopMove
from visits.itineraries.views.shared import is_begun, stop_of, the_draft, zone
from visits.kit import once, particles, words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused, Stale
from visits.kit.forms import BaseForm
from visits.kit.paths import is_for_script
from visits.languages import html

Act = Callable[[Itinerary], Stop | str]
"""Does it; returns the stop that lies elsewhere now, or what is to be said."""


def gesture(
    code: str, form: BaseForm, act: Act, *, uid: str = "", seen: str = ""
) -> ResponseReturnValue:
    """Check what was sent, do it, answer; nothing of it is kept when anything stands against it.

    *uid* is the stop that it is about, *seen* the version of it that the officer looked at.
    """
    itinerary = the_draft(code, load=hold)
    if not form.validate_on_submit():
        return refused(code, complaint_of(form))
    about = Seen(uid, seen)
    if about.is_stale_in(itinerary):
        return conflict(itinerary, about)
    try:
        done = act(begun(itinerary))
    except (Refused, Stale, NotThere) as error:
        db.session.rollback()
        return answer_to_refusal(code, error, about)
    answer = answer_to(code, done, itinerary)
    db.session.commit()
    return answer


def begun(itinerary: Itinerary) -> Itinerary:
    """The programme itself; the first gesture begins it."""
    if is_begun(itinerary):
        return itinerary
    return itineraries.open_itinerary(db.session, itinerary.delegation, at=now())


def answer_to_refusal(code: str, error: Exception, about: Seen) -> ResponseReturnValue:
    """Nothing was kept; say why."""
    if isinstance(error, Blocked):
        return refusal(code, error.findings)
    if isinstance(error, Stale):
        return conflict(the_draft(code), about)
    if isinstance(error, Refused):
        return refused(code, reason_of(error))
    return refused(code, words.REASONS["not_in_tray"])


def complaint_of(form: BaseForm) -> str:
    told = [str(one) for errors in form.errors.values() for one in errors]
    return told[0] if told else str(words.REASONS["not_in_tray"])


def reason_of(error: Refused) -> str:
    """In words, with the stops that it is about."""
    sentence = str(words.REASONS[error.reason])
    about = shown.a_row(html.plain(title) for title in error.facts.get("stops", ()))
    return f"{sentence} ({about})" if about else sentence


def answer_to(code: str, done: Stop | str, itinerary: Itinerary) -> ResponseReturnValue:
    """The plan for a script; for a plain form the way back, with what was done."""
    if not is_for_script():
        flash(done if isinstance(done, str) else html.plain(done.title), "success")
        return redirect(url_for("board.show", code=code))
    # A programme that was just begun is read for the first time.
    present = itinerary if is_begun(itinerary) else the_draft(code)
    plan = plan_of(present, the_stamp(code))
    once.lead_to(url_for("board.plan", code=code))
    return jsonify({**plan, **told_of(done, plan["stops"])})


def told_of(done: Stop | str, stops: list[dict[str, Any]]) -> dict[str, str]:
    """What is said after the gesture, and which stop it was about."""
    if isinstance(done, str):
        return {"said": particles.settled(done), "uid": ""}
    drawn = next((one for one in stops if one["uid"] == done.uid), {})
    said = shown.said_of(done, drawn.get("points", 0), is_closed=drawn.get("isClosed", False))
    return {"said": said, "uid": done.uid}


# -- gestures --------------------------------------------------------------------------------------


@board.post(f"{OWN}/stops")
@requires(Permission.EDIT_ITINERARIES)
def place(code: str) -> ResponseReturnValue:
    """Something out of the tray is put down."""
    form = PlaceForm(zone=zone())

    def act(itinerary: Itinerary) -> Stop:
        values = values_of_tray(db.session, itinerary, form.what.data, form.moment(form.starts))
        goes = form.goes.data
        if goes.kind is LaneKind.SITE and values.site_id is None:
            values = actions.at_site(db.session, values, goes.id)
        duties = actions.duties_of_new(db.session, goes)
        return itineraries.add_stop(
            db.session, itinerary, values, duties=duties, at=now(), by=the_user()
        )

    return gesture(code, form, act)


@board.post(f"{OWN}/stops/<uid>/drop")
@requires(Permission.EDIT_ITINERARIES)
def drop(code: str, uid: str) -> ResponseReturnValue:
    """A stop was moved or stretched, by hand or by keys."""
    form = DropForm(zone=zone())

    def act(itinerary: Itinerary) -> Stop:
        stop = stop_of(itinerary, uid)
        starts, ends = form.span()
        actions.drop(
            db.session,
            stop,
            starts=starts,
            ends=ends,
            came=form.came.data,
            goes=form.goes.data,
            by=the_user(),
            at=now(),
        )
        return stop

    return gesture(code, form, act, uid=uid, seen=form.seen.data or "")


@board.post(f"{OWN}/stops/<uid>/copy")
@requires(Permission.EDIT_ITINERARIES)
def copy(code: str, uid: str) -> ResponseReturnValue:
    """The same once more, as an idea; right behind it when no time is said."""
    form = CopyForm(zone=zone())

    def act(itinerary: Itinerary) -> Stop:
        stop = stop_of(itinerary, uid)
        starts = form.moment(form.starts) if form.starts.data else stop.ends
        return itineraries.duplicate_stop(db.session, stop, starts=starts, at=now(), by=the_user())

    return gesture(code, form, act)


@board.post(f"{OWN}/stops/<uid>/remove")
@requires(Permission.EDIT_ITINERARIES)
def remove(code: str, uid: str) -> ResponseReturnValue:
    """Out of the programme; what others know of is cancelled instead."""
    form = SeenForm()

    def act(itinerary: Itinerary) -> str:
        stop = stop_of(itinerary, uid)
        title = html.plain(stop.title)
        if itineraries.remove_stop(db.session, stop, at=now(), by=the_user()):
            return str(_("%(title)s was taken out.", title=title))
        return str(_("Others know of %(title)s: it was cancelled instead of deleted.", title=title))

    return gesture(code, form, act, uid=uid, seen=form.seen.data or "")


@board.post(f"{OWN}/stops/<uid>/moves/<wanted>")
@requires(Permission.EDIT_ITINERARIES)
def change_status(code: str, uid: str, wanted: str) -> ResponseReturnValue:
    """Hold, ask, confirm, decline or withdraw."""
    if wanted not in set(StopMove) - {StopMove.CANCEL}:
        abort(404)
    form = SeenForm()

    def act(itinerary: Itinerary) -> str:
        stop = stop_of(itinerary, uid)
        itineraries.change_status(db.session, stop, StopMove(wanted), at=now(), by=the_user())
        status = words.label(stop.status)
        return shown.a_row([html.plain(stop.title), str(status)])

    return gesture(code, form, act, uid=uid, seen=form.seen.data or "")


@board.post(f"{OWN}/stops/<uid>/release/<lane>")
@requires(Permission.EDIT_ITINERARIES)
def let_go(code: str, uid: str, lane: str) -> ResponseReturnValue:
    """A person or a vehicle no longer serves at the stop."""
    wanted = read_lane(lane)
    if wanted is None:
        abort(404)
    form = SeenForm()

    def act(itinerary: Itinerary) -> Stop:
        stop = stop_of(itinerary, uid)
        actions.let_go(db.session, stop, wanted, by=the_user(), at=now())
        return stop

    return gesture(code, form, act, uid=uid, seen=form.seen.data or "")


@board.post(f"{OWN}/undo")
@requires(Permission.EDIT_ITINERARIES)
def undo(code: str) -> ResponseReturnValue:
    """Take one's own last step back."""

    def act(itinerary: Itinerary) -> str:
        itineraries.undo(db.session, itinerary, by=the_user(), at=now())
        return str(_("Your last step was undone."))

    return gesture(code, SeenForm(), act)


@board.post(f"{OWN}/redo")
@requires(Permission.EDIT_ITINERARIES)
def redo(code: str) -> ResponseReturnValue:
    """Do again what one undid."""

    def act(itinerary: Itinerary) -> str:
        itineraries.redo(db.session, itinerary, by=the_user(), at=now())
        return str(_("Your step was done again."))

    return gesture(code, SeenForm(), act)
