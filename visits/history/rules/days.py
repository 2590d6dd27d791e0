"""First and last day out of one cell or two: 2024. 3. 5.~3. 7., 2024-03-05 to 07, 2024년 3월 5일."""

import re
from datetime import date

from visits.history.rules import BadCell, Field, Trouble
from visits.kit.sheets.tables import Cell
from visits.kit.sheets.values import AmbiguousDate, NotADate, latin_digits, read_date
from visits.kit.text import clean

BETWEEN = ("~", "\u223c", "\u301c", "\uff5e", "–", "—", " - ", "부터", " to ", "-")
"""What stands between two days, the surest first: a hyphen stands within days as well."""
MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
DAY = re.compile(r"(\d{1,2})\s*[.일]?")
WEEKDAY = re.compile(r"\s*\([^()]{1,12}\)")
LONGEST_DAYS = 400


def days_of(starts: Cell, ends: Cell, *, day_first: bool | None, today: date) -> tuple[date, date]:
    """The days of a visit that is over. Raises BadCell."""
    first, last = span_of(starts, day_first=day_first)
    if ends != "":
        last = end_of(ends, first, day_first=day_first)
    if last < first:
        raise BadCell(Field.ENDS if ends != "" else Field.STARTS, Trouble.ENDS_BEFORE_START)
    if (last - first).days > LONGEST_DAYS:
        raise BadCell(Field.STARTS, Trouble.TOO_LONG)
    if last >= today:
        raise BadCell(Field.STARTS, Trouble.NOT_OVER, day=last)
    return first, last


def span_of(cell: Cell, *, day_first: bool | None) -> tuple[date, date]:
    """The days in one cell; both are the same when it names one."""
    if cell == "":
        raise BadCell(Field.STARTS, Trouble.NO_DAY)
    try:
        day = read_date(cell, day_first=day_first)
    except AmbiguousDate as error:
        raise BadCell(Field.STARTS, Trouble.WHICH_DAY, text=cell) from error
    except NotADate as error:
        span = parted(cell, day_first=day_first) if isinstance(cell, str) else None
        if span is None:
            raise BadCell(Field.STARTS, Trouble.NOT_A_DAY, text=cell) from error
        return span
    return day, day


def parted(text: str, *, day_first: bool | None) -> tuple[date, date] | None:
    """Two days with something between them; None where that does not make sense of the text."""
    for sign in BETWEEN:
        before, found, after = text.rpartition(sign)
        if not found:
            continue
        try:
            first = read_date(before, day_first=day_first)
            return first, short_end(after.removesuffix("까지"), first, day_first=day_first)
        except NotADate:
            continue
    return None


def short_end(text: str, first: date, *, day_first: bool | None) -> date:
    """The last day, of which year and month may be left out. Raises NotADate."""
    plain = clean(WEEKDAY.sub("", latin_digits(text)))
    try:
        if found := MONTH_AND_DAY.fullmatch(plain):
            return date(first.year, int(found[1]), int(found[2]))
        if found := DAY.fullmatch(plain):
            return date(first.year, first.month, int(found[1]))
    except ValueError as error:
        raise NotADate(text) from error
    return read_date(text, day_first=day_first)


def end_of(cell: Cell, first: date, *, day_first: bool | None) -> date:
    """The last day in a cell of its own."""
    try:
        if isinstance(cell, str):
            return short_end(cell, first, day_first=day_first)
        return read_date(cell)
    except AmbiguousDate as error:
        raise BadCell(Field.ENDS, Trouble.WHICH_DAY, text=cell) from error
    except NotADate as error:
        raise BadCell(Field.ENDS, Trouble.NOT_A_DAY, text=cell) from error
