"""What stops occupy, as rows: kept in step with the draft and the current release, and looked up.

A clash with others is one look-up by (resource, start, end); it rests on the bound that no stop is
longer than `LONGEST`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select, union_all
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.conflicts.rules import Booking as Use
from visits.conflicts.rules import Layer, ResourceKind
from visits.itineraries.models import Booking
from visits.itineraries.rules import LONGEST
from visits.kit.interval import Interval

EXCLUSION_VIOLATED = "23P01"
"""PostgreSQL's SQLSTATE: two itineraries would have the same person or vehicle at once."""

COLUMNS = (
    Booking.resource_kind,
    Booking.resource_id,
    Booking.starts,
    Booking.ends,
    Booking.weight,
    Booking.stop_uid,
    Booking.itinerary_id,
    Booking.layer,
    Booking.strength,
    Booking.interprets,
)


def value_of(row: Any) -> Use:
    """A row as the rules look at it."""
    return Use(
        kind=row.resource_kind,
        id=row.resource_id,
        when=Interval(row.starts, row.ends),
        stop=row.stop_uid,
        itinerary=row.itinerary_id,
        weight=row.weight,
        layer=row.layer,
        strength=row.strength,
        interprets=row.interprets,
    )


def of_others(session: Session, own: Iterable[Use], *, itinerary_id: int | None) -> tuple[Use, ...]:
    """Bookings of other itineraries, in both layers, that may meet these; one query.

    For each kind of resource, those within the span of all own ones: the rules find the clashes.
    """
    by_kind: dict[ResourceKind, list[Use]] = defaultdict(list)
    for use in own:
        by_kind[use.kind].append(use)
    if not by_kind:
        return ()
    wanted: dict[str, object] = {"itinerary": itinerary_id or NOT_BEGUN}
    for kind in BOOKED:
        wanted |= wanted_of(kind, by_kind[kind])
    return tuple(value_of(row) for row in session.execute(LOOK_UP, wanted))


def wanted_of(kind: ResourceKind, uses: Sequence[Use]) -> dict[str, object]:
    """Ids and span of one kind, as `around` asks for them."""
    first = min((use.when.start for use in uses), default=NEVER)
    return {
        f"{kind}_ids": sorted({use.id for use in uses}),
        f"{kind}_from": first,
        f"{kind}_bound": first - LONGEST,
        f"{kind}_until": max((use.when.end for use in uses), default=NEVER),
    }


def around(kind: ResourceKind) -> Select[*tuple[Any, ...]]:
    """Others' bookings of resources of one kind between two instants."""
    return select(*COLUMNS).where(
        Booking.resource_kind == kind,
        Booking.resource_id.in_(bindparam(f"{kind}_ids", expanding=True)),
        Booking.starts > bindparam(f"{kind}_bound"),
        Booking.starts < bindparam(f"{kind}_until"),
        Booking.ends > bindparam(f"{kind}_from"),
        Booking.itinerary_id != bindparam("itinerary"),
    )


NOT_BEGUN = 0
"""A programme that is checked before it has a row: everybody's bookings are those of others."""
BOOKED = (ResourceKind.SITE, ResourceKind.PERSON, ResourceKind.VEHICLE)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
LOOK_UP = union_all(*(around(kind) for kind in BOOKED))
"""Made once: building the statement would cost as much as asking the database."""


def keep(
    session: Session, itinerary_id: int, layer: Layer, wanted: Iterable[Use]
) -> tuple[Use, ...]:
    """Make the rows of one layer say this, touching no others; returns what came and what went.

    Rows come in one order in every transaction, so that on PostgreSQL two writers wait for each
    other in a line. Raises IntegrityError there when somebody else was quicker (`is_taken`).
    """
    rows = session.execute(
        select(Booking.id, *COLUMNS).where(
            Booking.itinerary_id == itinerary_id, Booking.layer == layer
        )
    )
    kept = [(row.id, value_of(row)) for row in rows]
    left = Counter(wanted)
    gone: list[tuple[int, Use]] = []
    for number, use in kept:
        if left[use]:
            left[use] -= 1
        else:
            gone.append((number, use))
    fresh = sorted(left.elements(), key=lambda use: (use.kind, use.id, use.when, use.stop))
    if gone:
        session.execute(delete(Booking).where(Booking.id.in_([number for number, _ in gone])))
    if fresh:
        session.execute(insert(Booking).values([row_of(use) for use in fresh]))
    return (*(use for _, use in gone), *fresh)


def row_of(use: Use) -> dict[str, object]:
    return {
        "resource_kind": use.kind,
        "resource_id": use.id,
        "starts": use.when.start,
        "ends": use.when.end,
        "weight": use.weight,
        "stop_uid": use.stop,
        "itinerary_id": use.itinerary,
        "layer": use.layer,
        "strength": use.strength,
        "interprets": use.interprets,
    }


def is_taken(error: IntegrityError) -> bool:
    """Whether the database itself found that another itinerary has the person or vehicle."""
    return getattr(error.orig, "sqlstate", None) == EXCLUSION_VIOLATED


def met_by(changed: Iterable[Use], others: Iterable[Use]) -> set[int]:
    """Itineraries whose bookings share time with changed ones of the same resource."""
    by_resource: dict[tuple[ResourceKind, int], list[Use]] = defaultdict(list)
    for use in changed:
        by_resource[use.kind, use.id].append(use)
    return {
        other.itinerary
        for other in others
        if any(use.when.overlaps(other.when) for use in by_resource[other.kind, other.id])
    }
