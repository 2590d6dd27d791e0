"""What is painted behind the stops of a board: rounds, closures, others' bookings, absences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from sqlalchemy import and_, literal, or_, select, union_all
from sqlalchemy.orm import Session, selectinload

from visits.board.rules import OWN, Lane, LaneKind
from visits.busy import queries as busy
from visits.busy.rules import Owner
from visits.conflicts.rules import Calendar, HolidayFacts, ResourceKind, Strength
from visits.delegations.models import Delegation
from visits.holidays.models import Holiday
from visits.itineraries.models import Booking, Itinerary, Stop
from visits.itineraries.rules import LONGEST
from visits.itineraries.service import HOLIDAY_KINDS
from visits.itineraries.world import window_of
from visits.kit.interval import Interval, merged
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.resources.models import Unavailability
from visits.sites.models import Closure, OfferedWindow, Site
from visits.sites.rules import ClosureKind

EMPTY = Translated()


class MarkKind(StrEnum):
    OFFERED = auto()
    CLOSED = auto()
    BOOKED = auto()
    HELD = auto()
    AWAY = auto()
    BUSY = auto()
    """Taken by what is not ours."""
    HOLIDAY = auto()
    LUNCH = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of a lane that means something: `what` is a reason or the stop of another delegation,
    `code` that delegation's."""

    lane: Lane
    kind: MarkKind
    when: Interval
    what: Translated = EMPTY
    code: str = ""


RESOURCES = {
    LaneKind.SITE: ResourceKind.SITE,
    LaneKind.PERSON: ResourceKind.PERSON,
    LaneKind.VEHICLE: ResourceKind.VEHICLE,
}
OWNERS = {
    LaneKind.SITE: Owner.SITE,
    LaneKind.PERSON: Owner.PERSON,
    LaneKind.VEHICLE: Owner.VEHICLE,
}
LANES = {resource: lane for lane, resource in RESOURCES.items()}


def marks(
    session: Session, lanes: Iterable[Lane], days: Sequence[date], *, itinerary_id: int
) -> list[Mark]:
    """Everything around an itinerary on these days in these lanes; at most seven queries."""
    ids: dict[LaneKind, list[int]] = defaultdict(list)
    for lane in lanes:
        ids[lane.kind].append(lane.id)
    holidays = holidays_on(session, days)
    facts = tuple(HolidayFacts(h.id, h.day, "", HOLIDAY_KINDS[h.kind]) for h in holidays.values())
    calendar = Calendar(zone_of(session), facts)
    span = Interval(calendar.whole_day(days[0]).start, calendar.whole_day(days[-1]).end)
    return [
        *of_days(days, calendar, holidays),
        *of_sites(session, ids[LaneKind.SITE], days, calendar, holidays),
        *closures(session, ids[LaneKind.SITE], span),
        *taken(session, ids, span),
        *absences(session, ids[LaneKind.PERSON], ids[LaneKind.VEHICLE], span),
        *bookings(session, ids, span, itinerary_id),
    ]


def holidays_on(session: Session, days: Sequence[date]) -> dict[date, Holiday]:
    rows = session.scalars(select(Holiday).where(Holiday.day.between(days[0], days[-1])))
    return {row.day: row for row in rows}


def of_days(
    days: Sequence[date], calendar: Calendar, holidays: Mapping[date, Holiday]
) -> Iterator[Mark]:
    """The lunch hour and the holidays, behind the delegation's own lane."""
    for day in days:
        if day in holidays:
            when = calendar.whole_day(day)
            yield Mark(lane=OWN, kind=MarkKind.HOLIDAY, when=when, what=holidays[day].name)
        when = calendar.span(day, calendar.lunch_starts, calendar.lunch_ends)
        yield Mark(lane=OWN, kind=MarkKind.LUNCH, when=when)


def of_sites(
    session: Session,
    ids: Sequence[int],
    days: Sequence[date],
    calendar: Calendar,
    holidays: Mapping[date, Holiday],
) -> Iterator[Mark]:
    """The rounds that sites offer, and when they are closed as a rule; two queries."""
    if not ids:
        return
    rows = select(Site).where(Site.id.in_(ids)).options(selectinload(Site.windows))
    for site in session.scalars(rows):
        lane = Lane(LaneKind.SITE, site.id)
        for day in days:
            rounds = [window for window in site.windows if window_of(window).is_on(day)]
            if is_closed(site, day, rounds, calendar):
                what = holidays[day].name if day in holidays else EMPTY
                when = calendar.whole_day(day)
                yield Mark(lane=lane, kind=MarkKind.CLOSED, when=when, what=what)
                continue
            if site.is_closed_at_lunch:
                when = calendar.span(day, calendar.lunch_starts, calendar.lunch_ends)
                yield Mark(lane=lane, kind=MarkKind.CLOSED, when=when)
            for one in rounds:
                when = calendar.span(day, one.opens, one.closes)
                yield Mark(lane=lane, kind=MarkKind.OFFERED, when=when)


def is_closed(site: Site, day: date, rounds: Iterable[OfferedWindow], calendar: Calendar) -> bool:
    """As a rule: on weekly closing days and holidays, unless it offers a round on that very date."""
    if any(one.day == day for one in rounds):
        return False
    is_holiday = site.closed_on_holidays and day in calendar.days_off
    return is_holiday or str(day.isoweekday()) in site.closed_weekdays


def closures(session: Session, ids: Sequence[int], span: Interval) -> Iterator[Mark]:
    if not ids:
        return
    rows = session.scalars(
        select(Closure).where(
            Closure.site_id.in_(ids), Closure.starts < span.end, Closure.ends > span.start
        )
    )
    for row in rows:
        is_busy = row.kind is ClosureKind.BUSY
        yield Mark(
            lane=Lane(LaneKind.SITE, row.site_id),
            kind=MarkKind.BUSY if is_busy else MarkKind.CLOSED,
            when=Interval(row.starts, row.ends),
            what=row.reason,
        )


def taken(
    session: Session, ids: Mapping[LaneKind, Sequence[int]], span: Interval
) -> Iterator[Mark]:
    """What their own calendars say, which is no more than that they are busy; one query."""
    wanted = [
        select(literal(kind), *busy.taken(owner, ids[kind], span.start, span.end).subquery().c)
        for kind, owner in OWNERS.items()
        if ids.get(kind)
    ]
    spans: dict[Lane, list[Interval]] = defaultdict(list)
    for kind, owner, starts, ends in session.execute(union_all(*wanted)) if wanted else ():
        spans[Lane(LaneKind(kind), owner)].append(Interval(starts, ends))
    for lane, found in spans.items():
        for when in merged(found):
            yield Mark(lane=lane, kind=MarkKind.BUSY, when=when)


def absences(
    session: Session, people: Sequence[int], vehicles: Sequence[int], span: Interval
) -> Iterator[Mark]:
    """When our people and vehicles are not available; the reason stays in the register."""
    if not people and not vehicles:
        return
    rows = session.scalars(
        select(Unavailability).where(
            or_(Unavailability.person_id.in_(people), Unavailability.vehicle_id.in_(vehicles)),
            Unavailability.starts < span.end,
            Unavailability.ends > span.start,
        )
    )
    for row in rows:
        kind = LaneKind.VEHICLE if row.person_id is None else LaneKind.PERSON
        yield Mark(
            lane=Lane(kind, row.person_id or row.vehicle_id or 0),
            kind=MarkKind.AWAY,
            when=Interval(row.starts, row.ends),
        )


def bookings(
    session: Session, ids: Mapping[LaneKind, Sequence[int]], span: Interval, itinerary_id: int
) -> Iterator[Mark]:
    """What other delegations use there, each time once, whichever layer it stands in."""
    wanted = [
        and_(Booking.resource_kind == kind, Booking.resource_id.in_(ids[lane]))
        for lane, kind in RESOURCES.items()
        if ids.get(lane)
    ]
    if not wanted:
        return
    rows = session.execute(
        select(
            Booking.resource_kind,
            Booking.resource_id,
            Booking.starts,
            Booking.ends,
            Booking.strength,
            Delegation.code,
            Stop.title,
        )
        .join(Itinerary, Itinerary.id == Booking.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .outerjoin(Stop, Stop.uid == Booking.stop_uid)
        .where(
            or_(*wanted),
            Booking.starts > span.start - LONGEST,
            Booking.starts < span.end,
            Booking.ends > span.start,
            Booking.itinerary_id != itinerary_id,
        )
        .order_by(Booking.starts, Booking.id)
    )
    seen = set()
    for row in rows:
        place = (row.resource_kind, row.resource_id, row.starts, row.ends, row.code)
        if place in seen:
            continue
        seen.add(place)
        yield Mark(
            lane=Lane(LANES[row.resource_kind], row.resource_id),
            kind=MarkKind.BOOKED if row.strength is Strength.FIRM else MarkKind.HELD,
            when=Interval(row.starts, row.ends),
            what=row.title or EMPTY,
            code=row.code,
        )
