"""Making a change that mends a finding."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import Assignment as Service
from visits.conflicts.rules import StopKind
from visits.conflicts.rules.mending import Change
from visits.itineraries.actions.planning import add_stop, revise_stop, values_of
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import Duty, StopMove, StopValues
from visits.itineraries.titles import USUAL_TITLES
from visits.kit.errors import NotThere
from visits.kit.interval import Interval


def make_change(
    session: Session,
    itinerary: Itinerary,
    change: Change,
    *,
    at: datetime,
    by: User | None = None,
) -> Stop:
    """The change as one gesture, which *by* can undo; returns the stop that it is about.

    Raises Blocked when something stands against it by now; Refused for values that cannot be;
    NotThere when the stop is gone.
    """
    if change.kind is not None and change.when is not None:
        values = values_of_new(change.kind, change.when)
        return add_stop(session, itinerary, values, at=at, by=by, move=StopMove.CONFIRM)
    stop = next((one for one in itinerary.stops if one.uid == change.stop), None)
    if stop is None:
        raise NotThere("stop")
    values = values_of(stop)
    if change.when is not None:
        values = replace(values, starts=change.when.start, ends=change.when.end)
    if change.site is not None and change.site != stop.site_id:
        values = replace(values, site_id=change.site, space_id=None)
    revise_stop(session, stop, values, at=at, by=by, duties=duties_after(stop, change))
    return stop


def values_of_new(kind: StopKind, when: Interval) -> StopValues:
    """A stop that nobody has to be asked for; where it takes place is filled in later."""
    return StopValues(kind=kind, title=USUAL_TITLES[kind], starts=when.start, ends=when.end)


def duties_after(stop: Stop, change: Change) -> list[Duty]:
    """Who and what serves once somebody took the place of somebody else."""
    duties = [Duty(one.role, one.person_id, one.vehicle_id) for one in stop.assignments]
    off = duty_of(change.off)
    fresh = duty_of(change.take)
    kept = [one for one in duties if one != off]
    return kept if fresh is None else [*kept, fresh]


def duty_of(service: Service | None) -> Duty | None:
    if service is None:
        return None
    return Duty(service.role, service.person, service.vehicle)
