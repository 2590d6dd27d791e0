"""Free spans: when a site, people and vehicles are all to be had, and the visit has time.

Every candidate is judged by the rules that judge a save, so that nothing is free here that would be
found wrong there. Instants are aware, days those of the city.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from visits.conflicts.rules import (
    Calendar,
    Code,
    Finding,
    Programme,
    Severity,
    SiteFacts,
    StopFacts,
    World,
    findings,
    introduced,
    is_open,
)
from visits.kit.interval import Interval

STEP = timedelta(minutes=30)
A_DAY = timedelta(days=1)

TAKEN = frozenset(
    {
        Code.SITE_CAPACITY,
        Code.SITE_CONCURRENCY,
        Code.SITE_CLOSURE,
        Code.SITE_WINDOW,
        Code.SITE_BUSY,
        Code.SITE_QUOTA,
        Code.PERSON_OVERLAP,
        Code.PERSON_UNAVAILABLE,
        Code.INTERPRETER_OVERLAP,
        Code.VEHICLE_OVERLAP,
        Code.VEHICLE_UNAVAILABLE,
        Code.TRAVEL_INFEASIBLE,
        Code.LUNCH_HOUR,
        Code.OFFICE_HOURS,
    }
)
"""What makes a span not free; everything else can still be settled once the stop stands."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A span that is free, at a site or at none."""

    when: Interval
    site: int | None


def free_slots(
    wanted: Sequence[StopFacts],
    programme: Programme,
    world: World,
    *,
    first: date,
    last: date,
    most: int,
) -> tuple[Slot, ...]:
    """The next free spans from the first to the last day, at most so many, soonest first.

    *wanted* are alternatives: a stop that is held, at each site that would do, at any time and as
    long as it shall be. Spans at one site do not overlap. Nothing is free on holidays, nor in the
    past.
    """
    found: list[Slot] = []
    for day in days_between(first, last):
        if day in world.calendar.days_off:
            continue
        near, that_day = around(programme, world, day)
        known = findings(near, that_day)
        for slot in candidates(wanted, world, day):
            if any(slot.site == one.site and slot.when.overlaps(one.when) for one in found):
                continue
            stop = next(one for one in wanted if one.site == slot.site)
            if is_free(replace(stop, when=slot.when), near, known, that_day):
                found.append(slot)
            if len(found) == most:
                return tuple(found)
    return tuple(found)


def days_between(first: date, last: date) -> Iterator[date]:
    return (first + number * A_DAY for number in range((last - first).days + 1))


def around(programme: Programme, world: World, day: date) -> tuple[Programme, World]:
    """The programme of that day alone, and what is booked on it: other days change nothing there."""
    whole = world.calendar.whole_day(day)
    stops = [stop for stop in programme.stops if stop.is_planned and stop.when.overlaps(whole)]
    bookings = [booking for booking in world.bookings if booking.when.overlaps(whole)]
    return replace(programme, stops=tuple(stops)), replace(world, bookings=tuple(bookings))


def candidates(wanted: Sequence[StopFacts], world: World, day: date) -> list[Slot]:
    """Every half hour of a site's rounds, else of the office's day, while the site is open."""
    slots: set[Slot] = set()
    for stop in wanted:
        site = None if stop.site is None else world.sites[stop.site]
        for span in open_spans(day, site, world.calendar):
            for start in starts_in(span, stop.when.length):
                when = Interval(start, start + stop.when.length)
                is_closed = site is not None and not is_open(site, when, world.calendar)
                if start > world.at and not is_closed:
                    slots.add(Slot(when, stop.site))
    return sorted(slots, key=lambda slot: (slot.when, slot.site or 0))


def open_spans(day: date, site: SiteFacts | None, calendar: Calendar) -> list[Interval]:
    if site is None or not site.windows:
        return [calendar.span(day, calendar.opens, calendar.closes)]
    return [calendar.span(day, one.starts, one.ends) for one in site.windows if one.is_on(day)]


def starts_in(span: Interval, length: timedelta) -> Iterator[datetime]:
    start = span.start
    while start + length <= span.end:
        yield start
        start += STEP


def is_free(stop: StopFacts, programme: Programme, known: Iterable[Finding], world: World) -> bool:
    """Whether nothing that is asked for is taken, and nothing of the visit stands there already."""
    if any(stop.when.overlaps(other.when) for other in programme.stops):
        return False
    now = findings(replace(programme, stops=(*programme.stops, stop)), world)
    new = introduced(known, now, least=Severity.WARN)
    return not any(finding.code in TAKEN for finding in new)
