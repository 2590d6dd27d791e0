"""What stops occupy, as rows: kept in step with the draft and the current release, and looked up.

A clash with others is one look-up by (resource, start, end); it rests on the bound that no stop is
longer than `LONGEST`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, literal, select, union_all
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.conflicts.rules import Booking as Use
from visits.conflicts.rules import Calendar, Layer, ResourceKind, Strength
from visits.conflicts.rules.guests import SEEN_DAYS
from visits.delegations.models import DelegationBody
from visits.itineraries.models import Booking, Itinerary
from visits.itineraries.rules import LONGEST
from visits.kit.interval import Interval

EXCLUSION_VIOLATED = "23P01"
"""PostgreSQL's SQLSTATE: two itineraries would have the same person or vehicle at once."""

TABLE: Any = Booking.__table__
"""Nobody holds bookings as objects: they are written as plain rows."""

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


@dataclass(frozen=True, slots=True)
class Around:
    """Bookings of other itineraries, in both layers, that judging one programme rests on."""

    meeting: tuple[Use, ...] = ()
    """Those that may share time with its own; of people those of the whole days."""
    counted: tuple[Use, ...] = ()
    """Those at sites that count their groups, in what is counted."""
    seen: tuple[Use, ...] = ()
    """What guests of the same bodies did in the time before."""


def around(
    session: Session,
    own: Iterable[Use],
    *,
    itinerary_id: int | None,
    delegation_id: int,
    counted: Mapping[int, Interval],
    calendar: Calendar,
) -> Around:
    """What others booked around these bookings; *counted*: sites with a quota, and when; one query.

    For each kind of resource, those within the span of all own ones: the rules find the clashes.
    """
    by_kind: dict[ResourceKind, list[Use]] = defaultdict(list)
    for use in own:
        by_kind[use.kind].append(use)
    if not by_kind:
        return Around()
    first = min(use.when.start for uses in by_kind.values() for use in uses)
    wanted: dict[str, object] = {"itinerary": itinerary_id or NOT_BEGUN}
    for kind in BOOKED:
        wanted |= wanted_of(kind, by_kind[kind], calendar)
    spans = list(counted.values())
    wanted |= {
        "counted_ids": sorted(counted),
        "counted_from": min((span.start for span in spans), default=NEVER),
        "counted_until": max((span.end for span in spans), default=NEVER),
        "delegation": delegation_id,
        "seen_from": first - SEEN,
        "seen_until": first,
    }
    found: dict[str, list[Use]] = {MEETING: [], COUNTED: [], SEEN_BEFORE: []}
    for row in session.execute(LOOK_UP, wanted):
        found[row.why].append(value_of(row))
    return Around(tuple(found[MEETING]), tuple(found[COUNTED]), tuple(found[SEEN_BEFORE]))


def span_of(kind: ResourceKind, uses: Sequence[Use], calendar: Calendar) -> Interval:
    """The time over all of them; of people whole days, since their hours are counted."""
    span = Interval(min(use.when.start for use in uses), max(use.when.end for use in uses))
    if kind is not ResourceKind.PERSON:
        return span
    days = calendar.days_of(span)
    return Interval(calendar.whole_day(days[0]).start, calendar.whole_day(days[-1]).end)


def wanted_of(kind: ResourceKind, uses: Sequence[Use], calendar: Calendar) -> dict[str, object]:
    """Ids and span of one kind, as `meeting` asks for them."""
    span = span_of(kind, uses, calendar) if uses else None
    first, last = (span.start, span.end) if span else (NEVER, NEVER)
    return {
        f"{kind}_ids": sorted({use.id for use in uses}),
        f"{kind}_from": first,
        f"{kind}_bound": first - LONGEST,
        f"{kind}_until": last,
    }


def meeting(kind: ResourceKind) -> Select[*tuple[Any, ...]]:
    """Others' bookings of resources of one kind between two instants."""
    return select(*COLUMNS, literal(MEETING).label("why")).where(
        Booking.resource_kind == kind,
        Booking.resource_id.in_(bindparam(f"{kind}_ids", expanding=True)),
        Booking.starts > bindparam(f"{kind}_bound"),
        Booking.starts < bindparam(f"{kind}_until"),
        Booking.ends > bindparam(f"{kind}_from"),
        Booking.itinerary_id != bindparam("itinerary"),
    )


def counting() -> Select[*tuple[Any, ...]]:
    """Firm bookings of others at sites that count their groups."""
    return select(*COLUMNS, literal(COUNTED).label("why")).where(
        Booking.resource_kind == ResourceKind.SITE,
        Booking.resource_id.in_(bindparam("counted_ids", expanding=True)),
        Booking.starts >= bindparam("counted_from"),
        Booking.starts < bindparam("counted_until"),
        Booking.itinerary_id != bindparam("itinerary"),
        Booking.strength == Strength.FIRM,
    )


def seeing() -> Select[*tuple[Any, ...]]:
    """What delegations of the same bodies booked before, by the index of itineraries."""
    bodies = select(DelegationBody.organisation_id).where(
        DelegationBody.delegation_id == bindparam("delegation")
    )
    theirs = (
        select(Itinerary.id)
        .join(DelegationBody, DelegationBody.delegation_id == Itinerary.delegation_id)
        .where(DelegationBody.organisation_id.in_(bodies), Itinerary.id != bindparam("itinerary"))
    )
    return select(*COLUMNS, literal(SEEN_BEFORE).label("why")).where(
        Booking.itinerary_id.in_(theirs),
        Booking.layer == Layer.DRAFT,
        Booking.starts >= bindparam("seen_from"),
        Booking.starts < bindparam("seen_until"),
    )


A_DAYS_WORK = timedelta(hours=12)
NOT_BEGUN = 0
"""A programme that is checked before it has a row: everybody's bookings are those of others."""
BOOKED = (ResourceKind.SITE, ResourceKind.PERSON, ResourceKind.VEHICLE)
MEETING, COUNTED, SEEN_BEFORE = "meeting", "counted", "seen"
SEEN = timedelta(days=SEEN_DAYS)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
LOOK_UP = union_all(*(meeting(kind) for kind in BOOKED), counting(), seeing())
"""Made once: building the statement would cost as much as asking the database."""


Kept = tuple[int, Use]


def kept_by(
    session: Session, itinerary_ids: Collection[int], layer: Layer
) -> dict[int, list[Kept]]:
    """The rows of one layer, by itinerary, each with its number; one query."""
    rows = session.execute(
        select(Booking.id, *COLUMNS).where(
            Booking.itinerary_id.in_(itinerary_ids), Booking.layer == layer
        )
    )
    found: dict[int, list[Kept]] = defaultdict(list)
    for row in rows:
        found[row.itinerary_id].append((row.id, value_of(row)))
    return found


def keep(
    session: Session,
    itinerary_id: int,
    layer: Layer,
    wanted: Iterable[Use],
    known: Iterable[Kept] | None = None,
) -> tuple[Use, ...]:
    """Make the rows of one layer say this, touching no others; returns what came and what went.

    *known* are the rows as they are, where somebody has read them already.

    Rows come in one order in every transaction, so that on PostgreSQL two writers wait for each
    other in a line. Raises IntegrityError there when somebody else was quicker (`is_taken`).
    """
    kept = kept_by(session, [itinerary_id], layer)[itinerary_id] if known is None else known
    left = Counter(wanted)
    gone: list[tuple[int, Use]] = []
    for number, use in kept:
        if left[use]:
            left[use] -= 1
        else:
            gone.append((number, use))
    fresh = sorted(left.elements(), key=lambda use: (use.kind, use.id, use.when, use.stop))
    if gone:
        session.execute(delete(TABLE).where(TABLE.c.id.in_([number for number, _ in gone])))
    if fresh:
        session.execute(insert(TABLE), [row_of(use) for use in fresh])
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


def met_by(changed: Iterable[Use], others: Iterable[Use], counted: Iterable[Use]) -> set[int]:
    """Itineraries whose bookings share time with changed ones of the same resource, or are counted
    with them by their site, or are of one interpreter's day.
    """
    by_resource: dict[tuple[ResourceKind, int], list[Use]] = defaultdict(list)
    for use in changed:
        by_resource[use.kind, use.id].append(use)
    met = {
        other.itinerary
        for other in others
        if any(concerns(use, other) for use in by_resource[other.kind, other.id])
    }
    return met | {other.itinerary for other in counted if by_resource[other.kind, other.id]}


def concerns(use: Use, other: Use) -> bool:
    """Whether two bookings of one resource share time, or two of an interpreter a day's work."""
    if use.when.overlaps(other.when):
        return True
    return use.interprets and other.interprets and use.when.gap(other.when) < A_DAYS_WORK
