"""Passport numbers do not belong into a roster: what looks like one is blotted out, and said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from visits.kit.sheets.columns import likeness
from visits.kit.sheets.tables import Cell, Row, Table
from visits.kit.sheets.values import latin_digits
from visits.kit.text import search_key

BLOT = "•••"
"""Stands where something was taken away."""

NUMBER = re.compile(
    r"(?<![A-Z0-9])"
    r"(?:[A-Z]{1,2}[ -]?\d{6,8}|[A-Z]\d{3}[A-Z]\d{4}|\d{9}|\d{6}-[1-8]\d{6})"
    r"(?![A-Z0-9])"
)
"""Passports of most countries, Korean ones of both kinds, Korean resident registration numbers."""

HEADERS = tuple(
    search_key(words).replace(" ", "")
    for words in (
        "passport", "passport number", "passport no", "passport nr", "passport #", "passport id",
        "id number", "identity number", "national id", "date of birth", "birth date", "birthday",
        "여권번호", "여권 번호", "주민등록번호", "외국인등록번호", "생년월일", "رقم الجواز", "رقم جواز السفر",
        "تاريخ الميلاد", "numéro de passeport", "n° de passeport", "passeport", "date de naissance",
        "número de pasaporte", "pasaporte", "fecha de nacimiento", "número do passaporte",
        "nomor paspor", "លេខលិខិតឆ្លងដែន", "ថ្ងៃខែឆ្នាំកំណើត", "เลขที่หนังสือเดินทาง", "หนังสือเดินทาง", "วันเกิด",
    )
)  # fmt: skip
"""Columns that hold identity data and nothing else."""


@dataclass(frozen=True, slots=True)
class Blotted:
    """A cell that was taken away: its row, and the header of its column."""

    row: int
    header: str


def blotted(table: Table, header: int) -> Table:
    """The table without what looks like identity data; *header* is the place of its header row."""
    names = table.rows[header].cells
    secret = {n for n, name in enumerate(names) if likeness(str(name), HEADERS)}
    rows = (
        row if place <= header else replace(row, cells=tuple(clear(row, secret)))
        for place, row in enumerate(table.rows)
    )
    return replace(table, rows=tuple(rows))


def clear(row: Row, secret: set[int]) -> Iterator[Cell]:
    for column, cell in enumerate(row.cells):
        is_secret = column in secret and cell != ""
        yield BLOT if is_secret or looks_like_a_number(cell) else cell


def looks_like_a_number(cell: Cell) -> bool:
    """Whether a passport's number, or one like it, stands in the cell."""
    return isinstance(cell, str) and NUMBER.search(latin_digits(cell).upper()) is not None


def what_was_blotted(table: Table, header: int) -> tuple[Blotted, ...]:
    """Every cell that was taken away, row by row."""
    names = table.rows[header]
    return tuple(
        Blotted(row.number, str(names.cell(column)))
        for row in table.rows[header + 1 :]
        for column, cell in enumerate(row.cells)
        if cell == BLOT
    )
