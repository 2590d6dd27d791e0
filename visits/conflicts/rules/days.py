"""Whether the days are humane: holidays, office hours, the lunch hour, a meal."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time

from visits.conflicts.rules.catalogue import SEVERITY, Code
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about, minutes
from visits.conflicts.rules.parties import Companions, companions, visits_site
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.sites import windows_around
from visits.conflicts.rules.values import (
    DelegationFacts,
    Programme,
    StopFacts,
    StopKind,
    World,
)
from visits.kit.workdays import FRIDAY

LUNCH_FROM, LUNCH_UNTIL = time(11, 30), time(12, 30)
"""A lunch starts within these, both counted."""
PRESENT_BEFORE, PRESENT_AFTER = time(11, 30), time(13)

OFFICE_KINDS = frozenset(
    {
        StopKind.SITE_VISIT,
        StopKind.MEETING,
        StopKind.COURTESY_CALL,
        StopKind.LECTURE,
        StopKind.WORKSHOP,
        StopKind.CEREMONY,
    }
)
OFFICIALS_KINDS = frozenset({StopKind.MEETING, StopKind.COURTESY_CALL})
"""Stops that take officials from their lunch, wherever they are."""


def day_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """What is unusual about the days of a programme."""
    yield from holidays(programme, world.calendar)
    yield from meals_missing(programme, world.calendar)
    for stop in programme.stops:
        if stop.is_planned:
            site = None if stop.site is None else world.sites[stop.site]
            yield from outside_visit(stop, programme.delegation, world.calendar)
            yield from in_lunch_hour(stop, site, world.calendar)
            yield from out_of_hours(stop, site, world.calendar)


def outside_visit(
    stop: StopFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """The stop begins before the first day of the visit or after its last one."""
    first, last = delegation.first_day, delegation.last_day
    if first is None or last is None or first <= calendar.day_of(stop.when.start) <= last:
        return
    yield about(
        stop,
        Code.OUTSIDE_VISIT,
        calendar,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
    )


def holidays(programme: Programme, calendar: Calendar) -> Iterator[Finding]:
    """A day of the programme is a holiday, or carries a working note."""
    days = {
        day for stop in programme.stops if stop.is_planned for day in calendar.days_of(stop.when)
    }
    for day in sorted(days):
        for holiday in calendar.holidays_by_day.get(day, ()):
            yield Finding(
                code=Code.HOLIDAY,
                severity=SEVERITY[Code.HOLIDAY],
                day=day,
                facts={
                    "holiday": holiday.id,
                    "name": holiday.name,
                    "kind": holiday.kind.value,
                    "day_off": holiday.is_day_off,
                },
            )


def meals_missing(programme: Programme, calendar: Calendar) -> Iterator[Finding]:
    """People are with us over noon and nobody gives them lunch; one finding per day."""
    groups = companions(programme)
    hungry: dict[date, list[Companions]] = defaultdict(list)
    present: dict[date, int] = defaultdict(int)
    for group in groups:
        for day, stops in _by_day(group, calendar).items():
            present[day] += 1
            if _is_over_noon(stops, day, calendar) and not _has_lunch(stops, calendar):
                hungry[day].append(group)
    for day, without in sorted(hungry.items()):
        everyone = len(without) == present[day]
        named = sorted(member for group in without for member in group.members or ())
        yield Finding(
            code=Code.MEAL_MISSING,
            severity=SEVERITY[Code.MEAL_MISSING],
            day=day,
            facts={
                "from": f"{LUNCH_FROM:%H:%M}",
                "until": f"{LUNCH_UNTIL:%H:%M}",
                "everyone": everyone,
                "delegates": () if everyone else named,
            },
        )


def in_lunch_hour(stop: StopFacts, site: SiteFacts | None, calendar: Calendar) -> Iterator[Finding]:
    """The stop takes from the lunch hour of a site that closes for it, or of officials."""
    is_closed = site is not None and site.closed_at_lunch and visits_site(stop, site)
    if stop.kind is StopKind.MEAL or not (is_closed or stop.kind in OFFICIALS_KINDS):
        return
    for day in calendar.days_of(stop.when):
        lunch = calendar.span(day, calendar.lunch_starts, calendar.lunch_ends)
        shared = lunch.shared(stop.when)
        if shared is not None:
            yield about(
                stop,
                Code.LUNCH_HOUR,
                calendar,
                site=stop.site,
                closed=is_closed,
                **{"from": f"{calendar.lunch_starts:%H:%M}"},
                until=f"{calendar.lunch_ends:%H:%M}",
                minutes=minutes(shared),
            )


def out_of_hours(stop: StopFacts, site: SiteFacts | None, calendar: Calendar) -> Iterator[Finding]:
    """Officials would work before or after office hours, or at a weekend.

    A holiday is a finding of its own. Not in a round that the site itself offers, nor at sites that are no offices (those that stay
    open on public holidays).
    """
    if stop.kind not in OFFICE_KINDS:
        return
    if site is not None and (not site.closed_on_holidays or windows_around(stop, site, calendar)):
        return
    day = calendar.day_of(stop.when.start)
    is_weekend = day.weekday() > FRIDAY
    if is_weekend or not calendar.span(day, calendar.opens, calendar.closes).contains(stop.when):
        yield about(
            stop,
            Code.OFFICE_HOURS,
            calendar,
            opens=f"{calendar.opens:%H:%M}",
            closes=f"{calendar.closes:%H:%M}",
            starts=f"{calendar.clock_of(stop.when.start):%H:%M}",
            ends=f"{calendar.clock_of(stop.when.end):%H:%M}",
            weekend=is_weekend,
        )


def _by_day(group: Companions, calendar: Calendar) -> dict[date, list[StopFacts]]:
    days: dict[date, list[StopFacts]] = defaultdict(list)
    for stop in group.stops:
        for day in calendar.days_of(stop.when):
            days[day].append(stop)
    return days


def _is_over_noon(stops: list[StopFacts], day: date, calendar: Calendar) -> bool:
    begins = min(stop.when.start for stop in stops)
    ends = max(stop.when.end for stop in stops)
    return begins < calendar.instant(day, PRESENT_BEFORE) and ends > calendar.instant(
        day, PRESENT_AFTER
    )


def _has_lunch(stops: list[StopFacts], calendar: Calendar) -> bool:
    return any(
        stop.kind is StopKind.MEAL
        and LUNCH_FROM <= calendar.clock_of(stop.when.start) <= LUNCH_UNTIL
        for stop in stops
    )
