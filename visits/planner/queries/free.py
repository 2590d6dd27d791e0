"""When people and vehicles of ours are taken."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from visits.busy import queries as busy
from visits.busy.rules import Owner
from visits.conflicts.rules import Layer, ResourceKind
from visits.itineraries.models import Booking
from visits.itineraries.rules import LONGEST
from visits.kit.interval import Interval
from visits.resources.models import Unavailability

OWNERS = {ResourceKind.PERSON: Owner.PERSON, ResourceKind.VEHICLE: Owner.VEHICLE}

Taken = dict[tuple[ResourceKind, int], list[Interval]]


def busy_spans(
    session: Session,
    span: Interval,
    *,
    people: Collection[int],
    vehicles: Collection[int],
    itinerary_id: int | None,
) -> Taken:
    """Bookings of these, holds too, and all absences that touch the span, by kind and id,
    with what their own calendars say; five queries.

    Of the itinerary itself only its draft counts.
    """
    taken: Taken = defaultdict(list)
    own = and_(Booking.itinerary_id == itinerary_id, Booking.layer == Layer.RELEASED)
    for kind, ids in ((ResourceKind.PERSON, people), (ResourceKind.VEHICLE, vehicles)):
        rows = session.execute(
            select(Booking.resource_id, Booking.starts, Booking.ends).where(
                Booking.resource_kind == kind,
                Booking.resource_id.in_(sorted(ids)),
                Booking.starts > span.start - LONGEST,
                Booking.starts < span.end,
                Booking.ends > span.start,
                ~own,
            )
        )
        for row in (*rows, *session.execute(busy.taken(OWNERS[kind], ids, span.start, span.end))):
            taken[kind, row[0]].append(Interval(row.starts, row.ends))
    away = select(Unavailability).where(
        Unavailability.starts < span.end, Unavailability.ends > span.start
    )
    for absence in session.scalars(away):
        when = Interval(absence.starts, absence.ends)
        if absence.person_id is not None:
            taken[ResourceKind.PERSON, absence.person_id].append(when)
        elif absence.vehicle_id is not None:
            taken[ResourceKind.VEHICLE, absence.vehicle_id].append(when)
    return taken
