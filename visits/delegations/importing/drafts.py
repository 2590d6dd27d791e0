"""A table on its way: what was read, which column holds what, what was typed over, what is skipped."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Self

from visits.delegations.importing.cells import LONGEST, Reading
from visits.delegations.importing.fields import ALL_NAMES, DAYS, HEADERS
from visits.delegations.importing.identity import (
    BLOT,
    Blotted,
    blotted,
    looks_like_a_number,
    what_was_blotted,
)
from visits.delegations.importing.vocabulary import Vocabulary
from visits.kit.sheets.columns import Columns, chosen, header_of, mapped
from visits.kit.sheets.tables import Row, Table
from visits.kit.sheets.values import is_day_first
from visits.kit.text import clean, search_key

NOTHING: Mapping[tuple[str, str], str] = MappingProxyType({})
EXAMPLES = 3
"""Values that a column is shown with."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A table without identity data; `header` is the place of its header among the rows."""

    table: Table
    header: int
    columns: Mapping[int, str]
    """Fields by the number of their column."""
    mends: Mapping[int, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    """What is read instead of a cell's text, in every row: by field and folded text."""
    skipped: frozenset[int]

    @classmethod
    def of(cls, table: Table, vocabulary: Vocabulary) -> Self:
        """A table that was just read, its columns guessed by their headers."""
        header = header_of(table, vocabulary.headers)
        guess = mapped(table.rows[header], vocabulary.headers).fields
        names = {column: name for name, column in guess.items()}
        return cls(blotted(table, header), header, names, {}, {}, frozenset())

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """Raises ValueError, BadSheet for what is no draft."""
        told = json.loads(text)
        return cls(
            Table.unpacked(told["table"]),
            int(told["header"]),
            {int(column): str(name) for column, name in told["columns"].items()},
            {int(row): dict(fields) for row, fields in told["mends"].items()},
            {str(name): dict(words) for name, words in told["words"].items()},
            frozenset(told["skipped"]),
        )

    def packed(self) -> str:
        return json.dumps(
            {
                "table": self.table.packed(),
                "header": self.header,
                "columns": self.columns,
                "mends": self.mends,
                "words": self.words,
                "skipped": sorted(self.skipped),
            },
            ensure_ascii=False,
        )

    def revised(
        self,
        *,
        columns: Mapping[int, str],
        mends: Mapping[tuple[int, str], str],
        skipped: Iterable[int],
        words: Mapping[tuple[str, str], str] = NOTHING,
    ) -> "Draft":
        """With what a person chose and typed; a field that two columns claim stays with the first."""
        taken: dict[str, int] = {}
        for column, name in sorted(columns.items()):
            if name in HEADERS:
                taken.setdefault(name, column)
        typed = {row: dict(fields) for row, fields in self.mends.items()}
        for (row, name), text in mends.items():
            if name in HEADERS:
                typed.setdefault(row, {})[name] = kept(text)
        instead = {name: dict(known) for name, known in self.words.items()}
        for (name, text), word in words.items():
            if name in HEADERS and word:
                instead.setdefault(name, {})[search_key(text)] = kept(word)
        return replace(
            self,
            columns={column: name for name, column in taken.items()} if columns else self.columns,
            mends=typed,
            words=instead,
            skipped=frozenset(skipped),
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Below the header."""
        return self.table.rows[self.header + 1 :]

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(str(cell) for cell in self.table.rows[self.header].cells)

    @property
    def chosen(self) -> Columns:
        return chosen(self.table.rows[self.header], self.columns)

    @property
    def names_people(self) -> bool:
        """Whether some column holds names; without one, the reader must say which."""
        return bool(ALL_NAMES & set(self.columns.values()))

    @property
    def blotted(self) -> tuple[Blotted, ...]:
        return what_was_blotted(self.table, self.header)

    @property
    def has_merged_rows(self) -> bool:
        return any(row.number in self.table.merged for row in self.rows)

    def examples(self, column: int) -> tuple[str, ...]:
        """The first values of a column."""
        texts = (str(row.cell(column)) for row in self.rows)
        return tuple(text for text in texts if text and text != BLOT)[:EXAMPLES]

    def reading(self, vocabulary: Vocabulary, starts_on: date, ends_on: date) -> Reading:
        """How the cells are read, with what the columns themselves tell of their days."""
        places = self.chosen.fields
        told = {
            name: is_day_first(row.cell(places[name]) for row in self.rows)
            for name in DAYS
            if name in places
        }
        return Reading(vocabulary, starts_on, ends_on, told, self.words)


def kept(text: str) -> str:
    """What was typed, without what does not belong here."""
    typed = clean(text)[: LONGEST * 2]
    return BLOT if looks_like_a_number(typed) else typed
