"""Dates, times and durations of RFC 5545, 3.3, as values."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from visits.busy.reading.components import Property
from visits.busy.reading.zones import Zone, Zones
from visits.busy.rules import Why

DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
TIME = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z?)", re.ASCII)
DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?"
    r"(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?",
    re.ASCII,
)
LEAP_SECOND = 60
EARLIEST, LATEST = datetime(1, 1, 4), datetime(9999, 12, 28)  # noqa: DTZ001 (wall times)
"""Between them every zone can count."""


class Bad(Exception):
    """An event that cannot be read."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class UtcZone:
    """What `Z` says."""

    def instant(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=UTC)

    def wall(self, instant: datetime) -> datetime:
        return instant.astimezone(UTC).replace(tzinfo=None)


UTC_ZONE = UtcZone()


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time and where it is; a date is the midnight with which it begins."""

    wall: datetime
    zone: Zone
    is_day: bool = False

    @property
    def instant(self) -> datetime:
        return self.zone.instant(self.wall)


def moments_of(said: Property, zones: Zones) -> list[Moment]:
    """All that are listed there. Raises Bad for what is no time."""
    return [moment_of(one, said, zones) for one in said.value.split(",")]


def the_moment(said: Property, zones: Zones) -> Moment:
    return moment_of(said.value, said, zones)


def moment_of(written: str, said: Property, zones: Zones) -> Moment:
    """`Z` beats TZID, which on a date says nothing."""
    text = written.strip().upper()
    if day := DATE.fullmatch(text):
        return Moment(naive(*map(int, day.groups())), zones.day(), is_day=True)
    told = TIME.fullmatch(text)
    if told is None:
        raise Bad(Why.BAD_TIME)
    year, month, day_number, hour, minute, second = (int(one or 0) for one in told.groups()[:6])
    wall = naive(year, month, day_number, hour, minute, min(second, LEAP_SECOND - 1))
    if told[7]:
        return Moment(wall, UTC_ZONE)
    name = said.parameters.get("TZID", "")
    return Moment(wall, zones.named(name) if name else zones.floating())


def naive(*parts: int) -> datetime:
    """A wall time far enough from the ends of what Python counts. Raises Bad."""
    try:
        wall = datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001 (a wall time)
    except ValueError as error:
        raise Bad(Why.BAD_TIME) from error
    if not EARLIEST < wall < LATEST:
        raise Bad(Why.BAD_TIME)
    return wall


def duration_of(written: str) -> timedelta:
    """Raises Bad for what is none, or goes back."""
    told = DURATION.fullmatch(written.strip().upper())
    if told is None or told[1] == "-" or not any(told.groups()[1:]):
        raise Bad(Why.BAD_TIME)
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in told.groups()[1:])
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def later(start: datetime, length: timedelta) -> datetime:
    """Raises Bad past the last year that is counted."""
    try:
        return start + length
    except OverflowError as error:
        raise Bad(Why.BAD_TIME) from error
