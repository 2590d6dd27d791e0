"""Digits, days and counts as people type them, in any script."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from babel import Locale

from visits.kit.sheets.tables import Cell
from visits.kit.text import clean, search_key

FORMULA = re.compile(r"=\s*(?:[A-Za-z.]+\(|\$?[A-Za-z]{1,3}\$?\d|[-+*/().%^\s\d]+$)")
LANGUAGES = ("en", "ar", "es", "fr", "id", "km", "lo", "mn", "ms", "pt", "ru", "th", "vi")
"""Whose names of months are understood; Korean months are numbers."""
BUDDHIST = range(2400, 2700)
"""Years that only the Buddhist calendar of Thailand, Laos and Cambodia counts so."""
BUDDHIST_AHEAD = 543
PLAUSIBLE = range(1900, 2101)
WEEKDAY = re.compile(r"\s*[(\uff08][^()\uff08\uff09]{1,12}[)\uff09]")
PART = r"\s*[-./,년월\u5e74\u6708]\s*"
YEAR_FIRST = re.compile(
    rf"(\d{{4}})(?:{PART}|\s+)(\d{{1,2}})(?:{PART}|\s+)(\d{{1,2}})\s*[.일\u65e5]?"
)
SHORT_YEAR = re.compile(rf"['\u2018\u2019](\d\d){PART}(\d{{1,2}}){PART}(\d{{1,2}})\s*[.일]?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
YEAR_LAST = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})\.?")
NAMED_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?(\D+?)\s+(?:de\s+)?(\d{4})"
)
NAMED_MONTH_FIRST = re.compile(r"([^\d\s]+)\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})")
COUNT = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+)\s*(?:명|인|people|persons?|pax|\u540d|\u4eba)?", re.IGNORECASE
)
MONTHS = 12
CENTURY = 100
YEAR_MONTH_DAY = ("year", "month", "day")
SHAPES = (
    (YEAR_FIRST, YEAR_MONTH_DAY),
    (COMPACT, YEAR_MONTH_DAY),
    (SHORT_YEAR, YEAR_MONTH_DAY),
    (NAMED_DAY_FIRST, ("day", "month", "year")),
    (NAMED_MONTH_FIRST, ("month", "day", "year")),
)
"""How days are written where nothing can be mistaken."""


class NotADate(ValueError):
    """No day can be read in this text."""


class AmbiguousDate(NotADate):
    """Day and month could be either: 03/04/2026."""


def is_formula(cell: Cell) -> bool:
    """Whether a formula without a result stands in the cell, as programs write it."""
    return isinstance(cell, str) and FORMULA.match(cell) is not None


def latin_digits(text: str) -> str:
    """The text with the digits of every script as Latin ones: ๒๕๖๙, ٢٠٢٦, ២០២៦ become 2569, 2026, 2026."""
    return "".join(str(unicodedata.decimal(s)) if s.isdecimal() else s for s in text)


def read_date(cell: Cell, *, day_first: bool | None = None) -> date:
    """The day in a cell. Buddhist years become ours.

    Raises AmbiguousDate for 03/04/2026 unless *day_first* says how the table means it, NotADate for
    what is no day, years of the Islamic calendars among them: these need a calendar, no guess.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = clean(WEEKDAY.sub("", latin_digits(cell)))
    if found := YEAR_LAST.fullmatch(text):
        return year_last(int(found[1]), int(found[2]), int(found[3]), day_first=day_first)
    for pattern, order in SHAPES:
        if found := pattern.fullmatch(text):
            part = dict(zip(order, found.groups(), strict=True))
            return day_of(int(part["year"]), month_of(part["month"]), int(part["day"]))
    raise NotADate(text)


def day_of(year: int, month: int, day: int) -> date:
    if year < CENTURY:
        year += 2000
    if year in BUDDHIST:
        year -= BUDDHIST_AHEAD
    if year not in PLAUSIBLE:
        raise NotADate(f"{year}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADate(f"{year}-{month}-{day}") from error


def year_last(first: int, second: int, year: int, *, day_first: bool | None) -> date:
    if first > MONTHS or first == second:
        return day_of(year, second, first)
    if second > MONTHS:
        return day_of(year, first, second)
    if day_first is None:
        raise AmbiguousDate(f"{first}/{second}/{year}")
    return day_of(year, second, first) if day_first else day_of(year, first, second)


def is_day_first(cells: Iterable[Cell]) -> bool | None:
    """How a column writes days: its own 24/11/2026 tells; None where nothing tells, or both do."""
    pairs = [
        (int(found[1]), int(found[2]))
        for cell in cells
        if isinstance(cell, str) and (found := YEAR_LAST.fullmatch(clean(latin_digits(cell))))
    ]
    says_day = any(first > MONTHS for first, _ in pairs)
    says_month = any(second > MONTHS for _, second in pairs)
    return says_day if says_day != says_month else None


def month_of(name: str) -> int:
    """The number of a month, which may be its name or short name. Raises NotADate."""
    if name.isdecimal():
        return int(name)
    try:
        return months()[search_key(name)]
    except KeyError as error:
        raise NotADate(name) from error


@cache
def months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for context in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                found |= {search_key(str(name)): n for n, name in context[width].items()}
    return found


def read_count(cell: Cell) -> int:
    """A number of people: 9, 9명, ๙, 1,200. Raises ValueError for anything vaguer."""
    found = COUNT.fullmatch(clean(latin_digits(cell))) if isinstance(cell, str) else None
    if found is None:
        raise ValueError(f"no count: {cell}")
    return int(found[1].replace(",", ""))
