"""By what figures are told apart, what each of these can count, and the cells of its table. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from visits.delegations.rules import Level
from visits.kit.msgids import N_
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
PLAIN = (M.PEOPLE, M.COUNTRIES, M.DELEGATIONS)
LOAD = (*PLAIN, M.STOPS, M.HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Everything that a dimension says of itself; how it is counted stands in `queries.dimensions`,
    what its codes are called in `views.tables`, and mypy finds both for a further one."""

    title: str
    heading: str
    """What the first column of its table holds."""
    unsaid: str = N_("Not recorded")
    """What a row is called of which nobody said where it belongs."""
    measures: tuple[Measure, ...] = PLAIN
    """What makes sense of it; the first is what its chart shows, and its order."""
    order: Sequence[str] = ()
    """Of its keys, where that is not by size."""
    several: bool = False
    """One delegation can stand in several rows, so that these come to more than the whole."""
    by_number: bool = False
    """Its keys are ids of rows, else they are codes."""
    loaded: bool = False
    """Stops and hours are told besides: the load of hosts and interpreters."""


FACETS: Mapping[Dimension, Facet] = {
    D.COUNTRY: Facet(
        title=N_("By country"), heading=N_("Country"), measures=(M.PEOPLE, M.DELEGATIONS)
    ),
    D.REGION: Facet(title=N_("By region"), heading=N_("Region"), unsaid=N_("Other participants")),
    D.BODY: Facet(
        title=N_("By organisation"), heading=N_("Organisation"), several=True, by_number=True
    ),
    D.KIND: Facet(
        title=N_("By kind of organisation"), heading=N_("Kind of organisation"), several=True
    ),
    D.THEME: Facet(title=N_("By theme"), heading=N_("Theme"), several=True),
    D.LEVEL: Facet(title=N_("By level"), heading=N_("Level of the visit"), order=tuple(Level)),
    D.LANGUAGE: Facet(title=N_("By language"), heading=N_("Language"), several=True),
    D.REFERRER: Facet(
        title=N_("By referrer"),
        heading=N_("Referrer"),
        unsaid=N_("Came without a referrer"),
        by_number=True,
    ),
    D.SITE: Facet(
        title=N_("By site"),
        heading=N_("Site"),
        measures=LOAD,
        several=True,
        by_number=True,
        loaded=True,
    ),
    D.DISTRICT: Facet(
        title=N_("By district"), heading=N_("District"), measures=LOAD, several=True, loaded=True
    ),
    D.INTERPRETER: Facet(
        title=N_("By interpreter"),
        heading=N_("Interpreter"),
        unsaid=N_("Without an interpreter of ours"),
        measures=(M.DELEGATIONS, M.STOPS, M.HOURS),
        several=True,
        by_number=True,
        loaded=True,
    ),
    D.SATISFACTION: Facet(
        title=N_("By satisfaction"),
        heading=N_("Guests’ overall rating"),
        unsaid=N_("Too few answers to tell"),
        order=("5", "4", "3", "2", "1"),
    ),
}

Key = str | int | None
"""What a row is about; None where nobody said."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row comes to in one period. Minutes are those of stops at sites or with an interpreter."""

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


def lines(now: Mapping[Key, Cell], before: Mapping[Key, Cell], facet: Facet) -> list[Line]:
    """Every key of either period: in the order of the facet, else the largest first; what nobody
    said last."""
    found = [
        Line(key, now.get(key, NOTHING), before.get(key, NOTHING)) for key in {**now, **before}
    ]
    ranks = {key: rank for rank, key in enumerate(facet.order)}

    def place(line: Line) -> tuple[bool, int, list[float], list[float], str]:
        largest = [-line.now.of(measure) for measure in facet.measures]
        former = [-line.before.of(measure) for measure in facet.measures]
        rank = ranks.get(str(line.key), len(ranks))
        return line.key is None, rank, largest, former, str(line.key)

    return sorted(found, key=place)
