"""The counting rule and the periods. Pure.

A delegation counts when it starts in the period and is confirmed, under way or closed. Each of its
countries counts with the people who came, else with those announced; a country counts once in a
period. Own interpreters and aides are people; our escorts are not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

JULY = 7


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


def shifted(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def half_year(year: int, half: int) -> Period:
    """The first or the second half of a year."""
    if half == 1:
        return Period(date(year, 1, 1), date(year, JULY, 1) - timedelta(days=1))
    return Period(date(year, JULY, 1), date(year, 12, 31))


def half_of(day: date) -> tuple[int, int]:
    """Year and half in which a day lies."""
    return day.year, 1 if day.month < JULY else 2


@dataclass(frozen=True, slots=True)
class Row:
    """One country of one delegation that counts."""

    delegation: int
    country: str
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period comes to."""

    people: int
    countries: int
    delegations: int


def figures(rows: Iterable[Row]) -> Figures:
    """People, countries (each once) and delegations of the rows of one period."""
    kept = list(rows)
    return Figures(
        people=sum(row.people for row in kept),
        countries=len({row.country for row in kept}),
        delegations=len({row.delegation for row in kept}),
    )


def ratio(now: int, before: int) -> float | None:
    """How many times the year before, to one decimal; None without a year before."""
    return round(now / before, 1) if before else None
