"""A table on its way through a preview: which column holds what, what was typed over, what is skipped.

The page sends `column-<n>` with a field, `cell-<row>-<field>` with what was typed over a cell that
could not be read, `skip-<row>`, `header` with the place of the header, and `state`, the draft.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self, TypeVar

from visits.kit.sheets.columns import LOOKED_AT, Columns, Fields, chosen, header_of, mapped
from visits.kit.sheets.refusals import BadSheet, Problem
from visits.kit.sheets.tables import UNREADABLE, Cell, Row, Table
from visits.kit.text import clean

EXAMPLES = 3
"""Values that a column is shown with."""
LONGEST_MEND = 400
NO_HEADER = -1
"""The place of the header in a table that begins with its first row."""
LONGEST_NUMBER = 9
"""Digits of the number of a row or column."""

AnyDraft = TypeVar("AnyDraft", bound="Draft")


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column for the preview: its header, some of its values, the field that it holds."""

    number: int
    header: str
    examples: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class Draft:
    """`header` is the place of the header among the rows, `columns` holds fields by their column.

    A table with needs of its own extends it: `of` and `revised` for what may not travel, `told` and
    `read` for what travels besides.
    """

    table: Table
    header: int
    columns: Mapping[int, str]
    mends: Mapping[int, Mapping[str, str]]
    """What was typed over cells, by the number of the row and the field; "" empties a cell."""
    skipped: frozenset[int]
    may_lack_header: ClassVar[bool] = False
    """Whether such tables may begin with their first row."""

    @classmethod
    def of(cls, table: Table, fields: Fields, header: int | None = None) -> Self:
        """A table that was just read: its header (unless it is said) and its columns guessed."""
        place = header_of(table, fields) if header is None else header
        guess = mapped(head_of(table, place), fields).fields
        return cls(table, place, {column: name for name, column in guess.items()}, {}, frozenset())

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """Raises BadSheet for what is no draft; it comes from a browser."""
        try:
            draft = cls(**cls.read(json.loads(text)))
        except UNREADABLE as error:
            raise BadSheet(Problem.DAMAGED) from error
        if not NO_HEADER <= draft.header < len(draft.table.rows):
            raise BadSheet(Problem.DAMAGED)
        return draft

    def packed(self) -> str:
        return json.dumps(self.told(), ensure_ascii=False)

    def told(self) -> dict[str, Any]:
        """What travels, as JSON knows it."""
        return {
            "table": self.table.packed(),
            "header": self.header,
            "columns": self.columns,
            "mends": self.mends,
            "skipped": sorted(self.skipped),
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> dict[str, Any]:
        """What was told, as the draft holds it."""
        return {
            "table": Table.unpacked(told["table"]),
            "header": int(told["header"]),
            "columns": {int(column): str(name) for column, name in told["columns"].items()},
            "mends": {int(row): read_mends(fields) for row, fields in told["mends"].items()},
            "skipped": frozenset(int(row) for row in told["skipped"]),
        }

    def revised(
        self,
        *,
        columns: Mapping[int, str],
        mends: Mapping[tuple[int, str], str],
        skipped: Iterable[int],
    ) -> Self:
        """With what a person chose and typed; without columns these stay as they are.

        A field that two columns claim stays with the first.
        """
        taken: dict[str, int] = {}
        for column, name in sorted(columns.items()):
            taken.setdefault(name, column)
        typed = {row: dict(known) for row, known in self.mends.items()}
        for (row, name), text in mends.items():
            typed.setdefault(row, {})[name] = text
        return replace(
            self,
            columns={column: name for name, column in taken.items()} if columns else self.columns,
            mends=typed,
            skipped=frozenset(skipped),
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Below the header."""
        return self.table.rows[self.header + 1 :]

    @property
    def heads(self) -> tuple[Row, ...]:
        """The rows that may be the header."""
        return self.table.rows[:LOOKED_AT]

    @property
    def chosen(self) -> Columns:
        return chosen(head_of(self.table, self.header), self.columns)

    @property
    def merged_rows(self) -> list[int]:
        """Numbers of rows that merged cells touch: some of their cells may be missing."""
        return [row.number for row in self.rows if row.number in self.table.merged]

    def cell(self, row: Row, field: str) -> Cell:
        """What was typed over the cell, else what the table says."""
        typed = self.mends.get(row.number, {}).get(field)
        return self.chosen.cell_of(row, field) if typed is None else typed

    def shown(self) -> list[ColumnShown]:
        """Every column that holds anything below the header or is named in it."""
        names = head_of(self.table, self.header)
        columns = [
            ColumnShown(
                number, str(names.cell(number)), self.examples(number), self.columns.get(number, "")
            )
            for number in range(self.table.width)
        ]
        return [column for column in columns if column.header or column.examples]

    def examples(self, column: int) -> tuple[str, ...]:
        texts = (str(row.cell(column)) for row in self.rows)
        return tuple(dict.fromkeys(text for text in texts if text))[:EXAMPLES]


def head_of(table: Table, place: int) -> Row:
    """The row of the headings; an empty one where there is none."""
    return table.rows[place] if place >= 0 else Row(0, ())


def read_mends(told: Mapping[str, str]) -> dict[str, str]:
    return {str(field): clean(str(text)) for field, text in told.items()}


def answered(draft: AnyDraft, sent: Mapping[str, str], fields: Fields) -> AnyDraft:
    """The draft with what came back from its page; another header row begins it anew."""
    place = place_of(sent.get("header", ""), draft)
    if place not in {None, draft.header}:
        return draft.of(draft.table, fields, place)
    columns = numbered(sent, "column").items()
    return draft.revised(
        columns={column: name for column, name in columns if name in fields},
        mends=mended(sent, fields),
        skipped=numbered(sent, "skip"),
    )


def place_of(header: str, draft: Draft) -> int | None:
    """Which row was chosen to be the header; None for what cannot be one."""
    if draft.may_lack_header and header == str(NO_HEADER):
        return NO_HEADER
    is_row = is_number(header) and int(header) < len(draft.table.rows)
    return int(header) if is_row else None


def numbered(sent: Mapping[str, str], prefix: str) -> dict[int, str]:
    """Values of fields called by a prefix and a number: `column-3`."""
    parts = ((*name.rpartition("-")[::2], value) for name, value in sent.items())
    return {
        int(number): value
        for start, number, value in parts
        if start == prefix and is_number(number)
    }


def mended(sent: Mapping[str, str], fields: Collection[str]) -> dict[tuple[int, str], str]:
    """What was typed over cells, by row and field: `cell-12-people`."""
    found = {}
    for name, value in sent.items():
        start, _, rest = name.partition("-")
        row, _, field = rest.partition("-")
        if start == "cell" and is_number(row) and field in fields:
            found[int(row), field] = clean(value)[:LONGEST_MEND]
    return found


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
