"""Answers to the registers' question who points to a row that is about to be deleted."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.kit.uses import UsesOf

STOPS: dict[str, Callable[[int], ColumnElement[bool]]] = {
    "site": lambda number: or_(Stop.site_id == number, Stop.end_site_id == number),
    "space": lambda number: Stop.space_id == number,
    "party": lambda number: Stop.party_id == number,
    "person": lambda number: Stop.assignments.any(Assignment.person_id == number),
    "vehicle": lambda number: Stop.assignments.any(Assignment.vehicle_id == number),
    "delegation": lambda number: Stop.itinerary_id.in_(
        select(Itinerary.id).where(Itinerary.delegation_id == number)
    ),
}


def on_uses_asked(session: Session, question: UsesOf) -> None:
    """How many stops of programmes use the row."""
    used = STOPS.get(question.kind)
    if used is not None:
        rows = select(func.count()).select_from(Stop).where(used(question.id))
        question.found.append(("stop", session.scalar(rows) or 0))
