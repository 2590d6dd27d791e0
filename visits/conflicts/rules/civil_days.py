"""The city's days: its zone, its holidays, its office hours."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from visits.kit.interval import Interval
from visits.kit.workdays import FRIDAY

A_MOMENT = timedelta(microseconds=1)
A_MONDAY = date(2001, 1, 1).toordinal()


class HolidayKind(StrEnum):
    """Why a day is marked; a working note only warns, the others are days off."""

    PUBLIC = "public"
    SUBSTITUTE = "substitute"
    ELECTION_DAY = "election_day"
    TEMPORARY = "temporary"
    OWN_CLOSURE = "own_closure"
    WORKING_NOTE = "working_note"


@dataclass(frozen=True, slots=True)
class HolidayFacts:
    id: int
    day: date
    name: str
    kind: HolidayKind = HolidayKind.PUBLIC

    @property
    def is_day_off(self) -> bool:
        return self.kind is not HolidayKind.WORKING_NOTE


@dataclass(frozen=True)
class Calendar:
    """Turns instants into the city's days and clock times, and back."""

    zone: ZoneInfo
    holidays: tuple[HolidayFacts, ...] = ()
    opens: time = time(9)
    closes: time = time(18)
    lunch_starts: time = time(12)
    lunch_ends: time = time(13)

    @cached_property
    def holidays_by_day(self) -> Mapping[date, tuple[HolidayFacts, ...]]:
        by_day: dict[date, tuple[HolidayFacts, ...]] = {}
        for holiday in sorted(self.holidays, key=lambda holiday: holiday.id):
            by_day[holiday.day] = (*by_day.get(holiday.day, ()), holiday)
        return by_day

    @cached_property
    def days_off(self) -> frozenset[date]:
        """The holidays on which nobody works; weekends are not among them."""
        return frozenset(holiday.day for holiday in self.holidays if holiday.is_day_off)

    @cached_property
    def _spans(self) -> dict[tuple[date, time, time], Interval]:
        return {}

    @cached_property
    def _days(self) -> dict[datetime, date]:
        return {}

    @cached_property
    def _free_weekdays(self) -> list[date]:
        """Holidays that would be working days, in order."""
        return sorted(day for day in self.days_off if day.weekday() <= FRIDAY)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from `first` (counted) until before `last`; negative backwards."""
        return self._worked_before(last) - self._worked_before(first)

    def _worked_before(self, day: date) -> int:
        weeks, rest = divmod(day.toordinal() - A_MONDAY, 7)
        return weeks * 5 + min(rest, 5) - bisect_left(self._free_weekdays, day)

    def day_of(self, instant: datetime) -> date:
        """The city's date at the instant; remembered, since every rule asks for the same."""
        day = self._days.get(instant)
        if day is None:
            day = self._days[instant] = instant.astimezone(self.zone).date()
        return day

    def clock_of(self, instant: datetime) -> time:
        """The city's wall time at the instant."""
        return instant.astimezone(self.zone).time()

    def days_of(self, span: Interval) -> tuple[date, ...]:
        """Every date of the city that the span touches; one that ends at midnight not the next."""
        first, last = self.day_of(span.start), self.day_of(span.end - A_MOMENT)
        if first == last:
            return (first,)
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))

    def instant(self, day: date, clock: time) -> datetime:
        """The instant of a wall time of the city, in UTC."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def span(self, day: date, first: time, last: time) -> Interval:
        """Between two wall times from that day on; one not after the other is of the next day."""
        span = self._spans.get((day, first, last))
        if span is None:
            end = day if last > first else day + timedelta(days=1)
            span = Interval(self.instant(day, first), self.instant(end, last))
            self._spans[day, first, last] = span
        return span

    def whole_day(self, day: date) -> Interval:
        return self.span(day, time(0), time(0))
