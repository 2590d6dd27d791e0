"""What the board's script asks for: the plan as it is, what is painted behind it, a stop's card."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from flask import current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.access.sessions import asks_by_itself
from visits.board import actions, queries, shown
from visits.board.queries import Stamp
from visits.board.rules import Lane, days_between, read_lane
from visits.board.views.blueprint import OWN, board
from visits.conflicts.rules import Code
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Itinerary
from visits.itineraries.outline import count
from visits.itineraries.queries import OpenFinding
from visits.itineraries.rules import MOVES, StopMove, effective
from visits.itineraries.views.shared import found_at, stop_of, the_draft
from visits.itineraries.worded import Told, told
from visits.itineraries.words import BUTTONS
from visits.kit.asked import read_day
from visits.kit.clock import now
from visits.kit.db import db
from visits.languages.routing import interface_language

SIGN_EVERY = timedelta(seconds=15)
"""So often an officer who looks at a board is noted as being there."""


@board.get(f"{OWN}/plan")
@requires(Permission.READ_DELEGATIONS)
@asks_by_itself
def plan(code: str) -> ResponseReturnValue:
    """The plan, or nothing (304) while it is the same; asked every few seconds."""
    stamp = the_stamp(code)
    note_presence(stamp)
    tag = etag_of(stamp)
    if request.if_none_match.contains(tag):
        answer = make_response("", 304)
    else:
        answer = make_response(jsonify(plan_of(the_draft(code), stamp)))
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def the_stamp(code: str) -> Stamp:
    """Raises NotThere."""
    return queries.stamp(db.session, code, user_id=the_user().id, at=now())


def note_presence(stamp: Stamp) -> None:
    at, user_id, itinerary_id = now(), the_user().id, stamp.itinerary_id
    if itinerary_id == 0:
        return
    if stamp.own_sign_at is None or stamp.own_sign_at < at - SIGN_EVERY:
        db.write_briefly(lambda session: actions.be_seen(session, itinerary_id, user_id, at=at))


def etag_of(stamp: Stamp) -> str:
    """The same while the same person would read the same in the same language."""
    said = (
        stamp.version,
        stamp.findings,
        stamp.bookings,
        stamp.others,
        the_user().id,
        interface_language().tag,
    )
    return sha256(repr(said).encode()).hexdigest()[:20]


def plan_of(itinerary: Itinerary, stamp: Stamp) -> dict[str, Any]:
    """Stops with how much there is to check about each, ways, what can be undone, who is there.

    `found` is the same while the findings are: in words they are asked for apart, so that a
    gesture is answered at once.
    """
    found = itineraries.open_findings(db.session, itinerary)
    steps = queries.undoable(db.session, stamp.itinerary_id, the_user().id, at=now())
    return {
        "tag": etag_of(stamp),
        "marks": stamp.bookings,
        "stops": shown.stops(itinerary, found),
        "ways": shown.ways(itineraries.legs(db.session, itinerary), itinerary),
        "found": sign_of(found),
        "steps": shown.shown_undoable(steps),
        "others": [name for _number, name in stamp.others],
    }


@board.get(f"{OWN}/points")
@requires(Permission.READ_DELEGATIONS)
@asks_by_itself
def points(code: str) -> ResponseReturnValue:
    """What is to be checked, in words."""
    return jsonify(points_of(the_draft(code)))


def points_of(itinerary: Itinerary) -> dict[str, str]:
    found = itineraries.open_findings(db.session, itinerary)
    return {"found": sign_of(found), **in_words(itinerary, found)}


def sign_of(found: Sequence[OpenFinding]) -> str:
    """The same while the list of findings says the same to the same reader."""
    said = [(one.finding.key, one.override and one.override.reason) for one in found]
    whole = (said, interface_language().tag, the_user().can(Permission.EDIT_ITINERARIES))
    return sha256(repr(whole).encode()).hexdigest()[:20]


def in_words(itinerary: Itinerary, found: Sequence[OpenFinding]) -> dict[str, str]:
    """Everything that is to be checked, gravest first, and how much that is."""
    listed = [one for one in told(db.session, found, itinerary) if not one.is_seen]
    listed.sort(key=lambda one: (one.override is not None, -one.finding.severity))
    may_edit = the_user().can(Permission.EDIT_ITINERARIES)
    return {
        "points": piece(
            "board/points.html", delegation=itinerary.delegation, points=listed, may_edit=may_edit
        ),
        "counts": piece("board/counts.html", counted=count(listed)),
    }


def piece(template: str, **values: Any) -> str:
    """A piece of a page: it needs no menu, which every whole page gets."""
    return current_app.jinja_env.get_template(template).render(**values)


@board.get(f"{OWN}/marks")
@requires(Permission.READ_DELEGATIONS)
@asks_by_itself
def marks(code: str) -> ResponseReturnValue:
    """What is painted in these lanes on these days: `?first=…&last=…&lane=…`."""
    itinerary = the_draft(code)
    days = asked_days(itinerary)
    found = queries.marks(db.session, asked_lanes(), days, itinerary_id=itinerary.id or 0)
    return jsonify(marks=shown.shown_marks(found))


def asked_days(itinerary: Itinerary) -> tuple[date, ...]:
    first = read_day(request.args.get("first", ""))
    last = read_day(request.args.get("last", ""))
    if first is None or last is None or last < first:
        visit = itinerary.delegation
        return days_between(visit.starts_on, visit.ends_on)
    return days_between(first, last)


def asked_lanes() -> list[Lane]:
    """As many as the board can show at all, however many are asked for."""
    found = (read_lane(written) for written in request.args.getlist("lane")[:MOST_ASKED])
    return [lane for lane in found if lane is not None]


MOST_ASKED = 40


def importance(one: Told) -> tuple[bool, bool, int]:
    """That nobody receives there comes first, then what is gravest, then what was seen already."""
    code, severity = one.finding.code, one.finding.severity
    return one.override is not None, code is not Code.SITE_CLOSURE, -severity


@board.get(f"{OWN}/stops/<uid>/card")
@requires(Permission.READ_DELEGATIONS)
def card(code: str, uid: str) -> str:
    """One stop with all that can be done about it, as a piece of the page."""
    itinerary = the_draft(code)
    stop = stop_of(itinerary, uid)
    moves = [
        (move, BUTTONS[move])
        for move in StopMove
        if (stop.status, move) in MOVES
        and move is not StopMove.CANCEL
        and MOVES[stop.status, move] is not stop.status
        and effective(stop.kind, move) is move
    ]
    return render_template(
        "board/card.html",
        delegation=itinerary.delegation,
        stop=stop,
        found=sorted(found_at(itinerary, stop), key=importance),
        moves=moves,
        may_edit=the_user().can(Permission.EDIT_ITINERARIES),
    )
