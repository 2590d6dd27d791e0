"""One row of a ledger: the visit that it tells of, or what has to be mended first."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from visits.history.drafts import Draft
from visits.history.rules import BadCell, Fault, Field, Trouble
from visits.history.rules.countries import Known, key_of, shares_of, with_people
from visits.history.rules.days import days_of
from visits.kit.sheets.tables import Cell, Row
from visits.kit.sheets.values import is_day_first, is_formula, read_count
from visits.kit.text import search_key

MOST_PEOPLE = 5_000
LONGEST_LINE, LONGEST_PURPOSE = 200, 1_000
STRONG = re.compile(r"\s*[,;/\n\uff0c\u3001→>]\s*")
WEAK = re.compile(r"\s*[·・]\s*|\s+(?:및|and|-|–)\s+")

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class World:
    """What rows are read with: countries and sites by their folded names; today in the city."""

    countries: Known
    sites: Mapping[str, int]
    today: date
    taken: frozenset[str] = frozenset()
    """Fingerprints of rows that were brought before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """A visit that is over, as a row tells of it. `sites` are ids of ours, `others` what is none."""

    fingerprint: str
    starts_on: date
    ends_on: date
    countries: tuple[tuple[str, int], ...]
    body: str
    purpose: str
    sites: tuple[int, ...]
    others: tuple[str, ...]

    @property
    def people(self) -> int:
        return sum(people for _, people in self.countries)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its visit, or with what is wrong. `is_known`: it was brought before."""

    number: int
    fingerprint: str
    visit: PastVisit | None
    faults: tuple[Fault, ...] = ()
    is_known: bool = False
    is_skipped: bool = False
    twin: int | None = None
    """The row above that says the very same, until somebody said whether both took place."""

    @property
    def is_bad(self) -> bool:
        return bool(self.faults) and not (self.is_known or self.is_skipped)

    @property
    def is_asked(self) -> bool:
        """Whether it may be one visit, entered twice."""
        return self.twin is not None and not (self.is_bad or self.is_known or self.is_skipped)

    @property
    def is_new(self) -> bool:
        return self.visit is not None and not (self.is_known or self.is_skipped or self.is_asked)


def judged(draft: Draft, world: World) -> list[Judged]:
    """Every row below the header, in the order of the table."""
    day_first = is_day_first(draft.cell(row, Field.STARTS) for row in draft.rows)
    seen = Counter[str]()
    first: dict[str, int] = {}
    rows = []
    for row in draft.rows:
        raw = fingerprint_of(row, draft)
        seen[raw] += 1
        mark = raw if seen[raw] == 1 else hashed((raw, str(seen[raw])))
        one = judge(row, draft, world, mark, day_first=day_first)
        is_apart = row.number in draft.kept or first.setdefault(raw, row.number) == row.number
        rows.append(one if is_apart else replace(one, twin=first[raw]))
    return rows


def judge(row: Row, draft: Draft, world: World, mark: str, *, day_first: bool | None) -> Judged:
    is_known, is_skipped = mark in world.taken, row.number in draft.skipped
    reading = Reading(row, draft, world, day_first=day_first)
    visit = reading.visit(mark)
    return Judged(row.number, mark, visit, tuple(reading.faults), is_known, is_skipped)


class Reading:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(self, row: Row, draft: Draft, world: World, *, day_first: bool | None) -> None:
        self.row, self.draft, self.world, self.day_first = row, draft, world, day_first
        self.faults: list[Fault] = []

    def visit(self, mark: str) -> PastVisit | None:
        days = self.tried(self.days)
        countries = self.countries()
        body = self.tried(lambda: self.text(Field.BODY, LONGEST_LINE))
        purpose = self.tried(lambda: self.text(Field.PURPOSE, LONGEST_PURPOSE))
        sites = self.tried(self.sites)
        if self.faults or days is None or countries is None or sites is None:
            return None
        return PastVisit(
            fingerprint=mark,
            starts_on=days[0],
            ends_on=days[1],
            countries=countries,
            body=body or "",
            purpose=purpose or "",
            sites=sites[0],
            others=sites[1],
        )

    def tried(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except BadCell as error:
            self.faults.append(error.fault)
            return None

    def cell(self, field: Field) -> Cell:
        """Raises BadCell for a formula, whose result nobody knows."""
        cell = self.draft.cell(self.row, field)
        if is_formula(cell):
            raise BadCell(field, Trouble.FORMULA, text=cell)
        return cell

    def text(self, field: Field, most: int) -> str:
        text = str(self.cell(field))
        if len(text) > most:
            raise BadCell(field, Trouble.TOO_MUCH_TEXT, most=most)
        return text

    def days(self) -> tuple[date, date]:
        starts, ends = self.cell(Field.STARTS), self.cell(Field.ENDS)
        return days_of(starts, ends, day_first=self.day_first, today=self.world.today)

    def countries(self) -> tuple[tuple[str, int], ...] | None:
        """Countries with their people; both cells are read before they are compared."""
        wrong = len(self.faults)
        shares = self.tried(
            lambda: shares_of(str(self.cell(Field.COUNTRIES)), self.world.countries)
        )
        total = self.tried(self.people)
        if shares is None or len(self.faults) > wrong:
            return None
        compared = self.tried(lambda: tuple(with_people(shares, total)))
        if compared is None:
            self.say_at_both_cells()
        return compared

    def say_at_both_cells(self) -> None:
        """Where the sums differ either cell may be the wrong one: both can be mended."""
        fault = self.faults[-1]
        if fault.trouble is Trouble.SUM_DIFFERS:
            self.faults.insert(-1, replace(fault, field=Field.COUNTRIES))

    def people(self) -> int | None:
        cell = self.cell(Field.PEOPLE)
        if cell == "":
            return None
        try:
            count = read_count(cell)
        except ValueError as error:
            raise BadCell(Field.PEOPLE, Trouble.NOT_A_COUNT, text=cell) from error
        if not 1 <= count <= MOST_PEOPLE:
            raise BadCell(Field.PEOPLE, Trouble.NOT_A_COUNT, text=cell)
        return count

    def sites(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Sites of ours, each once, and what is written besides."""
        names = list(self.names_of_sites())
        known = [self.world.sites.get(key_of(name)) for name in names]
        others = [name for name, number in zip(names, known, strict=True) if number is None]
        if len(", ".join(others)) > LONGEST_LINE:
            raise BadCell(Field.SITES, Trouble.TOO_MUCH_TEXT, most=LONGEST_LINE)
        numbers = dict.fromkeys(number for number in known if number is not None)
        return tuple(numbers), tuple(others)

    def names_of_sites(self) -> Iterator[str]:
        """Parted by commas and the like; by dots and dashes only where that finds a site of ours."""
        for part in filter(None, STRONG.split(str(self.cell(Field.SITES)))):
            pieces = [piece for piece in WEAK.split(part) if piece]
            is_one = key_of(part) in self.world.sites
            finds = any(key_of(piece) in self.world.sites for piece in pieces)
            yield from pieces if finds and not is_one else [part]


def fingerprint_of(row: Row, draft: Draft) -> str:
    """The row by what its table says, before anybody mended it: a ledger brought again is known."""
    return hashed(search_key(draft.chosen.text_of(row, field)) for field in Field)


def hashed(texts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()
