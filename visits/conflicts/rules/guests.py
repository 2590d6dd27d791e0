"""Whether guests are well: pauses, what they eat, where they can go, what they have seen before.

What tells of health or belief rests on what each guest asked for and on nothing else: no country,
language or name stands for it. These findings carry counts alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from visits.conflicts.rules.catalogue import SEVERITY, Code
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about, from_until, minutes
from visits.conflicts.rules.parties import Companions, companions, visits_site
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.stretches import stretches
from visits.conflicts.rules.sun import sunset
from visits.conflicts.rules.values import (
    DelegationFacts,
    Programme,
    ResourceKind,
    StopFacts,
    StopKind,
    World,
)
from visits.kit.interval import Interval
from visits.sites.rules import SERVABLE, MealNeed

REST_MINUTES, REST_PAUSE = 150, timedelta(minutes=15)
"""So long may guests stand and listen; a gap of a quarter of an hour, a meal or a rest ends it."""
PRAYER_MINUTES, PRAYER_PAUSE = 240, timedelta(minutes=30)
SEEN_DAYS = 730
"""What a body saw so long ago may be shown again: two years."""
STRENUOUS = frozenset(
    {
        StopKind.SITE_VISIT,
        StopKind.MEETING,
        StopKind.COURTESY_CALL,
        StopKind.LECTURE,
        StopKind.WORKSHOP,
        StopKind.CEREMONY,
        StopKind.CULTURAL,
    }
)
FREE = frozenset({StopKind.REST, StopKind.FREE})
RESTING = FREE | {StopKind.MEAL}
N = MealNeed
SERVED_BY: Mapping[str, frozenset[str]] = {
    N.VEGETARIAN: frozenset({N.VEGAN}),
    N.NO_PORK: frozenset({N.HALAL, N.KOSHER, N.VEGETARIAN, N.VEGAN}),
    N.NO_BEEF: frozenset({N.VEGETARIAN, N.VEGAN}),
    N.NO_SEAFOOD: frozenset({N.VEGETARIAN, N.VEGAN}),
    N.NO_ALCOHOL: frozenset({N.HALAL}),
}
"""Which other kinds of meals meet a need as well."""

Days = Mapping[date, Sequence[StopFacts]]


def guest_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """Everything above, day by day for who stays together and stop by stop."""
    groups = [(group, _by_day(group, world.calendar)) for group in companions(programme)]
    yield from without_rest(groups, world.calendar)
    if programme.delegation.praying:
        yield from without_prayer(groups, programme.delegation.praying)
    seen = _seen_by_site(world)
    for stop in programme.stops:
        if stop.is_planned and stop.site is not None:
            site = world.sites[stop.site]
            yield from not_served(stop, site, programme.delegation, world.calendar)
            yield from in_the_fast(stop, site, programme.delegation, world.calendar)
            if visits_site(stop, site):
                yield from not_reachable(stop, site, programme.delegation, world.calendar)
                yield from in_the_rain(stop, site, programme, world.calendar)
                yield from seen_before(stop, site, seen, world.calendar)


# -- pauses ----------------------------------------------------------------------------------------


def without_rest(
    groups: Sequence[tuple[Companions, Days]], calendar: Calendar
) -> Iterator[Finding]:
    """So long without a pause; said once, of the stop in which it becomes too long."""
    longest: dict[str, Finding] = {}
    for group, days in groups:
        for stops in days.values():
            strenuous = [stop for stop in stops if stop.kind in STRENUOUS]
            breaks = [stop.when for stop in stops if stop.kind in RESTING]
            spans = [stop.when for stop in strenuous]
            for span in stretches(spans, pause=REST_PAUSE, breaks=breaks):
                if minutes(span) <= REST_MINUTES:
                    continue
                tired = span.start + timedelta(minutes=REST_MINUTES)
                stop = next(one for one in strenuous if one.when.end > tired)
                found = about(
                    stop,
                    Code.NO_REST,
                    calendar,
                    **_stretch(span, REST_MINUTES),
                    everyone=len(groups) == 1,
                    delegates=() if len(groups) == 1 else tuple(sorted(group.members or ())),
                )
                known = longest.get(stop.uid)
                if known is None or known.facts["minutes"] < found.facts["minutes"]:
                    longest[stop.uid] = found
    yield from longest.values()


def without_prayer(
    groups: Sequence[tuple[Companions, Days]], praying: frozenset[int]
) -> Iterator[Finding]:
    """Guests who asked for time to pray find none for hours; one finding per day, the longest."""
    in_parties = frozenset[int]().union(*(group.members or () for group, _ in groups))
    longest: dict[date, tuple[Interval, int]] = {}
    for group, days in groups:
        people = len(praying & group.members if group.members else praying - in_parties)
        for day, stops in days.items() if people else ():
            taken = [stop.when for stop in stops if stop.kind not in FREE]
            breaks = [stop.when for stop in stops if stop.kind in FREE]
            for span in stretches(taken, pause=PRAYER_PAUSE, breaks=breaks):
                if day not in longest or minutes(span) > minutes(longest[day][0]):
                    longest[day] = span, people
    for day, (span, people) in sorted(longest.items()):
        if minutes(span) > PRAYER_MINUTES:
            yield Finding(
                code=Code.PRAYER_GAP,
                severity=SEVERITY[Code.PRAYER_GAP],
                day=day,
                facts={**_stretch(span, PRAYER_MINUTES), "people": people},
            )


def _stretch(span: Interval, limit: int) -> dict[str, object]:
    length = minutes(span)
    return {**from_until(span), "minutes": length, "limit": limit, "over": length - limit}


def _by_day(group: Companions, calendar: Calendar) -> Days:
    """By the day on which they start, in order of time."""
    days: dict[date, list[StopFacts]] = defaultdict(list)
    for stop in group.stops:
        days[calendar.day_of(stop.when.start)].append(stop)
    return days


# -- meals -----------------------------------------------------------------------------------------


def not_served(
    stop: StopFacts, site: SiteFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """Somebody's needs are not among what the kitchen says that it can serve."""
    if stop.kind is not StopKind.MEAL or not delegation.diets:
        return
    lacking = [
        unserved
        for guest, needs in delegation.diets.items()
        if _is_there(guest, stop) and (unserved := _unserved(needs, site.serves))
    ]
    if lacking:
        yield about(
            stop,
            Code.DIET_UNSERVED,
            calendar,
            site=site.id,
            needs=frozenset[str]().union(*lacking),
            people=len(lacking),
        )


def _unserved(needs: Iterable[str], served: frozenset[str]) -> frozenset[str]:
    return frozenset(
        need
        for need in needs
        if need in SERVABLE and need not in served and served.isdisjoint(SERVED_BY.get(need, ()))
    )


def in_the_fast(
    stop: StopFacts, site: SiteFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """A meal before sunset, with guests who said that they fast."""
    people = _how_many(delegation.fasting, stop)
    if stop.kind is not StopKind.MEAL or not people:
        return
    if site.latitude is None or site.longitude is None:
        return
    sets = sunset(calendar.day_of(stop.when.start), site.latitude, site.longitude)
    if sets is not None and stop.when.start < sets:
        clock = f"{calendar.clock_of(sets):%H:%M}"
        yield about(stop, Code.FASTING_MEAL, calendar, sunset=clock, people=people)


# -- places ----------------------------------------------------------------------------------------


def not_reachable(
    stop: StopFacts, site: SiteFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """Somebody comes in a wheelchair, and the site cannot be reached with one."""
    people = _how_many(delegation.wheelchairs, stop)
    if people and not site.is_accessible:
        yield about(stop, Code.SITE_ACCESSIBILITY, calendar, site=site.id, people=people)


def in_the_rain(
    stop: StopFacts, site: SiteFacts, programme: Programme, calendar: Calendar
) -> Iterator[Finding]:
    """It is outdoors, and nobody wrote down what is done in rain, fine dust or heat."""
    if site.is_outdoor and calendar.day_of(stop.when.start) not in programme.rain_plans:
        yield about(stop, Code.OUTDOOR_NO_FALLBACK, calendar, site=site.id)


def seen_before(
    stop: StopFacts,
    site: SiteFacts,
    seen: Mapping[int, Sequence[tuple[Interval, str]]],
    calendar: Calendar,
) -> Iterator[Finding]:
    """Guests of the same body were at the site within two years; the last time is told."""
    earliest = stop.when.start - timedelta(days=SEEN_DAYS)
    visits = [one for one in seen.get(site.id, ()) if earliest <= one[0].start < stop.when.start]
    if visits:
        when, uid = max(visits)
        day = calendar.day_of(when.start).isoformat()
        yield about(stop, Code.REPEAT_CONTENT, calendar, site=site.id, other_stop=uid, seen_on=day)


def _seen_by_site(world: World) -> Mapping[int, Sequence[tuple[Interval, str]]]:
    by_site: dict[int, list[tuple[Interval, str]]] = defaultdict(list)
    for booking in world.seen:
        if booking.kind is ResourceKind.SITE and booking.is_firm:
            by_site[booking.id].append((booking.when, booking.stop))
    return by_site


def _is_there(guest: int, stop: StopFacts) -> bool:
    return stop.party is None or guest in stop.party


def _how_many(guests: frozenset[int], stop: StopFacts) -> int:
    return len(guests if stop.party is None else guests & stop.party)
