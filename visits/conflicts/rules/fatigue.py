"""Interpreters tire: how long they work in a day, at a stretch, and alone.

After the professional standards of the International Association of Conference Interpreters (AIIC):
two sessions a day of three hours at most, and nobody interprets simultaneously alone for more than
forty minutes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from visits.conflicts.rules.catalogue import Code
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about, from_until, minutes
from visits.conflicts.rules.people import consecutive_minutes, fitting_pairs
from visits.conflicts.rules.stretches import stretches
from visits.conflicts.rules.values import Programme, ResourceKind, Role, StopFacts, World
from visits.kit.interval import Interval

DAY_MINUTES = 360
SESSION_MINUTES = 180
ALONE_MINUTES = 40
PAUSE = timedelta(minutes=15)
"""A shorter gap does not end a session."""
AT_ONCE = timedelta(0)

Days = Mapping[date, Sequence[StopFacts]]


def fatigue_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """Each interpreter's day, over all delegations; then who would interpret alone for too long."""
    for person, days in _days_of_interpreters(programme, world).items():
        elsewhere = _booked_elsewhere(person, programme, world)
        for stops in days.values():
            yield from _too_long(person, stops, elsewhere, world)
    for stop in programme.stops:
        if stop.is_planned:
            yield from _alone(stop, programme, world)


def _days_of_interpreters(programme: Programme, world: World) -> Mapping[int, Days]:
    """By person and day of the city: the stops at which they are planned to interpret."""
    found: dict[int, dict[date, list[StopFacts]]] = defaultdict(lambda: defaultdict(list))
    for stop in programme.stops:
        if stop.is_planned:
            for person in stop.persons(Role.INTERPRETS):
                found[person][world.calendar.day_of(stop.when.start)].append(stop)
    return found


def _booked_elsewhere(person: int, programme: Programme, world: World) -> list[Interval]:
    return [
        booking.when
        for booking in world.bookings
        if booking.kind is ResourceKind.PERSON
        and booking.id == person
        and booking.interprets
        and booking.itinerary != programme.itinerary
    ]


def _too_long(
    person: int, stops: Sequence[StopFacts], elsewhere: Sequence[Interval], world: World
) -> Iterator[Finding]:
    """One day: all of it together, and each session without a pause."""
    calendar = world.calendar
    day = calendar.whole_day(calendar.day_of(stops[0].when.start))
    spans = [stop.when for stop in stops] + [span for span in elsewhere if day.holds(span.start)]
    worked = sum(minutes(span) for span in stretches(spans, pause=AT_ONCE))
    last = max(stops, key=lambda stop: (stop.when, stop.uid))
    limit = world.people[person].daily_minutes or DAY_MINUTES
    if worked > limit:
        facts = {"person": person, "minutes": worked, "limit": limit, "over": worked - limit}
        yield about(last, Code.INTERPRETER_FATIGUE, calendar, cause="day", **facts)
    for session in stretches(spans, pause=PAUSE):
        there = [stop for stop in stops if stop.when.overlaps(session)]
        if there and minutes(session) > SESSION_MINUTES:
            yield about(
                _during(there, session),
                Code.INTERPRETER_FATIGUE,
                calendar,
                cause="session",
                person=person,
                minutes=minutes(session),
                limit=SESSION_MINUTES,
                over=minutes(session) - SESSION_MINUTES,
                **from_until(session),
            )


def _during(stops: Sequence[StopFacts], session: Interval) -> StopFacts:
    """The stop in which the session becomes too long, else the last one in it."""
    ordered = sorted(stops, key=lambda stop: (stop.when, stop.uid))
    tired = session.start + timedelta(minutes=SESSION_MINUTES)
    return next((stop for stop in ordered if stop.when.end > tired), ordered[-1])


def _alone(stop: StopFacts, programme: Programme, world: World) -> Iterator[Finding]:
    """Time is so short that it must be interpreted simultaneously, and there is one who can."""
    needed = consecutive_minutes(stop, world)
    there = minutes(stop.when)
    if needed is None or there >= needed or there <= ALONE_MINUTES:
        return
    able = [
        person
        for person, pairs in fitting_pairs(stop, programme.delegation, world).items()
        if any(pair.simultaneous for pair in pairs)
    ]
    if len(able) == 1:
        yield about(
            stop,
            Code.INTERPRETER_FATIGUE,
            world.calendar,
            cause="alone",
            person=able[0],
            minutes=there,
            limit=ALONE_MINUTES,
            over=there - ALONE_MINUTES,
        )
