"""Which row is the header, and which column holds what: proposed here, decided on a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visits.kit.sheets.tables import Cell, Row, Table
from visits.kit.text import search_key

Fields = Mapping[str, Sequence[str]]
"""Each field with the words by which headers name it, in every language that is expected."""

LOOKED_AT = 15
"""Rows among which the header is looked for: titles and remarks may stand above it."""
EXACT, WITHOUT_BRACKETS, BEGINNING = 3, 2, 1
BRACKETS = re.compile(r"[(\[\uff08].*?[)\]\uff09]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, by the column's number from 0."""

    headers: tuple[str, ...]
    fields: Mapping[str, int]

    @property
    def unmapped(self) -> tuple[int, ...]:
        """Columns with a header that no field took."""
        taken = set(self.fields.values())
        return tuple(n for n, name in enumerate(self.headers) if name and n not in taken)

    def missing(self, wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in wanted if name not in self.fields)

    def cell_of(self, row: Row, field: str) -> Cell:
        """What the row says of the field; "" where no column holds it."""
        return row.cell(self.fields[field]) if field in self.fields else ""

    def text_of(self, row: Row, field: str) -> str:
        cell = self.cell_of(row, field)
        return cell if isinstance(cell, str) else cell.isoformat(*SPACE[type(cell).__name__])


SPACE: Mapping[str, tuple[str, ...]] = {"datetime": (" ", "minutes"), "date": ()}


def header_of(table: Table, fields: Fields) -> int:
    """The place (from 0) of the header among the table's rows: where most fields are recognised.

    Where none is, the first row with two texts; the reader of the preview decides.
    """
    known = [len(mapped(row, fields).fields) for row in table.rows[:LOOKED_AT]]
    if max(known, default=0):
        return known.index(max(known))
    texts = (sum(cell != "" for cell in row.cells) for row in table.rows[:LOOKED_AT])
    return next((place for place, count in enumerate(texts) if count > 1), 0)


def mapped(header: Row, fields: Fields) -> Columns:
    """Each field's column by the header's words, the surest first; each column holds one field."""
    names = tuple(str(cell) for cell in header.cells)
    folded = {field: [key_of(word) for word in words] for field, words in fields.items()}
    found = sorted(
        (
            (-score, place, column, field)
            for column, name in enumerate(names)
            for place, (field, keys) in enumerate(folded.items())
            if (score := likeness(name, keys))
        ),
    )
    taken: dict[str, int] = {}
    for _, _, column, field in found:
        if field not in taken and column not in taken.values():
            taken[field] = column
    return Columns(names, taken)


def chosen(header: Row, by_column: Mapping[int, str]) -> Columns:
    """What a person decided on the preview: fields by column; columns left out are not read."""
    names = tuple(str(cell) for cell in header.cells)
    return Columns(names, {field: column for column, field in by_column.items() if field})


def key_of(text: str) -> str:
    """Folded, without the blanks that headers gain to look well: 방 문 일."""
    return search_key(text).replace(" ", "")


def likeness(name: str, keys: Sequence[str]) -> int:
    """How surely the header names a field with these words; 0 for not at all."""
    key, bare = key_of(name), key_of(BRACKETS.sub(" ", name))
    if not key:
        return 0
    if key in keys:
        return EXACT
    if bare in keys:
        return WITHOUT_BRACKETS
    words = search_key(name).split()
    beginnings = {"".join(words[:n]) for n in range(1, len(words))}
    return BEGINNING if beginnings & set(keys) else 0
