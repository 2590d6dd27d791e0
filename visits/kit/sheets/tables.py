"""A table as it was read: rows of cleaned cells, and the form in which it travels through pages."""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from visits.kit.sheets.refusals import AREAS, COLUMNS, ROWS, BadSheet, Problem
from visits.kit.text import clean

Cell = str | date | datetime
"""Text, or what the spreadsheet itself calls a date; a number is the text that was typed."""

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What reading JSON of a stranger raises."""
BROKEN = (*UNREADABLE, zlib.error)
LONGEST_TEXT = 8 * 1024 * 1024
"""Bytes of a table that came back from a page, unpacked."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one that its reader sees beside it, the first is 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column, counted from 0; "" beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells that were merged: from the first to the last row by their numbers, and column from 0."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything. Of merged cells the first holds the value, the others nothing."""

    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """Every sheet of the workbook that people see; nothing for CSV."""
    merged: frozenset[int] = frozenset()
    """Numbers of rows that merged cells touch: what belongs to them may stand in another row."""
    areas: tuple[Area, ...] = ()
    """The first merged areas, as many as a table for people has."""

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def packed(self) -> str:
        """The table as one short text, for a hidden field."""
        told = {
            "rows": [[row.number, [told_cell(cell) for cell in row.cells]] for row in self.rows],
            "sheet": self.sheet,
            "sheets": self.sheets,
            "merged": sorted(self.merged),
            "areas": [[area.top, area.bottom, area.left, area.right] for area in self.areas],
        }
        raw = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.b64encode(zlib.compress(raw)).decode()

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """The table of such a text. Raises BadSheet for any other; it comes from a browser."""
        try:
            unpacker = zlib.decompressobj()
            raw = unpacker.decompress(base64.b64decode(text, validate=True), LONGEST_TEXT)
            told = json.loads(raw if unpacker.eof else b"")
            rows = tuple(
                Row(int(number), tuple(read_cell(cell) for cell in cells))
                for number, cells in told["rows"]
            )
            sheets = tuple(clean(str(name)) for name in told["sheets"])
            merged = frozenset(int(number) for number in told["merged"])
            areas = tuple(Area(*(int(n) for n in sides)) for sides in told["areas"])
            table = cls(rows, clean(str(told["sheet"])), sheets, merged, areas)
        except BROKEN as error:
            raise BadSheet(Problem.DAMAGED) from error
        if len(table.rows) > ROWS or table.width > COLUMNS or len(table.areas) > AREAS:
            raise BadSheet(Problem.DAMAGED)
        return table


def told_cell(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return cell


def read_cell(told: Any) -> Cell:
    if isinstance(told, dict):
        if "t" in told:
            return datetime.fromisoformat(told["t"])
        return date.fromisoformat(told["d"])
    return clean(str(told), lines=True)
