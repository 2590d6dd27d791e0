"""No few people stand out in what is published: not by a number, nor by one minus another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.statistics.rules import Dimension
from visits.statistics.rules.publishing import (
    FEWEST,
    REST,
    UNTOLD,
    Counted,
    OpenLine,
    Parted,
    Published,
    half_year_published,
    parted,
    stands_alone,
    year_published,
)

REGIONS = {"A": "north", "B": "north", "C": "north", "D": "south", "E": "south", "F": "west"}
COUNTRIES = st.dictionaries(st.sampled_from(sorted(REGIONS)), st.integers(0, 9))
CELLS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12))

Group = frozenset[tuple[int, str]]
"""Countries of half-years: whose people a number counts."""


def counted(countries: Mapping[str, int], **several: Mapping[str, int]) -> Counted:
    people = sum(countries.values())
    return Counted(
        people=people,
        delegations=1,
        countries=countries,
        levels={"working": people} if people else {},
        several={Dimension[name]: cells for name, cells in several.items()},
    )


def published(countries: Mapping[str, int], **several: Mapping[str, int]) -> Published:
    return half_year_published(counted(countries, **several), REGIONS.__getitem__)


# -- one table -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "shown", "rest"),
    [
        ({}, {}, 0),
        ({"a": 3, "b": 12}, {"a": 3, "b": 12}, 0),
        ({"a": 0, "b": 12}, {"b": 12}, 0),
        ({"a": 2, "b": 2, "c": 9}, {"c": 9}, 4),
        ({"a": 1, "b": 2, "c": 9, "d": 12}, {"d": 12}, 12),
        ({"a": 2, "b": 9, "c": 12}, {"c": 12}, 11),
        ({"a": 1, "b": 1, "c": 1, "d": 9, "e": 12}, {"e": 12}, 12),
        ({"a": 2, "b": 9}, {}, 11),
        ({"a": 1, "b": 2}, {}, 3),
        ({"a": 2}, {}, 2),
    ],
)
def test_small_rows_go_into_a_rest_that_cannot_be_taken_apart(cells, shown, rest):
    assert parted(cells) == Parted(shown, rest)


@given(CELLS)
def test_every_row_is_large_enough_and_nobody_is_lost(cells):
    table = parted(cells)
    hidden = [n for code, n in cells.items() if n and code not in table.shown]
    assert table.total == sum(cells.values())
    assert all(people >= FEWEST for people in table.shown.values())
    assert sum(hidden) == table.rest
    if table.shown and hidden:
        assert len(hidden) >= 2
        assert table.rest - (len(hidden) - 1) >= FEWEST


@given(CELLS)
def test_the_order_in_which_rows_come_does_not_matter(cells):
    assert parted(cells) == parted(dict(reversed(cells.items())))


@pytest.mark.parametrize(
    ("people", "everybody", "stands"),
    [(3, 10, True), (2, 10, False), (0, 10, False), (10, 10, True), (8, 10, False), (7, 10, True)],
)
def test_a_row_stands_alone_when_those_outside_are_no_few(people, everybody, stands):
    assert stands_alone(people, everybody) is stands


# -- half-years ------------------------------------------------------------------------------------


def test_a_half_year_of_two_people_is_as_if_nobody_had_come():
    assert published({"A": 2}) == published({}) == UNTOLD


def test_a_half_year_with_small_countries():
    told = published({"A": 12, "B": 1, "C": 3, "D": 8, "F": 2}, SITE={"1": 26, "2": 24, "3": 2})
    assert (told.people, told.countries) == (26, 5)
    assert told.tables == {
        Dimension.REGION: (OpenLine("north", 16), OpenLine(REST, 10)),
        Dimension.COUNTRY: (
            OpenLine("A", 12, "north"),
            OpenLine(REST, 10),
            OpenLine(REST, 4, "north"),
        ),
        Dimension.LEVEL: (OpenLine("working", 26),),
        Dimension.SITE: (OpenLine("1", 26),),
    }


# -- a year ----------------------------------------------------------------------------------------


def test_a_year_says_what_its_halves_say_together():
    told = year_published(published({"A": 12, "D": 8}), published({"A": 5, "D": 4, "E": 3}))
    assert (told.people, told.countries, told.has_more_countries) == (32, 3, False)
    assert told.tables[Dimension.COUNTRY] == (
        OpenLine("A", 17, "north"),
        OpenLine("D", 12, "south"),
        OpenLine("E", 3, "south"),
    )


def test_a_row_that_a_half_may_hide_is_at_least_so_many():
    told = year_published(published({"A": 12, "B": 2, "D": 8}), published({"A": 5, "B": 4}))
    assert told.tables[Dimension.REGION] == (OpenLine("north", 23), OpenLine("south", 8))
    assert told.tables[Dimension.COUNTRY] == (
        OpenLine("D", 8, "south"),
        OpenLine("A", 5, "north", is_at_least=True),
        OpenLine("B", 4, "north", is_at_least=True),
        OpenLine(REST, 14, "north"),
    )
    assert (told.countries, told.has_more_countries) == (3, True)


def test_of_rows_that_overlap_a_year_never_knows_that_it_is_all():
    first = published({"A": 12}, SITE={"1": 12})
    told = year_published(first, published({"A": 5}, SITE={"1": 5, "2": 5}))
    assert told.tables[Dimension.SITE] == (
        OpenLine("1", 17),
        OpenLine("2", 5, is_at_least=True),
    )


def test_a_half_that_is_not_told_leaves_the_year_at_least():
    told = year_published(published({"A": 2}), published({"A": 5}))
    assert (told.people, told.has_more_people) == (5, True)
    assert told.tables[Dimension.COUNTRY] == (OpenLine("A", 5, "north", is_at_least=True),)
    assert year_published(UNTOLD, UNTOLD) == UNTOLD


# -- what an attacker has --------------------------------------------------------------------------


@dataclass(frozen=True)
class Number:
    """A published number, and whose people it counts."""

    people: int
    counts: Group


def numbers(first: Mapping[str, int], second: Mapping[str, int]) -> list[Number]:
    """Everything that is published of two half-years and of their year."""
    halves = (published(first), published(second))
    found = [
        number
        for place, (half, cells) in enumerate(zip(halves, (first, second), strict=True))
        if half.people is not None
        for number in numbers_of(half, cells, place)
    ]
    year = year_published(*halves)
    if year.people is not None:
        told = [group for number in found for group in [number.counts] if is_total(number, halves)]
        found.append(Number(year.people, frozenset().union(*told)))
    for dimension, lines in year.tables.items():
        if dimension in {Dimension.COUNTRY, Dimension.REGION}:
            found += [
                Number(line.people, of_year(line, dimension, halves, (first, second)))
                for line in lines
            ]
    return found


def is_total(number: Number, halves: tuple[Published, Published]) -> bool:
    return any(
        number.counts == frozenset((place, code) for code in REGIONS)
        and half.people == number.people
        for place, half in enumerate(halves)
    )


def numbers_of(half: Published, cells: Mapping[str, int], place: int) -> Iterator[Number]:
    yield Number(half.people or 0, frozenset((place, code) for code in REGIONS))
    for dimension in (Dimension.REGION, Dimension.COUNTRY):
        for line in half.tables[dimension]:
            yield Number(line.people, of_line(line, dimension, half, place))


def of_line(line: OpenLine, dimension: Dimension, half: Published, place: int) -> Group:
    """Which countries of the half-year the row counts, as a reader would say."""
    shown = {one.code for one in half.tables[dimension] if one.code != REST}
    if dimension is Dimension.REGION:
        inside = {
            code
            for code, region in REGIONS.items()
            if (region not in shown if line.code == REST else region == line.code)
        }
    elif line.code == REST and not line.within:
        regions = {one.code for one in half.tables[Dimension.REGION]}
        inside = {code for code, region in REGIONS.items() if region not in regions}
    elif line.code == REST:
        inside = {c for c, region in REGIONS.items() if region == line.within and c not in shown}
    else:
        inside = {line.code}
    return frozenset((place, code) for code in inside)


def of_year(line, dimension, halves, counted_halves) -> Group:
    groups = [
        of_line(one, dimension, half, place)
        for place, half in enumerate(halves)
        for one in half.tables.get(dimension, ())
        if (one.within, one.code) == (line.within, line.code)
    ]
    return frozenset().union(*groups)


def people_in(group: Group, halves: tuple[Mapping[str, int], Mapping[str, int]]) -> int:
    return sum(halves[place].get(code, 0) for place, code in group)


@given(COUNTRIES)
def test_countries_come_to_the_whole(cells):
    told = published(cells)
    for dimension in (Dimension.COUNTRY, Dimension.REGION, Dimension.LEVEL):
        if lines := told.tables.get(dimension):
            assert sum(line.people for line in lines) == told.people


@given(COUNTRIES, COUNTRIES)
def test_every_published_number_counts_whom_it_says(first, second):
    for number in numbers(first, second):
        assert number.people == people_in(number.counts, (first, second))
        assert number.people >= FEWEST


@given(COUNTRIES, COUNTRIES)
def test_no_difference_of_two_numbers_is_a_few_people(first, second):
    for one, other in combinations(numbers(first, second), 2):
        for larger, smaller in ((one, other), (other, one)):
            if smaller.counts < larger.counts:
                assert larger.people - smaller.people == 0 or (
                    larger.people - smaller.people >= FEWEST
                )


@given(COUNTRIES, COUNTRIES)
def test_no_sum_of_numbers_settles_a_small_country(first, second):
    """Not by any addition and subtraction: its unit vector lies outside of what they span."""
    columns = [(place, code) for place in (0, 1) for code in sorted(REGIONS)]
    found = numbers(first, second)
    rows = [[Fraction(column in number.counts) for column in columns] for number in found]
    rank = rank_of(rows)
    for column in columns:
        if 0 < people_in(frozenset({column}), (first, second)) < FEWEST:
            alone = [Fraction(other == column) for other in columns]
            assert rank_of([*rows, alone]) == rank + 1


def rank_of(rows: list[list[Fraction]]) -> int:
    """By elimination, in exact numbers."""
    left = [list(row) for row in rows]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((n for n in range(rank, len(left)) if left[n][column]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        for n in range(rank + 1, len(left)):
            factor = left[n][column] / left[rank][column]
            left[n] = [a - factor * b for a, b in zip(left[n], left[rank], strict=True)]
        rank += 1
    return rank


@given(CELLS, st.integers(0, 12))
def test_of_rows_that_overlap_neither_side_is_few(cells, more):
    everybody = max(cells.values(), default=0) + more
    told = half_year_published(counted({"A": everybody}, THEME=cells), REGIONS.__getitem__)
    for line in told.tables.get(Dimension.THEME, ()):
        assert line.people >= FEWEST
        assert not 0 < everybody - line.people < FEWEST
