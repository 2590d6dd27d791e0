"""A programme laid out by days: stops in order, the ways between them, what was found, and where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from visits.conflicts.rules import OFF, Severity
from visits.itineraries.models import Day, Itinerary, Stop
from visits.itineraries.queries import ShownLeg
from visits.itineraries.worded import Told
from visits.itineraries.words import SEVERITY_TONES

Counted = Sequence[tuple[Severity, str, int]]
"""How many findings of each severity stand open, gravest first, with the tone of its badge."""


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A stop in its place: its number on the day's map (None without a place), the ways to it."""

    stop: Stop
    number: int | None
    ways: Sequence[ShownLeg]
    findings: Sequence[Told]
    ends_next_day: bool

    @property
    def is_gone(self) -> bool:
        return self.stop.status in OFF


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of the visit; `row` holds its own texts, `findings` what is about the day itself."""

    day: date
    row: Day | None
    stops: Sequence[PlannedStop]
    findings: Sequence[Told]
    is_outside: bool
    """Whether it lies before or after the dates of the delegation."""

    @property
    def counted(self) -> Counted:
        return count([*self.findings, *(told for one in self.stops for told in one.findings)])

    @property
    def places(self) -> list[tuple[int, Stop]]:
        return [(one.number, one.stop) for one in self.stops if one.number is not None]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole programme."""

    days: Sequence[PlannedDay] = ()
    findings: Sequence[Told] = ()
    """About no day in particular."""
    everything: Sequence[Told] = field(default=())

    @property
    def counted(self) -> Counted:
        return count(self.everything)

    @property
    def seen(self) -> list[Told]:
        """Cautions that are no longer open, since somebody saw them."""
        return [told for told in self.everything if told.is_seen]

    @property
    def hindering(self) -> list[Told]:
        """What only stands against a release: somebody may go over it."""
        return [told for told in self.everything if told.hinders_release and not told.blocks]

    @property
    def blocking(self) -> list[Told]:
        """What cannot be, whatever anybody says: a closure that came after the plan."""
        return [told for told in self.everything if told.blocks]


def count(found: Iterable[Told]) -> Counted:
    """Of those that nobody went over."""
    numbers: dict[Severity, int] = defaultdict(int)
    for told in found:
        if told.override is None:
            numbers[told.finding.severity] += 1
    return [
        (severity, SEVERITY_TONES[severity], numbers[severity])
        for severity in sorted(numbers, reverse=True)
    ]


def outline(
    itinerary: Itinerary, legs: Iterable[ShownLeg], found: Sequence[Told], zone: ZoneInfo
) -> Outline:
    """Every day of the visit, and days outside of it that have stops or texts."""
    listed = [told for told in found if not told.is_seen]
    by_stop = grouped(listed, lambda told: told.finding.stop)
    by_day = grouped(listed, lambda told: None if told.finding.stop else told.finding.day)
    days = {stop.uid: stop.starts.astimezone(zone).date() for stop in itinerary.stops}
    ways = grouped(within_days(legs, days), lambda leg: leg.to_uid)
    stops = grouped(itinerary.stops, lambda stop: days[stop.uid])
    texts = {row.day: row for row in itinerary.days}
    visit = days_of_visit(itinerary)
    return Outline(
        days=[
            PlannedDay(
                day=day,
                row=texts.get(day),
                stops=numbered(stops[day], ways, by_stop, zone),
                findings=by_day[day],
                is_outside=day not in visit,
            )
            for day in sorted({*visit, *stops, *texts})
        ],
        findings=[told for told in listed if not told.finding.stop and not told.finding.day],
        everything=found,
    )


def within_days(legs: Iterable[ShownLeg], days: Mapping[str, date]) -> list[ShownLeg]:
    """The ways of a day that take time; of those over night only what cannot work is worth a line."""
    return [
        leg
        for leg in legs
        if leg.missing or (leg.needed != 0 and days[leg.from_uid] == days[leg.to_uid])
    ]


def days_of_visit(itinerary: Itinerary) -> list[date]:
    first, last = itinerary.delegation.starts_on, itinerary.delegation.ends_on
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def numbered(stops: Iterable[Stop], ways: Any, found: Any, zone: ZoneInfo) -> list[PlannedStop]:
    """Stops with a place count on from 1, those that do not take place left out."""
    planned: list[PlannedStop] = []
    number = 0
    for stop in stops:
        has_place = stop.site is not None and stop.status not in OFF
        number += has_place
        ends = stop.ends.astimezone(zone).date()
        planned.append(
            PlannedStop(
                stop=stop,
                number=number if has_place else None,
                ways=ways[stop.uid],
                findings=found[stop.uid],
                ends_next_day=ends > stop.starts.astimezone(zone).date(),
            )
        )
    return planned


def grouped(rows: Iterable[Any], key: Any) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
