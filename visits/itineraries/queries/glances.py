"""How a programme stands, for pages that show it among other things; seven queries."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF, Mode, Role, Severity, StopStatus
from visits.itineraries.models import Assignment, Release, Stop
from visits.itineraries.queries.findings import finding_counts
from visits.itineraries.queries.releases import has_news, programmes_of
from visits.itineraries.rules import NOBODY_ANSWERS
from visits.kit.translated import Translated
from visits.resources.models import Person

RIDES = frozenset({Mode.OWN_BUS, Mode.CITY_VEHICLE, Mode.CHARTERED})


@dataclass(frozen=True, slots=True)
class Glance:
    """Stops that stand, those at a site whose host has not agreed yet, who serves, what is out."""

    stops: int = 0
    waiting: int = 0
    refused: int = 0
    """Stops that their hosts declined."""
    has_interpreter: bool = False
    has_ride: bool = False
    receivers: tuple[Translated, ...] = ()
    release: Release | None = None
    is_changed: bool = False
    """Is there anything that the release does not show yet?"""
    hindering: int = 0
    """Findings that stand in the way of a release."""
    warnings: int = 0


def glance(session: Session, delegation_id: int) -> Glance:
    """Nothing of everything where there is no programme yet."""
    itinerary = next(iter(programmes_of(session, [delegation_id])), None)
    if itinerary is None:
        return Glance()
    rows = session.execute(who_serves(itinerary.id)).all()
    stops = {row.id: row for row in rows if row.status not in OFF}
    counts = finding_counts(session, [itinerary.id]).get(itinerary.id, {})
    release = itinerary.current_release
    return Glance(
        stops=len(stops),
        waiting=sum(is_waiting(row) for row in stops.values()),
        refused=len({row.id for row in rows if row.status is StopStatus.DECLINED}),
        has_interpreter=any(row.role is Role.INTERPRETS for row in rows),
        has_ride=any(row.vehicle_id is not None or row.mode in RIDES for row in rows),
        receivers=tuple(dict.fromkeys(row.name for row in rows if row.role is Role.RECEIVES)),
        release=release,
        is_changed=has_news(itinerary),
        hindering=counts.get(Severity.BLOCK, 0) + counts.get(Severity.BLOCK_RELEASE, 0),
        warnings=counts.get(Severity.WARN, 0),
    )


def who_serves(itinerary_id: int) -> Any:
    """A row for each stop and each that serves there; a stop without any has one row."""
    return (
        select(
            Stop.id,
            Stop.status,
            Stop.kind,
            Stop.site_id,
            Stop.mode,
            Assignment.role,
            Assignment.vehicle_id,
            Person.name,
        )
        .outerjoin(Assignment, Assignment.stop_id == Stop.id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .where(Stop.itinerary_id == itinerary_id)
        .order_by(Stop.starts, Stop.id)
    )


def is_waiting(row: Row[Any]) -> bool:
    """A stop at a site needs its host's yes; where one only arrives or sets out there is no host."""
    has_host = row.site_id is not None and row.kind not in NOBODY_ANSWERS
    return has_host and row.status is not StopStatus.CONFIRMED
