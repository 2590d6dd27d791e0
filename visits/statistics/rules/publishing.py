"""What of a half-year may be told to everybody, so that no few people stand out in it. Pure.

Nobody may learn of a group of fewer than three people, neither from its own number nor from one
number minus another. The rule is that of small cells merged into a rest (primary and secondary
suppression by aggregation: A. Hundepool and others, Statistical Disclosure Control, Wiley 2012,
chapter 4; the threshold rule with n = 3):

- A period in which fewer than three people came is not told at all, as if nobody had come.
- Where rows come to the whole (countries in their region, regions, levels), each row below three
  goes into the rest of its table, and with it as many of the next smallest as it takes until the
  rest has two members or more, and so many people that each of the members could be three. Every
  number that is published is then a sum of rows of at least three and of whole rests. Sums and
  differences of such numbers are again made of whole rests, and no rest can be taken apart.
- Where one visit stands in several rows (sites, themes, kinds of bodies), a row parts all people into
  those in it and those not in it. It is told when both are at least three, or nobody is outside.
- Across two tables nothing follows that is smaller than a published row: how many people two rows
  share is never settled below the smaller of them by the rows alone (Fréchet's bounds).
- A year is put together from what was published of its halves and from nothing else, so that a half
  cannot be had by subtraction. A row that one half may have and does not show is told as "at least".
- What is told of one period on two days is not compared here: who kept a file from before a late
  correction (somebody came whom nobody had entered) sees by how many people it changed. Half-years
  are told when they are over, so that such corrections are few, and they name nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from visits.statistics.rules.dimensions import Dimension

FEWEST = 3
"""The smallest group of people that is told."""
FEWEST_MEMBERS = 2
REST = "other"
"""The code of the row that holds all that are not told by themselves."""
WHOLE = frozenset({Dimension.COUNTRY, Dimension.REGION, Dimension.LEVEL})
"""Where everybody stands in one row, so that the rows come to the whole."""


@dataclass(frozen=True, slots=True)
class Parted:
    """Rows that come to the whole: those that may be told, and the people of all others together."""

    shown: Mapping[str, int]
    rest: int = 0

    @property
    def total(self) -> int:
        return sum(self.shown.values()) + self.rest


def parted(cells: Mapping[str, int]) -> Parted:
    """People by code, parted by the rule above; the same cells always part alike.

    A table of fewer than three people in all is left empty; its people are in the rest, which the
    caller must not publish.
    """
    order = sorted((people, code) for code, people in cells.items() if people)
    hidden = sum(people < FEWEST for people, _ in order)
    if hidden:
        while hidden < len(order) and not is_enough([people for people, _ in order[:hidden]]):
            hidden += 1
    return Parted(
        shown={code: people for people, code in order[hidden:]},
        rest=sum(people for people, _ in order[:hidden]),
    )


def is_enough(members: Iterable[int]) -> bool:
    """May these rows be one number? Each member is one person at least, and could be three."""
    people = list(members)
    others = len(people) - 1
    return len(people) >= FEWEST_MEMBERS and sum(people) - others >= FEWEST


def stands_alone(people: int, everybody: int) -> bool:
    """May a row be told in which some of all people stand, beside others in which they stand too?"""
    outside = everybody - people
    return people >= FEWEST and (outside == 0 or outside >= FEWEST)


# -- what is published -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A published row: people, at least so many where the number may leave some out.

    *within* is the code of the row that it is a part of: of a country its region.
    """

    code: str
    people: int
    within: str = ""
    is_at_least: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """All that is told of a half-year or a year. No people means fewer than three, or nobody."""

    people: int | None = None
    delegations: int | None = None
    countries: int | None = None
    has_more_people: bool = False
    """Whether people, delegations and countries leave out a half that is not told."""
    has_more_countries: bool = False
    tables: Mapping[Dimension, tuple[OpenLine, ...]] = field(default_factory=dict)


UNTOLD = Published()


@dataclass(frozen=True, slots=True)
class Counted:
    """What a half-year comes to, before anything is hidden: people by code in each dimension."""

    people: int
    delegations: int
    countries: Mapping[str, int]
    levels: Mapping[str, int]
    several: Mapping[Dimension, Mapping[str, int]]
    """Dimensions in which one visit can stand in several rows."""


def half_year_published(counted: Counted, region_of: Callable[[str], str]) -> Published:
    """What may be told of a half-year that is over; *region_of* gives a country's region."""
    if counted.people < FEWEST:
        return UNTOLD
    several = {
        dimension: tuple(
            in_order(
                OpenLine(code, people)
                for code, people in cells.items()
                if stands_alone(people, counted.people)
            )
        )
        for dimension, cells in counted.several.items()
    }
    return Published(
        people=counted.people,
        delegations=counted.delegations,
        countries=sum(people > 0 for people in counted.countries.values()),
        tables={
            **places(counted.countries, region_of),
            Dimension.LEVEL: tuple(lines_of(parted(counted.levels))),
            **several,
        },
    )


def places(
    countries: Mapping[str, int], region_of: Callable[[str], str]
) -> dict[Dimension, tuple[OpenLine, ...]]:
    """Regions, and within each region that is told its countries; all other people in rests."""
    by_region: dict[str, dict[str, int]] = defaultdict(dict)
    for country, people in countries.items():
        by_region[region_of(country)][country] = people
    regions = parted({code: sum(found.values()) for code, found in by_region.items()})
    told = [
        line
        for region in regions.shown
        for line in lines_of(parted(by_region[region]), within=region, may_be_rest=True)
    ]
    if regions.shown and regions.rest:
        told.append(OpenLine(REST, regions.rest))
    return {
        Dimension.REGION: tuple(lines_of(regions)),
        Dimension.COUNTRY: tuple(in_order(told)),
    }


def lines_of(table: Parted, within: str = "", *, may_be_rest: bool = False) -> Iterator[OpenLine]:
    """Rows of a table, the largest first, its rest last; a rest alone only where that is allowed."""
    if not table.shown and not may_be_rest:
        return
    yield from in_order(OpenLine(code, people, within) for code, people in table.shown.items())
    if table.rest:
        yield OpenLine(REST, table.rest, within)


def in_order(lines: Iterable[OpenLine]) -> list[OpenLine]:
    """The largest first, rests last."""
    return sorted(lines, key=lambda line: (line.code == REST, -line.people, line.within, line.code))


# -- a year out of what was published --------------------------------------------------------------


def year_published(first: Published, second: Published) -> Published:
    """Both halves of a year together, from what was told of them and from nothing else."""
    told = [half for half in (first, second) if half.people is not None]
    if not told:
        return UNTOLD
    named = {line.code for half in told for line in countries_of(half)}
    least = max([len(named), *(half.countries or 0 for half in told)])
    is_whole = len(told) == len((first, second))
    return Published(
        people=sum(half.people or 0 for half in told),
        delegations=sum(half.delegations or 0 for half in told),
        countries=least,
        has_more_people=not is_whole,
        has_more_countries=not is_whole or any(hides_countries(half) for half in told),
        tables={
            dimension: tuple(added(dimension, told, is_whole=is_whole))
            for dimension in told[0].tables
        },
    )


def countries_of(half: Published) -> list[OpenLine]:
    """Countries that are told by name."""
    return [line for line in half.tables.get(Dimension.COUNTRY, ()) if line.code != REST]


def hides_countries(half: Published) -> bool:
    return len(countries_of(half)) != half.countries


def added(dimension: Dimension, halves: Sequence[Published], *, is_whole: bool) -> list[OpenLine]:
    """The rows of all halves; one that some half may have and does not show is "at least"."""
    tables = [{key_of(line): line for line in half.tables[dimension]} for half in halves]
    hiding = [table for table, half in zip(tables, halves, strict=True) if hides(half, dimension)]
    found = []
    for within, code in {key for table in tables for key in table}:
        people = sum(table[within, code].people for table in tables if (within, code) in table)
        is_certain = is_whole and all((within, code) in table for table in hiding)
        found.append(OpenLine(code, people, within, is_at_least=not is_certain))
    return in_order(found)


def hides(half: Published, dimension: Dimension) -> bool:
    """Whether what is told of the half leaves room for rows that are not."""
    lines = half.tables[dimension]
    is_complete = sum(line.people for line in lines) == half.people
    return dimension not in WHOLE or not is_complete or any(line.code == REST for line in lines)


def key_of(line: OpenLine) -> tuple[str, str]:
    return line.within, line.code
