"""What a name of a time zone means: IANA, Windows, display names, vendors' paths, a file's own rules.

A zone here turns wall time (naive) into instants and back. The names of Windows come from CLDR.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

from visits.busy.rules import LONGEST_TITLE, MOST_NAMED

DISPLAYED = re.compile(r"\(?(?:UTC|GMT)\s*([+-])(\d{1,2}):?(\d{2})?\)?\s*(.*)", re.IGNORECASE)
UNNAMED = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
}
"""Display names of Windows that name no city."""
MOST_OFFSET = timedelta(hours=24)
SUMMER, WINTER = datetime(2026, 7, 1), datetime(2026, 1, 1)  # noqa: DTZ001 (wall times)


class Zone(Protocol):
    """Wall time at a place."""

    def instant(self, wall: datetime) -> datetime: ...

    def wall(self, instant: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A zone of the IANA database."""

    zone: ZoneInfo

    def instant(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def wall(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Shift:
    """From the onset, in wall time as it was until then, the offset is another."""

    onset: datetime
    before: timedelta
    after: timedelta


@dataclass(frozen=True, slots=True)
class Ruled:
    """A zone by its own rules: shifts in order, at least one."""

    shifts: tuple[Shift, ...]

    def instant(self, wall: datetime) -> datetime:
        passed = [shift.after for shift in self.shifts if shift.onset <= wall]
        offset = passed[-1] if passed else self.shifts[0].before
        return (wall - offset).replace(tzinfo=UTC)

    def wall(self, instant: datetime) -> datetime:
        moment = instant.astimezone(UTC).replace(tzinfo=None)
        passed = [one.after for one in self.shifts if one.onset - one.before <= moment]
        return moment + (passed[-1] if passed else self.shifts[0].before)


def fixed(offset: timedelta) -> Ruled:
    return Ruled((Shift(datetime(1, 1, 2), offset, offset),))  # noqa: DTZ001 (wall time)


@cache
def iana() -> Mapping[str, str]:
    """Every name of the IANA database by its small letters."""
    return {name.casefold(): name for name in available_timezones()}


@cache
def cities() -> Mapping[str, str]:
    """`seoul` is `Asia/Seoul`."""
    found: dict[str, str] = {}
    for name in sorted(iana().values()):
        area, slash, city = name.rpartition("/")
        if slash and not area.startswith(("Etc", "posix", "right", "SystemV")):
            found.setdefault(city.replace("_", " ").casefold(), name)
    return found


def known(name: str) -> Zone | None:
    """The zone that all the world calls so, or None."""
    plain = name.strip()
    for read in (of_iana, of_windows, displayed, of_path):
        zone = read(plain)
        if zone is not None:
            return zone
    return None


def of_iana(name: str) -> Zone | None:
    found = iana().get(name.casefold())
    return Named(ZoneInfo(found)) if found else None


def of_windows(name: str) -> Zone | None:
    found = get_global("windows_zone_mapping").get(name)
    return Named(ZoneInfo(found)) if found else None


def displayed(name: str) -> Zone | None:
    """`(UTC+09:00) Seoul`: one of its cities, when the clocks there show this offset at some time."""
    told = DISPLAYED.fullmatch(name)
    if told is None:
        return None
    offset = offset_of(told)
    for one in [told[4].strip(), *told[4].split(",")]:
        place = one.strip().casefold()
        found = UNNAMED.get(place) or cities().get(place)
        if found and offset in {ZoneInfo(found).utcoffset(day) for day in (SUMMER, WINTER)}:
            return Named(ZoneInfo(found))
    return None


def by_offset(name: str) -> Zone | None:
    """`UTC+09:00` and whatever follows: at least the offset is said."""
    told = DISPLAYED.fullmatch(name.strip())
    offset = offset_of(told) if told else MOST_OFFSET
    return fixed(offset) if abs(offset) < MOST_OFFSET else None


def offset_of(told: re.Match[str]) -> timedelta:
    size = timedelta(hours=int(told[2]), minutes=int(told[3] or 0))
    return -size if told[1] == "-" else size


def of_path(name: str) -> Zone | None:
    """`/freeassociation.sourceforge.net/Asia/Seoul`: the end of a path is a name that all know."""
    parts = name.strip("/").split("/")
    for n in range(1, len(parts)):
        zone = of_iana("/".join(parts[n:]))
        if zone is not None and n < len(parts) - 1:
            return zone
    return None


@dataclass
class Zones:
    """The zones of one calendar. `assumed` collects what had to be guessed: what was said, how read.

    *own* reads, by TZID, the rules that the file gives; *usual* is the zone in which times without
    one are read, *is_said* whether the calendar itself says so.
    """

    own: Mapping[str, Callable[[], Zone | None]]
    usual: ZoneInfo
    is_said: bool
    assumed: dict[str, str] = field(default_factory=dict)
    cache: dict[str, Zone | None] = field(default_factory=dict)

    def named(self, name: str) -> Zone:
        """The zone of a TZID; one that nobody knows is read as the usual zone."""
        if name not in self.cache:
            own = self.own.get(name)
            self.cache[name] = known(name) or (own() if own else None) or by_offset(name)
        zone = self.cache[name]
        return self.guessed(name) if zone is None else zone

    def floating(self) -> Zone:
        """The zone of times that name none."""
        return self.day() if self.is_said else self.guessed("")

    def day(self) -> Zone:
        """The zone in which whole days begin."""
        return Named(self.usual)

    def guessed(self, said: str) -> Zone:
        if len(self.assumed) < MOST_NAMED:
            self.assumed[said[:LONGEST_TITLE]] = self.usual.key
        return self.day()


def zone_said(names: Iterable[str]) -> ZoneInfo | None:
    """The zone that a calendar calls its own (X-WR-TIMEZONE), if it is one that we know."""
    zones = (known(name) for name in names)
    return next((zone.zone for zone in zones if isinstance(zone, Named)), None)
