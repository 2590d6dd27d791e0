"""Ways between sites as they really took."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from statistics import median

from visits.escorting.rules.standing import Today
from visits.escorting.rules.taps import Oddity, TapKind
from visits.sites.rules import TravelMode

LEAST_RIDES = 3
"""From so many on, what was measured stands for what was estimated."""
SHORTEST, LONGEST = 1, 180
"""Minutes; anything else is a slip of the thumb."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way that the plan knows: to the stop *uid*, from one site to another."""

    uid: str
    from_site: int
    to_site: int
    mode: TravelMode


@dataclass(frozen=True, slots=True)
class Ride:
    """How long it took once, in minutes."""

    way: Way
    minutes: int


def rides_of(ways: Iterable[Way], today: Today) -> Iterator[Ride]:
    """From departure to arrival; where groups came from different sites, nobody knows whose."""
    ways = tuple(ways)
    for way in ways:
        standing = today.standing_at(way.uid)
        if standing is None or way.from_site == way.to_site:
            continue
        if sum(other.uid == way.uid for other in ways) > 1:
            continue
        left = standing.steps.get(TapKind.DEPARTED)
        there = standing.steps.get(TapKind.ARRIVED)
        if left is None or there is None or Oddity.LONG_AGO in {left.oddity, there.oddity}:
            continue
        minutes = round((there.at - left.at).total_seconds() / 60)
        if SHORTEST <= minutes <= LONGEST:
            yield Ride(way, minutes)


def typical(minutes: Collection[int]) -> int | None:
    """The median in whole minutes, rounded up; None as long as there are too few."""
    return ceil(median(minutes)) if len(minutes) >= LEAST_RIDES else None
