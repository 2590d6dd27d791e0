"""Where people of ours will serve, over all delegations."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF, Role
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.queries.programmes import stop_options
from visits.kit.pages import Page, page_of
from visits.resources.models import Vehicle


@dataclass(frozen=True, slots=True)
class Served:
    """A stop, and what the person does there."""

    stop: Stop
    roles: tuple[Role, ...]


def page_of_duties(
    session: Session, person_id: int, *, since: datetime, cursor: str | None = None
) -> Page[Served]:
    """Stops from the instant on at which the person serves, or drives a vehicle; soonest first."""
    driven = select(Vehicle.id).where(Vehicle.driver_id == person_id)
    served = select(Assignment.stop_id).where(
        or_(Assignment.person_id == person_id, Assignment.vehicle_id.in_(driven))
    )
    rows = (
        select(Stop)
        .where(Stop.id.in_(served), Stop.ends > since, Stop.status.not_in(OFF))
        .options(*stop_options())
    )
    page = page_of(session, rows, by=(Stop.starts, Stop.id), cursor=cursor)
    found = [Served(stop, roles_at(stop, person_id)) for stop in page.rows]
    return Page(found, next=page.next, previous=page.previous)


def roles_at(stop: Stop, person_id: int) -> tuple[Role, ...]:
    """Each once, in the order in which they were assigned."""
    roles = [
        one.role
        for one in stop.assignments
        if one.person_id == person_id or (one.vehicle and one.vehicle.driver_id == person_id)
    ]
    return tuple(dict.fromkeys(roles))
