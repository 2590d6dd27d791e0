"""What a judgement must know of: everything that some stops name, over all their time."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from visits.conflicts.rules import StopFacts


@dataclass(frozen=True)
class Needs:
    """What must be known: everything that these stops name, over all their time."""

    stops: tuple[StopFacts, ...]

    @cached_property
    def sites(self) -> list[int]:
        named = {stop.site for stop in self.stops} | {stop.end_site for stop in self.stops}
        return sorted(site for site in named if site is not None)

    @cached_property
    def people(self) -> list[int]:
        return sorted({person for stop in self.stops for person in stop.persons()})

    @cached_property
    def vehicles(self) -> list[int]:
        return sorted({vehicle for stop in self.stops for vehicle in stop.vehicles})

    @cached_property
    def first(self) -> datetime:
        return min(stop.when.start for stop in self.stops)

    @cached_property
    def last(self) -> datetime:
        return max(stop.when.end for stop in self.stops)
