"""Templates: stops relative to a first day, laid onto the days of a visit and taken from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, auto
from typing import Self
from zoneinfo import ZoneInfo

from visits.conflicts.rules import Mode, StopKind
from visits.itineraries.rules import LONGEST, Duty, StopValues
from visits.kit.errors import Refused
from visits.kit.translated import Translated

EMPTY = Translated()
MOST_DAYS = 31
A_MINUTE = timedelta(minutes=1)
HALF_A_DAY = 5 * 60


class Length(StrEnum):
    """How long a typical programme is."""

    HALF_DAY = auto()
    ONE_DAY = auto()
    TWO_DAYS = auto()
    LONGER = auto()


LENGTH_BY_DAYS = {2: Length.TWO_DAYS}


class Change(StrEnum):
    """What is otherwise than in the stop that was taken over."""

    SITE_RETIRED = auto()
    PEOPLE_TAKEN = auto()
    VEHICLE_TAKEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stop of a template: on which day (0 is the first), from which wall time, how long.

    The ids are those of rows; `minutes` are whole.
    """

    day: int
    starts: time
    minutes: int
    kind: StopKind
    title: Translated
    public_note: Translated = EMPTY
    site_id: int | None = None
    place: Translated = EMPTY
    end_site_id: int | None = None
    end_place: Translated = EMPTY
    mode: Mode | None = None

    @property
    def order(self) -> tuple[int, time, int]:
        return (self.day, self.starts, self.minutes)

    def checked(self) -> Self:
        """Raises Refused (`line_day`, `line_minutes`, `line_without_title`)."""
        if not 0 <= self.day < MOST_DAYS:
            raise Refused("line_day")
        if not A_MINUTE <= self.minutes * A_MINUTE <= LONGEST:
            raise Refused("line_minutes")
        if not self.title:
            raise Refused("line_without_title")
        return self


@dataclass(frozen=True, slots=True)
class DayTexts:
    """What is written of a day as a whole."""

    day: date
    title: Translated
    note: Translated
    rain_plan: Translated


@dataclass(frozen=True, slots=True)
class Laid:
    """A stop that would be added, and who of ours would serve there."""

    values: StopValues
    duties: tuple[Duty, ...] = ()


def laid(
    lines: Iterable[Line], first: date, zone: ZoneInfo, *, later: timedelta = timedelta(0)
) -> tuple[StopValues, ...]:
    """The stops of a template that begins on this day of the zone, all of them so much later.

    A wall time that the clocks skip is the one after the gap.
    """
    return tuple(
        value_of(line, first, zone, later) for line in sorted(lines, key=lambda line: line.order)
    )


def value_of(line: Line, first: date, zone: ZoneInfo, later: timedelta) -> StopValues:
    day = first + timedelta(days=line.day)
    starts = datetime.combine(day, line.starts, zone).astimezone(UTC) + later
    return StopValues(
        kind=line.kind,
        title=line.title,
        public_note=line.public_note,
        starts=starts,
        ends=starts + line.minutes * A_MINUTE,
        site_id=line.site_id,
        place=line.place,
        end_site_id=line.end_site_id,
        end_place=line.end_place,
        mode=line.mode,
    )


def line_of(values: StopValues, first: date, zone: ZoneInfo) -> Line:
    """A stop of a visit as one of a template whose first day is this one.

    Only what any group may be told is taken: no internal note, no people, no numbers.
    """
    starts = values.starts.astimezone(zone)
    return Line(
        day=(starts.date() - first).days,
        starts=starts.time(),
        minutes=round((values.ends - values.starts) / A_MINUTE),
        kind=values.kind,
        title=values.title,
        public_note=values.public_note,
        site_id=values.site_id,
        place=values.place,
        end_site_id=values.end_site_id,
        end_place=values.end_place,
        mode=values.mode,
    )


def lines_of(values: Sequence[StopValues], zone: ZoneInfo) -> tuple[Line, ...]:
    """Stops of a visit relative to the day of the first of them."""
    if not values:
        return ()
    first = min(one.starts for one in values).astimezone(zone).date()
    found = [line_of(one, first, zone) for one in values]
    return tuple(sorted(found, key=lambda line: line.order))


def days_of(lines: Iterable[Line]) -> int:
    """How many days they take; none without lines."""
    return max((line.day + 1 for line in lines), default=0)


def usual_length(lines: Sequence[Line]) -> Length:
    """Half a day is what lies within five hours of one day."""
    days = days_of(lines)
    if days > 1:
        return LENGTH_BY_DAYS.get(days, Length.LONGER)
    starts = [minutes_of(line) for line in lines]
    ends = [minutes_of(line) + line.minutes for line in lines]
    is_short = max(ends, default=0) - min(starts, default=0) <= HALF_A_DAY
    return Length.HALF_DAY if is_short else Length.ONE_DAY


def minutes_of(line: Line) -> int:
    """From midnight to its start."""
    return line.starts.hour * 60 + line.starts.minute
