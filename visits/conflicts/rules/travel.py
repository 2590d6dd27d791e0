"""How long it takes from one place to another.

A given or measured time stands before an estimate. Estimated minutes are 1.4 times the great-circle
distance at 30 km/h, rounded up; boarding is added to either.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

from visits.conflicts.rules.places import Mode, SiteFacts, Source, TravelTime

EARTH_KM = 6371.0
DETOUR = 1.4
CITY_KMH = 30.0
BEYOND_KMH = 80.0
"""Out of town the roads are fast: an estimate at the city's pace would refuse what works."""
FOOT_KMH = 4.5
ADJOINING_KM = 0.1
"""Places nearer than this are one address: nobody boards anything."""

ROAD = frozenset(
    {
        Mode.OWN_BUS,
        Mode.CITY_VEHICLE,
        Mode.CHARTERED,
        Mode.PUBLIC_BUS,
        Mode.TAXI,
        Mode.AUTONOMOUS_BUS,
    }
)
SMALL_PARTY = 15
BOARDING_SMALL, BOARDING_LARGE, BOARDING_WHEELCHAIR = 5, 10, 15


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes on the way and minutes of boarding before it."""

    minutes: int
    boarding: int
    source: Source

    @property
    def needed(self) -> int:
        return self.minutes + self.boarding


NO_TRAVEL = Travel(0, 0, Source.GIVEN)

Times = Mapping[tuple[int, int], Mapping[Mode, TravelTime]]


def times_by_pair(rows: Iterable[TravelTime]) -> Times:
    """The table, by the two places and then by mode."""
    times: dict[tuple[int, int], dict[Mode, TravelTime]] = defaultdict(dict)
    for row in rows:
        times[row.origin, row.goal][row.mode] = row
    return times


def boarding_minutes(people: int, mode: Mode | None, *, wheelchair: bool) -> int:
    """Minutes until everybody sits: 5 up to fifteen people, 10 above, 15 with a wheelchair."""
    if mode is Mode.ON_FOOT:
        return 0
    if wheelchair:
        return BOARDING_WHEELCHAIR
    return BOARDING_SMALL if people <= SMALL_PARTY else BOARDING_LARGE


def travel_between(
    origin: SiteFacts,
    goal: SiteFacts,
    *,
    mode: Mode | None,
    people: int,
    wheelchair: bool,
    times: Times,
) -> Travel | None:
    """The quickest way in the mode (by road or on foot when none is planned).

    None when nothing is known: no row of the table and no coordinates, or a train.
    """
    if origin.id == goal.id:
        return NO_TRAVEL

    def boarded(minutes: int, by: Mode, source: Source) -> Travel:
        return Travel(minutes, boarding_minutes(people, by, wheelchair=wheelchair), source)

    rows = [boarded(row.minutes, row.mode, row.source) for row in _rows(origin, goal, mode, times)]
    if rows:
        return min(rows, key=lambda travel: travel.needed)
    distance = kilometres(origin, goal)
    if distance is None:
        return None
    if distance <= ADJOINING_KM:
        return NO_TRAVEL
    is_beyond = origin.is_beyond_city or goal.is_beyond_city
    estimates = [
        boarded(estimated_minutes(distance, kmh), by, Source.ESTIMATED)
        for by, kmh in _paces(mode, is_beyond=is_beyond)
    ]
    return min(estimates, key=lambda travel: travel.needed, default=None)


def kilometres(first: SiteFacts, second: SiteFacts) -> float | None:
    """The great-circle distance, or None when a coordinate is missing."""
    if first.latitude is None or first.longitude is None:
        return None
    if second.latitude is None or second.longitude is None:
        return None
    south, north = radians(first.latitude), radians(second.latitude)
    across = radians(second.longitude - first.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def estimated_minutes(distance: float, kmh: float = CITY_KMH) -> int:
    """Minutes for a great-circle distance in kilometres, detours included, rounded up."""
    return ceil(round(DETOUR * distance / kmh * 60, 6))


def _rows(origin: SiteFacts, goal: SiteFacts, mode: Mode | None, times: Times) -> list[TravelTime]:
    """Rows for this way, else for the way back; for a road mode without its own, any by road."""
    for pair in ((origin.id, goal.id), (goal.id, origin.id)):
        by_mode = times.get(pair, {})
        if mode is not None and mode in by_mode:
            return [by_mode[mode]]
        alike = ROAD if mode in ROAD else ROAD | {Mode.ON_FOOT} if mode is None else frozenset()
        rows = [row for other, row in sorted(by_mode.items()) if other in alike]
        if rows:
            return rows
    return []


def _paces(mode: Mode | None, *, is_beyond: bool) -> Iterator[tuple[Mode, float]]:
    if mode is None or mode in ROAD:
        yield mode or Mode.OWN_BUS, BEYOND_KMH if is_beyond else CITY_KMH
    if mode is None or mode is Mode.ON_FOOT:
        yield Mode.ON_FOOT, FOOT_KMH
