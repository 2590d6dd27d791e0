"""All visits of a day, as they were released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from visits.delegations.models import Delegation, Party
from visits.delegations.rules import LIVING
from visits.escorting.models import StopToday
from visits.escorting.queries.tapped import open_incidents, standing_on
from visits.escorting.queries.valid import (
    ON_THE_DAY,
    DayStop,
    as_drafted,
    joined,
    takes_place,
)
from visits.itineraries.models import Itinerary, ReleasedStop, Stop
from visits.kit.clock import local
from visits.kit.zone import zone_of


@dataclass(frozen=True, slots=True)
class VisitToday:
    """A visit that is here, its stops of the day in order of time, and how they stand."""

    delegation: Delegation
    stops: tuple[DayStop, ...]
    standing: Mapping[str, StopToday]
    incidents: int


def visits_on(session: Session, day: date) -> Sequence[VisitToday]:
    """Every living visit with something on its programme on this day of the city; seven queries."""
    zone = zone_of(session)
    first, last = local(day, time(0), zone), local(day + timedelta(days=1), time(0), zone)
    stops: dict[Delegation, list[DayStop]] = {}
    found = [*released_between(session, first, last), *drafted_between(session, first, last)]
    for stop in sorted(found, key=lambda stop: (stop.starts, stop.id)):
        stops.setdefault(stop.row.itinerary.delegation, []).append(stop)
    standing = standing_on(session, day)
    counts: dict[int, int] = {}
    for incident in open_incidents(session, first):
        counts[incident.delegation_id] = counts.get(incident.delegation_id, 0) + 1
    return [
        VisitToday(one, tuple(own), standing, counts.get(one.id, 0)) for one, own in stops.items()
    ]


def drafted_between(session: Session, first: datetime, last: datetime) -> list[DayStop]:
    """Stops of programmes of which nothing was released yet."""
    rows = whole(select(Stop)).where(
        Itinerary.current_release_id.is_(None),
        within(Stop.starts, first, last),
        Stop.status.in_(ON_THE_DAY),
    )
    return [as_drafted(stop) for stop in session.scalars(rows)]


def released_between(session: Session, first: datetime, last: datetime) -> list[DayStop]:
    """Stops of current releases."""
    rows = (
        whole(select(ReleasedStop, Stop).join(Stop, Stop.uid == ReleasedStop.uid))
        .where(Itinerary.current_release_id == ReleasedStop.release_id)
        .where(within(ReleasedStop.starts, first, last))
    )
    kept = [(one, stop) for one, stop in session.execute(rows) if takes_place(one)]
    return joined(session, kept)


def whole(rows: Any) -> Any:
    """Of living visits, with what a wall shows of each stop."""
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    return (
        rows.join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Delegation.state.in_(LIVING))
        .options(
            joinedload(Stop.site),
            joinedload(Stop.party).selectinload(Party.members),
            whose.selectinload(Delegation.countries),
        )
    )


def within(
    starts: InstrumentedAttribute[datetime], first: datetime, last: datetime
) -> ColumnElement[bool]:
    return and_(starts >= first, starts < last)
