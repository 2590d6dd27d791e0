"""What would mend a finding: changes of the draft that are tried out before they are proposed.

A change says what would be otherwise at one stop, or which stop would be new. `proposals` makes the
changes that may help, nearest first; `mending` keeps those after which the finding is gone and
nothing has come that holds back a release, first those that bring no caution either.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from visits.conflicts.rules.catalogue import Code, Severity
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding, introduced
from visits.conflicts.rules.parties import people_at, share_people
from visits.conflicts.rules.people import SPOKEN_KINDS
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.sites import is_open
from visits.conflicts.rules.values import (
    Assignment,
    Programme,
    Role,
    StopFacts,
    StopKind,
    StopStatus,
    World,
)
from visits.kit.interval import Interval

MOST, MOST_TRIED = 3, 24
FIVE = 5
STEP = timedelta(minutes=30)
LUNCH_LENGTHS = (60, 50)
PAUSE = timedelta(minutes=15)
PAUSES = (timedelta(minutes=15), timedelta(minutes=10))
PRAYERS = (timedelta(minutes=30), timedelta(minutes=20), timedelta(minutes=15))
NEW = "new"
"""Stands for the uid of a stop that is not there yet."""

C = Code
TIME_HELPS = frozenset(
    {
        C.SITE_CAPACITY,
        C.SITE_CONCURRENCY,
        C.SITE_CLOSURE,
        C.SITE_WINDOW,
        C.SITE_BUSY,
        C.SITE_QUOTA,
        C.SITE_LEAD_TIME,
        C.PERSON_OVERLAP,
        C.PERSON_UNAVAILABLE,
        C.INTERPRETER_OVERLAP,
        C.INTERPRETER_FATIGUE,
        C.VEHICLE_OVERLAP,
        C.VEHICLE_UNAVAILABLE,
        C.TRAVEL_INFEASIBLE,
        C.TRAVEL_TIGHT,
        C.LUNCH_HOUR,
        C.OFFICE_HOURS,
        C.OUTSIDE_VISIT,
        C.FASTING_MEAL,
        C.NO_REST,
    }
)
"""What another time can mend."""
VEHICLE_HELPS = frozenset(
    {C.VEHICLE_OVERLAP, C.VEHICLE_UNAVAILABLE, C.VEHICLE_SEATS, C.VEHICLE_ACCESSIBILITY}
)
PERSON_HELPS = frozenset(
    {
        C.PERSON_OVERLAP,
        C.PERSON_UNAVAILABLE,
        C.INTERPRETER_OVERLAP,
        C.INTERPRETER_FATIGUE,
        C.INTERPRETER_LANGUAGE_MISSING,
    }
)
SITE_HELPS = frozenset(
    {
        C.SITE_CAPACITY,
        C.SITE_CLOSURE,
        C.SITE_BUSY,
        C.SITE_ACCESSIBILITY,
        C.REPEAT_CONTENT,
        C.DIET_UNSERVED,
    }
)
LENGTH_HELPS = frozenset({C.INTERPRETATION_TIME, C.TRAVEL_INFEASIBLE, C.TRAVEL_TIGHT})
ADDING_HELPS = frozenset({C.MEAL_MISSING, C.NO_REST, C.PRAYER_GAP})
HELPED = (TIME_HELPS, VEHICLE_HELPS, PERSON_HELPS, SITE_HELPS, LENGTH_HELPS, ADDING_HELPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would be otherwise at the stop with this uid, or at a new one; None leaves it as it is.

    *take* serves from then on, in the place of *off* where somebody or something leaves.
    """

    stop: str
    when: Interval | None = None
    site: int | None = None
    take: Assignment | None = None
    off: Assignment | None = None
    kind: StopKind | None = None
    """Of a new stop."""
    brings: tuple[Code, ...] = ()
    """The cautions that would come with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Whom and what one could turn to, each with what they can do; all of it is in the world."""

    people: Mapping[int, Collection[Role]]
    vehicles: Collection[int] = ()
    sites: Collection[int] = ()


NOBODY = Pool(people={})


def changed(programme: Programme, change: Change) -> Programme:
    """The draft with the change made; a new stop is taken for sure, so that it counts."""
    if change.kind is not None and change.when is not None:
        fresh = StopFacts(
            uid=change.stop,
            kind=change.kind,
            when=change.when,
            status=StopStatus.CONFIRMED,
            site=change.site,
        )
        return replace(programme, stops=(*programme.stops, fresh))
    stops = (_with(stop, change) if stop.uid == change.stop else stop for stop in programme.stops)
    return replace(programme, stops=tuple(stops))


def _with(stop: StopFacts, change: Change) -> StopFacts:
    serving = [one for one in stop.assignments if one != change.off]
    if change.take is not None:
        serving.append(change.take)
    return replace(
        stop,
        when=change.when or stop.when,
        site=stop.site if change.site is None else change.site,
        assignments=tuple(serving),
    )


def mending(
    finding: Finding,
    programme: Programme,
    world: World,
    *,
    judge: Callable[[Programme, World], Iterable[Finding]],
    pool: Pool = NOBODY,
    may_move: bool = True,
) -> tuple[Change, ...]:
    """Up to three changes of each sort that mend the finding without doing harm: those that bring
    nothing first, then such as bring cautions, which they name.

    *judge* finds what is wrong with a draft (`rules.findings`). *may_move*: the stop is not pinned.
    """
    before = tuple(judge(programme, world))
    found: list[Change] = []
    for sort in proposals(finding, programme, world, pool, may_move=may_move):
        good: list[Change] = []
        fair: list[Change] = []
        for change in islice(sort, MOST_TRIED):
            after = tuple(judge(changed(programme, change), world))
            if any(one.identity == finding.identity for one in after):
                continue
            harm = introduced(before, after, least=Severity.WARN)
            if not harm:
                good.append(change)
            elif all(one.severity is Severity.WARN for one in harm):
                fair.append(replace(change, brings=tuple(dict.fromkeys(one.code for one in harm))))
            if len(good) == MOST:
                break
        found += (good + fair)[:MOST]
    return tuple(found)


def can_help(code: Code) -> bool:
    """Whether there is any change of the draft that might mend it."""
    return any(code in helped for helped in HELPED)


def proposals(
    finding: Finding, programme: Programme, world: World, pool: Pool, *, may_move: bool
) -> Iterator[Iterator[Change]]:
    """Changes that may help, sort by sort."""
    code = finding.code
    stop = next((one for one in programme.stops if one.uid == finding.stop), None)
    if code in ADDING_HELPS:
        yield additions(finding, programme, world)
    if stop is None:
        return
    if code in PERSON_HELPS and finding.facts.get("resource") != "delegation":
        yield other_people(finding, stop, pool)
    if code in VEHICLE_HELPS:
        yield other_vehicles(finding, stop, pool)
    if code in LENGTH_HELPS and may_move:
        yield longer(finding, stop)
    if code in TIME_HELPS and may_move:
        yield other_times(finding, stop, programme, world)
    if code in SITE_HELPS:
        yield (Change(stop=stop.uid, site=site) for site in pool.sites if site != stop.site)


# -- another time ----------------------------------------------------------------------------------


def other_times(
    finding: Finding, stop: StopFacts, programme: Programme, world: World
) -> Iterator[Change]:
    """The same length at other times of the visit: rounds of the site, else every half hour."""
    own = [one for one in programme.stops if one.uid != stop.uid and one.is_planned]
    taken = [one.when for one in own if share_people(one, stop)]
    site = world.sites[stop.site] if stop.site is not None else None
    if site is not None and site.closed_at_lunch:
        taken += [lunch_hour(day, world.calendar) for day in visit_days(stop, programme, world)]
    spans = {
        span
        for span in (*_hinted(finding, stop), *_grid(stop, site, programme, world))
        if span != stop.when and span.start > world.at
    }
    day = world.calendar.day_of(stop.when.start)
    for span in sorted(
        spans,
        key=lambda one: (
            world.calendar.day_of(one.start) != day,
            abs(one.start - stop.when.start),
            one.start,
        ),
    ):
        is_free = not any(span.overlaps(other) for other in taken)
        if is_free and (site is None or is_open(site, span, world.calendar)):
            yield Change(stop=stop.uid, when=span)


def lunch_hour(day: date, calendar: Calendar) -> Interval:
    """When sites close for lunch that do so at all."""
    return calendar.span(day, calendar.lunch_starts, calendar.lunch_ends)


def _hinted(finding: Finding, stop: StopFacts) -> Iterator[Interval]:
    """What the finding itself says of when it would work."""
    missing = finding.facts.get("missing")
    if finding.code in {Code.TRAVEL_INFEASIBLE, Code.TRAVEL_TIGHT} and missing:
        later = rounded(missing)
        yield Interval(stop.when.start + later, stop.when.end + later)
    if finding.code is Code.NO_REST:
        yield Interval(stop.when.start + PAUSE, stop.when.end + PAUSE)


def _grid(
    stop: StopFacts, site: SiteFacts | None, programme: Programme, world: World
) -> Iterator[Interval]:
    calendar, length = world.calendar, stop.when.length
    for day in visit_days(stop, programme, world):
        if site is not None and site.windows:
            rounds = [
                calendar.span(day, window.starts, window.ends) for window in site.windows_on(day)
            ]
        else:
            rounds = [calendar.span(day, calendar.opens, calendar.closes)]
        for span in rounds:
            start = span.start
            while start + length <= span.end:
                yield Interval(start, start + length)
                start += STEP


def visit_days(stop: StopFacts, programme: Programme, world: World) -> list[date]:
    """The days of the visit; without dates only that of the stop."""
    first, last = programme.delegation.first_day, programme.delegation.last_day
    if first is None or last is None:
        return [world.calendar.day_of(stop.when.start)]
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def longer(finding: Finding, stop: StopFacts) -> Iterator[Change]:
    """So many minutes more as are missing: of the stop, or of a ride that is too short."""
    is_leg = finding.code is not Code.INTERPRETATION_TIME
    if is_leg and finding.facts["from_stop"] != stop.uid:
        return
    missing = rounded(finding.facts["missing"])
    yield Change(stop=stop.uid, when=Interval(stop.when.start, stop.when.end + missing))
    yield Change(stop=stop.uid, when=Interval(stop.when.start - missing, stop.when.end))


def rounded(minutes: int) -> timedelta:
    """As people plan: in steps of five minutes, upwards."""
    return timedelta(minutes=-(-minutes // FIVE) * FIVE)


# -- others who serve ------------------------------------------------------------------------------


def other_people(finding: Finding, stop: StopFacts, pool: Pool) -> Iterator[Change]:
    """Somebody else in the role; beside whoever is there when only a language is missing."""
    leaving = finding.facts.get("person", finding.facts.get("id"))
    if finding.code is Code.INTERPRETER_LANGUAGE_MISSING:
        roles: tuple[Role, ...] = (Role.INTERPRETS,)
    else:
        roles = stop.roles_of(leaving) if leaving is not None else ()
    present = set(stop.persons())
    for role in roles:
        off = next((a for a in stop.assignments if a.person == leaving and a.role is role), None)
        for person, able in pool.people.items():
            if role in able and person not in present:
                yield Change(stop=stop.uid, take=Assignment(role, person=person), off=off)


def other_vehicles(finding: Finding, stop: StopFacts, pool: Pool) -> Iterator[Change]:
    """Another vehicle instead, then one in addition where seats are missing."""
    named = finding.facts.get("vehicle", finding.facts.get("id"))
    named_ones = {named, *_all(finding)} - {None}
    leaving = [one for one in stop.assignments if one.vehicle in named_ones]
    fresh = [number for number in pool.vehicles if number not in stop.vehicles]
    for number in fresh:
        take = Assignment(Role.DRIVES, vehicle=number)
        yield Change(stop=stop.uid, take=take, off=leaving[0] if leaving else None)
    if finding.code in {Code.VEHICLE_SEATS, Code.VEHICLE_ACCESSIBILITY}:
        for number in fresh:
            yield Change(stop=stop.uid, take=Assignment(Role.DRIVES, vehicle=number))


def _all(finding: Finding) -> tuple[int, ...]:
    return tuple(finding.facts.get("vehicles", ()))


# -- stops that are missing ------------------------------------------------------------------------


def additions(finding: Finding, programme: Programme, world: World) -> Iterator[Change]:
    """A meal, a pause or time to pray, wherever the day leaves room for it."""
    taken = [stop.when for stop in programme.stops if stop.is_planned]
    if finding.code is Code.MEAL_MISSING and finding.day is not None:
        kind, spans = StopKind.MEAL, list(_lunches(finding.day, taken, world.calendar))
    else:
        kind, lengths = StopKind.REST, PRAYERS if finding.code is Code.PRAYER_GAP else PAUSES
        spans = [span for length in lengths for span in _between(finding, taken, length)]
    for span in spans:
        if not any(span.overlaps(other) for other in taken):
            yield Change(stop=NEW, kind=kind, when=span)


def _lunches(day: date, taken: Iterable[Interval], calendar: Calendar) -> Iterator[Interval]:
    """At noon or near it, the longer ones first; right after a stop that ends about noon as well."""
    noon = calendar.instant(day, calendar.lunch_starts)
    ends = {span.end for span in taken if abs(span.end - noon) <= STEP}
    quarters = {noon + shift * PAUSE for shift in range(-2, 3)}
    for length in LUNCH_LENGTHS:
        for start in sorted(
            ends | quarters, key=lambda start: (abs(start - noon), -start.timestamp())
        ):
            yield Interval(start, start + timedelta(minutes=length))


def _between(finding: Finding, taken: Iterable[Interval], length: timedelta) -> Iterator[Interval]:
    """After each stop within the stretch that is too long."""
    for span in sorted(taken):
        if finding.facts["from"] <= span.end.isoformat() < finding.facts["until"]:
            yield Interval(span.end, span.end + length)


def spoken_languages(stop: StopFacts, programme: Programme) -> tuple[str, ...]:
    """Which of the guests' languages would have to be interpreted at the stop."""
    if stop.kind not in SPOKEN_KINDS:
        return ()
    return stop.languages or programme.delegation.languages


def seats_needed(stop: StopFacts, programme: Programme) -> int:
    """Of a vehicle that took everybody alone."""
    return people_at(stop, programme.delegation) + len(stop.persons(Role.INTERPRETS, Role.ESCORTS))
