"""Reading a workbook (XLSX) within its limits."""

import io
import re
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from itertools import accumulate, repeat, zip_longest
from typing import Any
from xml.etree.ElementTree import ParseError

from visits.kit.sheets.refusals import (
    AREAS,
    COLUMNS,
    ENTRIES,
    MEGABYTE,
    ROWS,
    SECONDS,
    UNPACKED_MEGABYTES,
    BadSheet,
    Problem,
)
from visits.kit.sheets.tables import Area, Cell, Row, Table
from visits.kit.text import clean

ENCRYPTED_FLAG = 0x1
CHUNK = 256 * 1024
OVERLAP = 200
"""Bytes of a chunk that the next one begins with, so that no reference is cut in two."""
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s+ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"'
)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile, expat and openpyxl raise over files that are not what they say."""
DIGITS = 15
"""Significant digits of a number in a spreadsheet."""


class Watched(io.BytesIO):
    """The file in memory; reading on after the time is over raises BadSheet."""

    def __init__(self, content: bytes, seconds: float) -> None:
        super().__init__(content)
        self.until = time.monotonic() + seconds

    def read(self, size: int | None = -1, /) -> bytes:
        self.check()
        return super().read(size)

    def check(self) -> None:
        if time.monotonic() > self.until:
            raise BadSheet(Problem.TOO_SLOW)


def read(content: bytes, *, sheet: str = "", seconds: float = SECONDS) -> Table:
    """The table of the named sheet, else of the first visible one that holds anything."""
    file = Watched(content, seconds)
    check_directory(file)
    try:
        book = opened(file)
        with zipfile.ZipFile(file) as archive:
            return table_of(book, archive, file, sheet)
    except BadSheet:
        raise
    except UNREADABLE as error:
        raise BadSheet(Problem.DAMAGED) from error


def opened(file: Watched, *, formulas: bool = False) -> Any:
    """The workbook with what its formulas last gave, or with the formulas."""
    import openpyxl

    return openpyxl.load_workbook(file, read_only=True, data_only=not formulas, keep_links=False)


def check_directory(file: io.BytesIO) -> None:
    """Refuse by the zip's directory alone what would unpack to too much, or is no XLSX.

    No entry unpacks to more than its directory line says: zipfile stops there.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except UNREADABLE as error:
        raise BadSheet(Problem.DAMAGED) from error
    if len(entries) > ENTRIES:
        raise BadSheet(Problem.TOO_MANY_ENTRIES)
    if sum(entry.file_size for entry in entries) > UNPACKED_MEGABYTES * MEGABYTE:
        raise BadSheet(Problem.UNPACKS_TOO_LARGE)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise BadSheet(Problem.ENCRYPTED)
    if "xl/workbook.bin" in names:
        raise BadSheet(Problem.BINARY_EXCEL)
    if {"mimetype", "content.xml"} <= names:
        raise BadSheet(Problem.OPEN_DOCUMENT)
    if "xl/workbook.xml" not in names:
        raise BadSheet(Problem.NO_TABLE)


def table_of(book: Any, archive: zipfile.ZipFile, file: Watched, sheet: str) -> Table:
    """The first sheet that holds anything, or the one that was asked for."""
    visible = [one for one in book.worksheets if one.sheet_state == "visible"]
    names = tuple(clean(one.title) for one in visible)
    if sheet and sheet not in names:
        raise BadSheet(Problem.NO_SUCH_SHEET)
    for one, name in zip(visible, names, strict=True):
        if sheet not in {"", name}:
            continue
        typed = formulas_of(archive, one, file)
        if rows := tuple(rows_of(one, file, typed)):
            merged, areas = merged_cells(archive, one, rows[-1].number, file)
            return Table(rows, name, names, merged, areas)
    raise BadSheet(Problem.EMPTY)


def formulas_of(archive: zipfile.ZipFile, sheet: Any, file: Watched) -> Iterator[Sequence[Any]]:
    """What was typed into the cells of each row; nothing where the sheet has no formula."""
    with archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 (it has no other name for it)
        left = b""
        while chunk := part.read(CHUNK):
            file.check()
            if FORMULA.search(left + chunk):
                again = opened(file, formulas=True)[sheet.title]
                again.reset_dimensions()
                return iter(again.iter_rows(values_only=True))
            left = chunk[-OVERLAP:]
    return repeat(())


def rows_of(sheet: Any, file: Watched, typed: Iterator[Sequence[Any]]) -> Iterator[Row]:
    """The rows that hold anything. The sheet's own word on its size is not believed."""
    sheet.reset_dimensions()
    count = 0
    for number, (found, formulas) in enumerate(zip(sheet.iter_rows(), typed, strict=False), 1):
        file.check()
        cells = [result_of(*both) for both in zip_longest(found, formulas[: len(found)])]
        while cells and cells[-1] == "":
            cells.pop()
        if len(cells) > COLUMNS:
            raise BadSheet(Problem.TOO_MANY_COLUMNS)
        if cells:
            count += 1
            if count > ROWS:
                raise BadSheet(Problem.TOO_MANY_ROWS)
            yield Row(number, tuple(cells))


def result_of(cell: Any, typed: Any) -> Cell:
    """What a cell shows; a formula without a result, as programs write it, is itself."""
    if cell.value is None and cell.data_type != "str":
        formula = getattr(typed, "text", typed)
        is_formula = isinstance(formula, str) and formula.startswith("=")
        return clean(formula, lines=True) if is_formula else ""
    return cell_of(cell.value)


def cell_of(value: Any) -> Cell:  # noqa: PLR0911 (one answer per type)
    """What was typed: text cleaned, numbers without a needless `.0`, dates as dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value if value.time() != wall_time(0) else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, wall_time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return number_text(value)
    return clean(str(value), lines=True)


def number_text(value: float) -> str:
    """A number as its cell shows it unformatted: 12, 0.1, 821012345678."""
    text = f"{value:.{DIGITS}g}"
    return f"{value:.0f}" if "e+" in text else text


def merged_cells(
    archive: zipfile.ZipFile, sheet: Any, last: int, file: Watched
) -> tuple[frozenset[int], tuple[Area, ...]]:
    """Numbers of the rows, up to the last one read, that merged cells touch; the first areas."""
    changes = [0] * (last + 2)
    areas: list[Area] = []
    for area in merged_areas(archive, sheet, file):
        if area.top <= last:
            changes[max(area.top, 1)] += 1
            changes[min(area.bottom, last) + 1] -= 1
            if len(areas) < AREAS:
                areas.append(area)
    depths = accumulate(changes)
    rows = frozenset(number for number, depth in enumerate(depths) if depth > 0)
    return rows, tuple(areas)


def merged_areas(archive: zipfile.ZipFile, sheet: Any, file: Watched) -> Iterator[Area]:
    """Each merged range; openpyxl leaves them out when it reads in a stream."""
    left = b""
    with archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 (it has no other name for it)
        while chunk := part.read(CHUNK):
            file.check()
            text = left + chunk
            end = 0
            for found in MERGED.finditer(text):
                end = found.end()
                yield Area(
                    int(found[2]), int(found[4]), column_number(found[1]), column_number(found[3])
                )
            left = text[max(end, len(text) - OVERLAP) :]


def column_number(letters: bytes) -> int:
    """From 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
