"""Periods: half-years, quarters, months, years and any days; the same days a year before. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last one, both inside. Raises ValueError when it ends before."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    def year_before(self) -> "Period":
        """The same days of the year before; 29 February is met by the 28th."""
        return Period(shifted(self.first), shifted(self.last))

    def year_to_date(self) -> "Period":
        """From the first day of the year in which the period ends: what is reached by then."""
        return Period(date(self.last.year, 1, 1), self.last)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))


def shifted(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


class Unit(StrEnum):
    """How long the periods are that an office reports on."""

    HALF_YEAR = auto()
    QUARTER = auto()
    MONTH = auto()
    YEAR = auto()


MONTHS_OF: dict[Unit, int] = {
    Unit.HALF_YEAR: 6,
    Unit.QUARTER: 3,
    Unit.MONTH: 1,
    Unit.YEAR: MONTHS,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A period that has a name: the second quarter of 2024. `number` counts from 1 in its year."""

    unit: Unit
    year: int
    number: int

    @property
    def period(self) -> Period:
        months = MONTHS_OF[self.unit]
        first = (self.number - 1) * months
        end = first + months
        until = date(self.year + end // MONTHS, end % MONTHS + 1, 1)
        return Period(date(self.year, first + 1, 1), until - timedelta(days=1))


def named_on(unit: Unit, day: date) -> Named:
    """The period of this length in which a day lies."""
    return Named(unit, day.year, (day.month - 1) // MONTHS_OF[unit] + 1)


def name_of(period: Period) -> Named | None:
    """The name of a period; None for days that no unit begins and ends with."""
    found = (named_on(unit, period.first) for unit in Unit)
    return next((named for named in found if named.period == period), None)


def latest(unit: Unit, day: date, count: int) -> list[Named]:
    """So many periods up to the one of the day, the newest first."""
    each = MONTHS // MONTHS_OF[unit]
    newest = named_on(unit, day)
    last = newest.year * each + newest.number - 1
    return [Named(unit, n // each, n % each + 1) for n in range(last, last - count, -1)]


def half_year(year: int, half: int) -> Period:
    """The first or the second half of a year."""
    return Named(Unit.HALF_YEAR, year, half).period


def half_of(day: date) -> tuple[int, int]:
    """Year and half in which a day lies."""
    named = named_on(Unit.HALF_YEAR, day)
    return named.year, named.number
