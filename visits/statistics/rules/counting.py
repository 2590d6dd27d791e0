"""The counting rule and what a period comes to. Pure.

A delegation counts when it starts in the period and is confirmed, under way or closed. Each of its
countries counts with the people who came, else with those announced; a country counts once in a
period. Own interpreters and aides are people; our escorts are not.
"""

from dataclasses import dataclass
from enum import StrEnum, auto


class Measure(StrEnum):
    """What is counted: in any dimension, and for three of them against a target of the year."""

    PEOPLE = auto()
    COUNTRIES = auto()
    DELEGATIONS = auto()
    STOPS = auto()
    HOURS = auto()


TARGETED = (Measure.PEOPLE, Measure.COUNTRIES, Measure.DELEGATIONS)
"""What a year can have a target for."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period comes to."""

    people: int
    countries: int
    delegations: int

    def of(self, measure: Measure) -> int:
        """The figure of a measure that can have a target."""
        return {
            Measure.PEOPLE: self.people,
            Measure.COUNTRIES: self.countries,
            Measure.DELEGATIONS: self.delegations,
        }[measure]


def ratio(now: float, before: float) -> float | None:
    """How many times the year before, to one decimal; None without a year before."""
    return round(now / before, 1) if before else None


@dataclass(frozen=True, slots=True)
class Announced:
    """How many people were announced for the period, and how many came as far as that is known.

    `open` are those announced of visits whose number is not known yet.
    """

    planned: int
    actual: int
    open: int


@dataclass(frozen=True, slots=True)
class Month:
    """People of one month of the year, and of the same month a year before; both with what was before
    them in their year."""

    number: int
    people: int
    before: int
    cumulative: int
    cumulative_before: int


def months(people: dict[tuple[int, int], int], year: int) -> list[Month]:
    """The twelve months of a year out of people by (year, month)."""
    found: list[Month] = []
    total = total_before = 0
    for number in range(1, 13):
        now, before = people.get((year, number), 0), people.get((year - 1, number), 0)
        total, total_before = total + now, total_before + before
        found.append(Month(number, now, before, total, total_before))
    return found


@dataclass(frozen=True, slots=True)
class Against:
    """A figure of the year to date beside the same days a year before and the year's target."""

    measure: Measure
    now: int
    before: int
    target: int | None

    @property
    def ratio(self) -> float | None:
        return ratio(self.now, self.before)

    @property
    def percent(self) -> int | None:
        """How much of the target is reached; None without a target."""
        return round(100 * self.now / self.target) if self.target else None
