"""The ways of people who stay together, from stop to stop.

A transfer says how they go and, with places, from where to where; a stop without a place takes time
on the way, and they are still where they were before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.places import Mode, SiteFacts
from visits.conflicts.rules.values import StopFacts, StopKind

NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Leg:
    """From where the origin ends to where the goal begins (or, of a transfer, arrives).

    Of a transfer from nobody knows where, both places are that of its arrival.
    """

    origin: StopFacts
    goal: StopFacts
    from_site: int
    to_site: int
    available: timedelta
    mode: Mode | None


@dataclass(frozen=True, slots=True)
class Jump:
    """A way that the programme does not explain; causes as in the catalogue."""

    cause: str
    origin: StopFacts
    goal: StopFacts
    from_site: int
    to_site: int


Way = Leg | Jump


@dataclass(frozen=True, slots=True)
class Ground:
    """What ways lie on: the sites, the city's days, and the stops at either end of a day."""

    sites: Mapping[int, SiteFacts]
    calendar: Calendar
    edges: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where people are after a stop: `place` since the end of `origin`, last occupied by `last`."""

    origin: StopFacts
    last: StopFacts
    place: int | None
    spare: timedelta = NOTHING
    mode: Mode | None = None
    has_moved: bool = False
    riding: Leg | None = None
    """A transfer that has arrived; the time until the next stop there still counts for it."""


def ways(
    stops: Sequence[StopFacts], sites: Mapping[int, SiteFacts], calendar: Calendar
) -> Iterator[Way]:
    """Every leg and jump along stops in order of time.

    Of two stops that overlap there is no way from one to the other: the later end counts on.
    """
    ground = Ground(sites, calendar, day_edges(stops, calendar))
    standing: Standing | None = None
    for stop in stops:
        if standing is None:
            standing = begin(stop, sites)
        elif stop.when.start < standing.last.when.end:
            if stop.when.end > standing.last.when.end:
                yield from _closed(standing)
                standing = begin(stop, sites)
        elif stop.kind is StopKind.TRANSFER:
            found, standing = _ride(standing, stop)
            yield from found
        elif stop.site is None:
            arrived = _alighted(standing)
            yield from _closed(standing)
            standing = replace(
                arrived, last=stop, spare=arrived.spare + arrived.last.when.gap(stop.when)
            )
        else:
            yield from _arrivals(standing, stop, stop.site, ground)
            standing = begin(stop, sites)
    if standing is not None:
        yield from _closed(standing)


def begin(stop: StopFacts, sites: Mapping[int, SiteFacts]) -> Standing:
    """Where people are when nothing before the stop counts any more."""
    if stop.kind is not StopKind.TRANSFER:
        return Standing(stop, stop, end_place(stop, sites))
    riding = None
    if stop.end_site is not None:
        start = stop.end_site if stop.site is None else stop.site
        riding = Leg(stop, stop, start, stop.end_site, stop.when.length, stop.mode)
    return Standing(stop, stop, stop.site, stop.when.length, stop.mode, True, riding)


def end_place(stop: StopFacts, sites: Mapping[int, SiteFacts]) -> int | None:
    """Where a stop ends: as stated, else where its site lets people out."""
    if stop.end_site is not None or stop.site is None:
        return stop.end_site
    return sites[stop.site].end_site or stop.site


def day_edges(stops: Sequence[StopFacts], calendar: Calendar) -> frozenset[str]:
    """The first and last stop of each day, transfers apart."""
    first: dict[object, str] = {}
    last: dict[object, str] = {}
    for stop in stops:
        if stop.kind is not StopKind.TRANSFER:
            day = calendar.day_of(stop.when.start)
            first.setdefault(day, stop.uid)
            last[day] = stop.uid
    return frozenset((*first.values(), *last.values()))


def _ride(standing: Standing, transfer: StopFacts) -> tuple[list[Way], Standing]:
    """Set out on a transfer: what is found, and where people are on arrival."""
    found: list[Way] = list(_closed(standing))
    now = _alighted(standing)
    gap = now.last.when.gap(transfer.when)
    place, origin, spare = now.place, now.origin, now.spare + gap
    if transfer.site is not None and place != transfer.site:
        if place is not None:
            found.append(Jump("transfer_start", origin, transfer, place, transfer.site))
        place, origin, spare = transfer.site, transfer, NOTHING
    spare += transfer.when.length
    riding = None
    if transfer.end_site is not None:
        start = transfer.end_site if place is None else place
        riding = Leg(origin, transfer, start, transfer.end_site, spare, transfer.mode)
    return found, Standing(origin, transfer, place, spare, transfer.mode, True, riding)


def _alighted(standing: Standing) -> Standing:
    """After the transfer has let people out."""
    if standing.riding is None:
        return standing
    return Standing(standing.riding.goal, standing.last, standing.riding.to_site)


def _closed(standing: Standing) -> Iterator[Way]:
    """A transfer that leads to no stop at its end is a leg of its own."""
    if standing.riding is not None:
        yield standing.riding


def _arrivals(
    standing: Standing,
    stop: StopFacts,
    site: int,
    ground: Ground,
) -> Iterator[Way]:
    """How people come to a stop that has a place."""
    riding = standing.riding
    gap = standing.last.when.gap(stop.when)
    if riding is not None and riding.to_site == site:
        yield replace(riding, goal=stop, available=riding.available + gap)
        return
    if riding is not None:
        yield riding
        yield Jump("transfer_end", riding.goal, stop, riding.to_site, site)
    now = _alighted(standing)
    if now.place is None or now.place == site:
        return
    leg = Leg(now.origin, stop, now.place, site, now.spare + gap, now.mode)
    yield leg
    if riding is None and not now.has_moved and _is_unexplained(leg, ground):
        yield Jump("no_transfer", leg.origin, stop, leg.from_site, site)


def _is_unexplained(leg: Leg, ground: Ground) -> bool:
    """Whether one place is beyond the city in the midst of a day, and no transfer leads there."""
    if ground.calendar.day_of(leg.origin.when.start) != ground.calendar.day_of(leg.goal.when.start):
        return False
    return any(
        ground.sites[place].is_beyond_city and stop.uid not in ground.edges
        for place, stop in ((leg.from_site, leg.origin), (leg.to_site, leg.goal))
    )
