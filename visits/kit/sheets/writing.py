"""Writing tables: no text of anybody's ever becomes a formula, and nothing touches the disk.

In a workbook a text is written as a text. CSV knows no such thing: a cell that a program would take
for a formula gets an apostrophe in front, which `unguarded` takes away again.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from visits.kit.sheets.refusals import ROWS
from visits.kit.text import clean

Value = str | int | float | date | datetime | None

FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")  # noqa: RUF001 (full width begins formulas as well)
APOSTROPHE = "'"
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
LISTS = "Lists"
"""The sheet, hidden, that drop-down lists take their words from."""
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60
"""Columns, in signs."""
HEADER = {"bold": True, "bg_color": "#E8EEF6", "bottom": 1, "text_wrap": True, "valign": "top"}
TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}
DAY = {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
MOMENT = {"num_format": "yyyy-mm-dd hh:mm", "align": "left", "valign": "top"}
NUMBER = {"valign": "top"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook: lines above the table, its headers, its rows.

    `direction` is "rtl" for a reader whose language runs so: the first column is the rightmost.
    Moments are wall times: a spreadsheet knows no zones.
    """

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]
    lead: Sequence[str] = ()
    direction: str = "ltr"
    lists: str = LISTS
    """What the hidden sheet of words is called."""
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """Words for a drop-down list, by the column's number from 0; others may be typed as well."""


def workbook(sheets: Iterable[Sheet], *, title: str = "") -> bytes:
    """An XLSX file. Raises ValueError for a text that no cell can hold."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": clean(title)})
        formats = [book.add_format(each) for each in (HEADER, TEXT, DAY, MOMENT, NUMBER)]
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(title_of(sheet.title, taken))
            fill(page, sheet, formats)
            if sheet.choices:
                offer(book.add_worksheet(title_of(sheet.lists, taken)), page, sheet)
    return file.getvalue()


def offer(hidden: Any, page: Any, sheet: Sheet) -> None:
    """Drop-down lists below the headers, out of a hidden sheet: a list in a cell holds 255 signs."""
    from xlsxwriter.utility import xl_range_abs

    top = len(sheet.lead) + 1
    for place, (column, words) in enumerate(sheet.choices.items()):
        for number, word in enumerate(words):
            hidden.write_string(number, place, text_of(word))
        cells = xl_range_abs(0, place, len(words) - 1, place)
        source = f"='{hidden.get_name()}'!{cells}"
        rule = {"validate": "list", "source": source, "show_error": False}
        page.data_validation(top, column, top + ROWS, column, rule)
    hidden.hide()


def title_of(title: str, taken: set[str]) -> str:
    """A title that spreadsheet programs take: no forbidden signs, not too long, each once."""
    plain = clean(NOT_IN_TITLES.sub(" ", title)).strip("' ") or "1"
    found, n = plain[:LONGEST_TITLE], 1
    while found.casefold() in taken:
        n += 1
        found = f"{plain[: LONGEST_TITLE - 4]} {n}"
    taken.add(found.casefold())
    return found


def fill(page: Any, sheet: Sheet, formats: Sequence[Any]) -> None:
    """Lines above, then the header, which stays in sight, then the rows."""
    header, text, *_ = formats
    if sheet.direction == "rtl":
        page.right_to_left()
    for number, line in enumerate(sheet.lead):
        page.write_string(number, 0, text_of(line))
    top = len(sheet.lead)
    for column, name in enumerate(sheet.headers):
        page.write_string(top, column, text_of(name), header)
    rows = [list(row) for row in sheet.rows]
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            put(page, number, column, value, formats)
    for column, name in enumerate(sheet.headers):
        cells = [name, *(row[column] for row in rows if column < len(row))]
        page.set_column(column, column, width_of(cells), text)
    page.freeze_panes(top + 1, 0)


def put(page: Any, row: int, column: int, value: Value, formats: Sequence[Any]) -> None:
    """A value by its type; nothing is left to the library's guess."""
    _, text, day, moment, number = formats
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), moment)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 (a day on paper)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, column, value, number)
    else:
        page.write_string(row, column, text_of(str(value)), text)


def text_of(value: str) -> str:
    """Cleaned, as what is read is. Raises ValueError for what a cell would lose silently."""
    found = clean(value, lines=True)
    if len(found) > LONGEST_CELL:
        raise ValueError(f"a cell holds {LONGEST_CELL} signs, not {len(found)}")
    return found


def width_of(cells: Iterable[Value]) -> int:
    """Wide enough for the longest line; East Asian signs take the place of two."""
    lines = (line for cell in cells for line in str("" if cell is None else cell).split("\n"))
    longest = max((signs(line) for line in lines), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)


def signs(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def csv_file(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """CSV in UTF-8 with the mark by which spreadsheet programs know it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([guarded(text_of(name)) for name in headers])
    for row in rows:
        writer.writerow([told(value) for value in row])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def told(value: Value) -> str:
    """A value of CSV: numbers and dates are what they are, texts are guarded."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return guarded(text_of(str(value)))


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a program would take it for a formula."""
    return APOSTROPHE + text if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    is_guarded = text.startswith(APOSTROPHE) and FORMULA.match(text[1:])
    return text[1:] if is_guarded else text
