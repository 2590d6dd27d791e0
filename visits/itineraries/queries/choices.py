"""Who and what can serve at a stop, and who is busy at that time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, contains_eager, joinedload

from visits.busy.queries import taken
from visits.busy.rules import Owner
from visits.conflicts.rules import Layer, ResourceKind, Strength
from visits.itineraries.models import Booking
from visits.itineraries.rules import LONGEST
from visits.kit.interval import Interval
from visits.resources.models import Person, Unavailability, Vehicle
from visits.sites.models import Site, Space

AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Busy:
    """Ids of people and vehicles that are booked or away in a span."""

    people: frozenset[int] = frozenset()
    vehicles: frozenset[int] = frozenset()


def people_to_choose(session: Session, serving: Iterable[int] = ()) -> list[Person]:
    """Everybody of ours in use, and who serves already, by name, with their language pairs."""
    rows = (
        select(Person)
        .where(or_(Person.is_retired.is_(False), Person.id.in_(set(serving))))
        .options(joinedload(Person.pairs))
        .order_by(Person.sort_key, Person.id)
    )
    return list(session.scalars(rows).unique())


def vehicles_to_choose(session: Session, serving: Iterable[int] = ()) -> list[Vehicle]:
    """Every vehicle in use, and which serves already, by name."""
    rows = (
        select(Vehicle)
        .where(or_(Vehicle.is_retired.is_(False), Vehicle.id.in_(set(serving))))
        .order_by(Vehicle.sort_key, Vehicle.id)
    )
    return list(session.scalars(rows))


def rooms_to_choose(session: Session) -> list[Space]:
    """The rooms of all sites in use, by site."""
    rows = (
        select(Space)
        .join(Space.site)
        .where(Site.is_retired.is_(False))
        .options(contains_eager(Space.site))
        .order_by(Site.sort_key, Space.id)
    )
    return list(session.scalars(rows))


def hours_booked(session: Session, span: Interval) -> dict[int, int]:
    """By person: the whole hours for which drafts and holds have them in this span; one query."""
    rows = session.execute(
        select(Booking.resource_id, Booking.starts, Booking.ends).where(
            Booking.resource_kind == ResourceKind.PERSON,
            Booking.layer == Layer.DRAFT,
            Booking.starts >= span.start,
            Booking.starts < span.end,
        )
    )
    seconds: dict[int, float] = defaultdict(float)
    for row in rows:
        seconds[row.resource_id] += (row.ends - row.starts).total_seconds()
    return {person: round(spent / AN_HOUR) for person, spent in seconds.items()}


def busy(
    session: Session,
    span: Interval,
    *,
    people: Iterable[int],
    vehicles: Iterable[int],
    itinerary_id: int | None = None,
    stop_uid: str | None = None,
) -> Busy:
    """Who of these is firmly booked by another stop, or away, at some moment of the span.

    Of the itinerary itself only its draft counts. Two queries.
    """
    own = and_(Booking.itinerary_id == itinerary_id, Booking.layer == Layer.RELEASED)
    people, vehicles = sorted(people), sorted(vehicles)
    booked = [
        select(Booking.resource_kind, Booking.resource_id).where(
            Booking.resource_kind == kind,
            Booking.resource_id.in_(ids),
            Booking.starts > span.start - LONGEST,
            Booking.starts < span.end,
            Booking.ends > span.start,
            Booking.strength == Strength.FIRM,
            Booking.stop_uid != (stop_uid or ""),
            ~own,
        )
        for kind, ids in ((ResourceKind.PERSON, people), (ResourceKind.VEHICLE, vehicles))
    ]
    found = {(kind, number) for kind, number in session.execute(union_all(*booked))}
    found |= away(session, span, people=people, vehicles=vehicles)
    return Busy(
        people=frozenset(number for kind, number in found if kind is ResourceKind.PERSON),
        vehicles=frozenset(number for kind, number in found if kind is ResourceKind.VEHICLE),
    )


def away(
    session: Session, span: Interval, *, people: Iterable[int], vehicles: Iterable[int]
) -> set[tuple[ResourceKind, int]]:
    """Who is not available at some moment of the span, as the office or their calendars say."""
    within = (Unavailability.starts < span.end, Unavailability.ends > span.start)
    kind = {True: ResourceKind.PERSON, False: ResourceKind.VEHICLE}
    busy = [
        select(literal(is_person), taken(owner, ids, span.start, span.end).subquery().c.owner)
        for is_person, owner, ids in (
            (True, Owner.PERSON, [*people]),
            (False, Owner.VEHICLE, [*vehicles]),
        )
    ]
    rows = session.execute(
        union_all(
            select(
                Unavailability.person_id.is_not(None),
                func.coalesce(Unavailability.person_id, Unavailability.vehicle_id),
            ).where(*within),
            *busy,
        )
    )
    return {(kind[bool(is_person)], number) for is_person, number in rows}
