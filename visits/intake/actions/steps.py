"""What every act on a request has in common: the move, its line of history, facts into columns."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.intake import queries
from visits.intake.models import RequestStep, VisitRequest, WishedSite, WishedSlot
from visits.intake.rules import Half, RequestMove, Told, after, read_days, read_people
from visits.kit.errors import Refused
from visits.kit.zone import zone_of
from visits.organisations.models import Organisation
from visits.sites.models import Site

SUBJECT = "request"
"""How letters, links, files and papers name a request: (SUBJECT, id)."""


def today(session: Session, at: datetime) -> date:
    """The day in the city at this instant."""
    return at.astimezone(zone_of(session)).date()


def go(
    session: Session,
    request: VisitRequest,
    move: RequestMove,
    *,
    by: User | None,
    at: datetime,
    told: Told | None = None,
    note: str = "",
) -> RequestStep:
    """One move and its line of history.

    Raises Refused (`request_move`) for a move that the state does not know, and (`told_in_future`)
    for what shall have been told on a day to come.
    """
    if told is not None:
        refuse_future(session, told, at=at)
    request.state = after(request.state, move)
    return noted(session, request, move, by=by, at=at, told=told, note=note)


def refuse_future(session: Session, told: Told, *, at: datetime) -> None:
    """Raises Refused (`told_in_future`) for what shall have been told on a day to come."""
    if told["told_on"] > today(session, at):
        raise Refused("told_in_future", told_on=told["told_on"])


def noted(
    session: Session,
    request: VisitRequest,
    move: RequestMove,
    *,
    by: User | None,
    at: datetime,
    told: Told | None = None,
    note: str = "",
) -> RequestStep:
    """A line of history about the state in which the request is now."""
    how: dict[str, Any] = {**told} if told else {}
    step = RequestStep(
        at=at,
        move=move,
        state=request.state,
        by_id=by.id if by else None,
        note=note,
        **how,
    )
    request.steps.append(step)
    session.flush()
    return step


def fill(session: Session, request: VisitRequest, facts: Mapping[str, Any], *, on: date) -> None:
    """Write the facts into the request; words are read for what is certain in them.

    Facts are columns, and `slots` and `sites`. `on` is the day from which words without a year
    look ahead.
    """
    columns = {name: value for name, value in facts.items() if name not in {"slots", "sites"}}
    for name, value in columns.items():
        setattr(request, name, value)
    if "people_said" in facts:
        crowd = read_people(request.people_said)
        request.people = crowd.people if crowd else None
    if "slots" in facts:
        days = {old.said: (old.first, old.last) for old in request.slots}
        request.slots = [
            slot(position, as_before(given, days), on)
            for position, given in enumerate(facts["slots"])
        ]
    if "sites" in facts:
        wish(session, request, facts["sites"])
    recognise(session, request)
    session.flush()


def refill(session: Session, request: VisitRequest, facts: Mapping[str, Any], *, on: date) -> None:
    """Other facts than before, as `fill` takes them; another day of receipt is another promise."""
    received = request.received_on
    fill(session, request, facts, on=on)
    if request.received_on != received:
        request.answer_due_on = queries.answer_due(session, request.received_on)
    request.version += 1


def as_before(
    given: Mapping[str, Any], days: Mapping[str, tuple[date | None, date | None]]
) -> Mapping[str, Any]:
    """Words that did not change keep the days that were chosen with them, unless others come."""
    if given.get("first") is not None or given.get("said") not in days:
        return given
    first, last = days[given["said"]]
    return {**given, "first": first, "last": last}


def slot(position: int, given: Mapping[str, Any], on: date) -> WishedSlot:
    """A wished slot out of `said` and `half`; `first` and `last` where a day was chosen."""
    first, last = given.get("first"), given.get("last")
    said = given.get("said") or (first.isoformat() if first else "")
    days = read_days(said, today=on) if first is None else None
    return WishedSlot(
        position=position,
        said=said,
        first=days.first if days else first,
        last=days.last if days else last or first,
        half=given.get("half") or Half.EITHER,
    )


def wish(session: Session, request: VisitRequest, ids: Sequence[int]) -> None:
    """These sites, in this order, each once; one that stays keeps its row."""
    known = {row.site_id: row for row in request.sites}
    rows = []
    for position, site_id in enumerate(dict.fromkeys(ids)):
        row = known.get(site_id) or WishedSite(site=session.get_one(Site, site_id))
        row.position = position
        rows.append(row)
    request.sites = rows


def recognise(session: Session, request: VisitRequest) -> None:
    """Name and organisation agree: the register's body by its name, or the chosen one's name."""
    if request.organisation_id is not None:
        body = session.get_one(Organisation, request.organisation_id)
        request.body_name = request.body_name or body.name.to("ko")
        request.country = request.country or body.country
        return
    known = queries.known_body(session, request.body_name, request.country)
    request.organisation_id = known.id if known else None
