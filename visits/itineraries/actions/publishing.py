"""Telling hosts, people and drivers what they were asked: rows of publications, only appended."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.programme import Roster
from visits.itineraries.publications import Plan, history, planned
from visits.itineraries.rules import Scope


def publish(
    session: Session,
    itinerary: Itinerary,
    roster: Roster,
    stops: Iterable[tuple[Stop, Scope]],
    *,
    at: datetime,
    release_id: int | None = None,
) -> Plan:
    """Append what is new for somebody.

    Nothing is appended for a stop that nobody serves at and no site receives, until a release
    shows it to guests; nor where nothing is new.
    """
    known = history(session, itinerary)
    plan = planned(roster, stops, known, at=at, release_id=release_id)
    session.add_all(plan.fresh)
    session.flush()
    return plan
