"""By what figures are told apart, what each of these can count, and the cells of its table. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from visits.statistics.rules.counting import Measure, ratio

MINUTES = 60


class Dimension(StrEnum):
    """By what the people, countries and delegations of a period are told apart."""

    COUNTRY = auto()
    REGION = auto()
    BODY = auto()
    KIND = auto()
    THEME = auto()
    LEVEL = auto()
    LANGUAGE = auto()
    REFERRER = auto()
    SITE = auto()
    DISTRICT = auto()
    INTERPRETER = auto()
    SATISFACTION = auto()


D, M = Dimension, Measure
WHOLE = (M.PEOPLE, M.COUNTRIES, M.DELEGATIONS)
LOAD = (*WHOLE, M.STOPS, M.HOURS)
MEASURES: dict[Dimension, tuple[Measure, ...]] = {
    **dict.fromkeys(Dimension, WHOLE),
    D.COUNTRY: (M.PEOPLE, M.DELEGATIONS),
    D.SITE: LOAD,
    D.DISTRICT: LOAD,
    D.INTERPRETER: (M.DELEGATIONS, M.STOPS, M.HOURS),
}
"""What makes sense of each; the first is what its chart shows, and its order."""
SEVERAL = frozenset({D.BODY, D.KIND, D.THEME, D.LANGUAGE, D.SITE, D.DISTRICT, D.INTERPRETER})
"""Where one delegation can stand in several rows, so that these come to more than the whole."""
BY_NUMBER = frozenset({D.BODY, D.REFERRER, D.SITE, D.INTERPRETER})
"""Whose keys are ids of rows; of the others they are codes."""
LOADED = frozenset({D.SITE, D.DISTRICT, D.INTERPRETER})
"""Where stops and hours are told besides: the load of hosts and interpreters."""

Key = str | int | None
"""What a row is about; None where nobody said."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row comes to in one period. Minutes are those of the stops at our sites."""

    people: int = 0
    countries: int = 0
    delegations: int = 0
    stops: int = 0
    minutes: int = 0

    @property
    def hours(self) -> float:
        """To one decimal."""
        return round(self.minutes / MINUTES, 1)

    def of(self, measure: Measure) -> float:
        value: float = getattr(self, measure.value)
        return value


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, the period, the same days a year before."""

    key: Key
    now: Cell
    before: Cell

    def ratio(self, measure: Measure) -> float | None:
        return ratio(self.now.of(measure), self.before.of(measure))


def lines(now: Mapping[Key, Cell], before: Mapping[Key, Cell], by: Sequence[Measure]) -> list[Line]:
    """Every key of either period: the largest first, what nobody said last."""
    found = [
        Line(key, now.get(key, NOTHING), before.get(key, NOTHING)) for key in {**now, **before}
    ]

    def place(line: Line) -> tuple[bool, list[float], list[float], str]:
        largest = [-line.now.of(measure) for measure in by]
        return line.key is None, largest, [-line.before.of(m) for m in by], str(line.key)

    return sorted(found, key=place)
