"""Reading what people write of numbers and days: `about 15`, `mid-May`, `5월 중순`, `2027. 5. 12.`

The words are kept as they are; these functions say what is certain in them, else None.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_PEOPLE = 5_000
FARTHEST = timedelta(days=3 * 365 + 1)
"""Nobody wishes for a day beyond: a year that is farther away was mistyped."""
NUMBER = re.compile(r"\d+")
ALONE = re.compile(r"\d+\s*(명|인|people|persons?|pax)?\.?\Z", re.IGNORECASE)
RANGE = re.compile(r"(\d+)\s*(?:명|인)?\s*(?:-|–|~|to|에서)\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people were named; of a range its larger end, since limits concern that."""

    people: int
    is_exact: bool


def read_people(said: str) -> Crowd | None:
    """The number in `15`, `about 15`, `15명 내외`, `12-15`; None when there is none, or several."""
    text = latin_digits(said).strip()
    numbers = [int(number) for number in NUMBER.findall(text)]
    if len(numbers) == 1 and 0 < numbers[0] <= MOST_PEOPLE:
        return Crowd(numbers[0], is_exact=ALONE.match(text) is not None)
    found = RANGE.search(text)
    if len(numbers) == 2 and found:  # noqa: PLR2004 (a range has two ends)
        least, most = int(found[1]), int(found[2])
        if 0 < least < most <= MOST_PEOPLE:
            return Crowd(most, is_exact=False)
    return None


def latin_digits(text: str) -> str:
    """Arabic, Thai, Khmer and all other decimal digits as 0 to 9."""
    return "".join(str(unicodedata.digit(s)) if s.isdecimal() else s for s in text)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both inside; the same when one day was named."""

    first: date
    last: date

    @property
    def is_one(self) -> bool:
        return self.first == self.last


MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
MONTH = f"({'|'.join(sorted(NUMBER_OF, key=len, reverse=True))})"
PARTS: dict[str | None, int] = {
    "early": 1, "beginning of": 1, "초": 1, "초순": 1,
    "mid": 2, "middle of": 2, "중순": 2,
    "late": 3, "end of": 3, "말": 3, "하순": 3,
}  # fmt: skip
PART = f"({'|'.join(sorted((p for p in PARTS if p and p.isascii()), key=len, reverse=True))})"
PART_KO = "(초순|초|중순|하순|말)"

YEAR = r"(?:,?\s*(\d{4}))?"
FULL = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
KOREAN_DAY = re.compile(r"(\d{1,2})\s*월\s*(\d{1,2})\s*일?")
KOREAN_DAYS = re.compile(r"(\d{1,2})\s*월\s*(\d{1,2})\s*일?\s*[-–~]\s*(\d{1,2})\s*일")
DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b\.?{YEAR}")
DAYS_MONTH = re.compile(rf"(\d{{1,2}})\s*(?:-|–|~|to)\s*(\d{{1,2}})\s+{MONTH}\b\.?{YEAR}")
MONTH_DAY = re.compile(rf"{MONTH}\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b{YEAR}")
PART_MONTH = re.compile(rf"{PART}?[\s-]*\b{MONTH}\b\.?{YEAR}")
KOREAN_MONTH = re.compile(rf"(?:(\d{{4}})\s*년\s*)?(\d{{1,2}})\s*월\s*{PART_KO}?")

Reader = Callable[[re.Match[str], date], Days]


def read_days(said: str, *, today: date) -> Days | None:
    """The days that the words certainly mean, the next such ones when they name no year.

    A third of a month for `early`, `mid` and `late`. None for words that could mean two things,
    such as 03/04, for days that do not exist or are years away, and where further numbers stand
    beside them.
    """
    text = latin_digits(said).casefold().strip()
    for pattern, reader in READERS:
        found = list(pattern.finditer(text))
        if found:
            is_clear = len(found) <= 2 and not NUMBER.search(pattern.sub("", text))  # noqa: PLR2004
            days = whole(found, reader, today) if is_clear else None
            return days if days and is_near(days.first, days.last, today) else None
    return None


def is_near(first: date, last: date, today: date) -> bool:
    """Do these days lie within three years of today, before or after?"""
    return abs(first - today) <= FARTHEST and abs(last - today) <= FARTHEST


def whole(found: list[re.Match[str]], reader: Reader, today: date) -> Days | None:
    """From the first to the last that was named; None for what is no day or runs backwards."""
    try:
        spans = [reader(match, today) for match in found]
    except ValueError:
        return None
    days = Days(spans[0].first, spans[-1].last)
    return days if days.first <= days.last else None


def one(day: date) -> Days:
    return Days(day, day)


def full(match: re.Match[str], _: date) -> Days:
    return one(date(int(match[1]), int(match[2]), int(match[3])))


def korean_day(match: re.Match[str], today: date) -> Days:
    return one(dated(None, int(match[1]), int(match[2]), today))


def korean_days(match: re.Match[str], today: date) -> Days:
    first = dated(None, int(match[1]), int(match[2]), today)
    return Days(first, first.replace(day=int(match[3])))


def day_month(match: re.Match[str], today: date) -> Days:
    return one(dated(match[3], NUMBER_OF[match[2]], int(match[1]), today))


def days_month(match: re.Match[str], today: date) -> Days:
    first = dated(match[4], NUMBER_OF[match[3]], int(match[1]), today)
    return Days(first, first.replace(day=int(match[2])))


def month_day(match: re.Match[str], today: date) -> Days:
    return one(dated(match[3], NUMBER_OF[match[1]], int(match[2]), today))


def part_month(match: re.Match[str], today: date) -> Days:
    return part_of_month(match[3], NUMBER_OF[match[2]], PARTS.get(match[1]), today)


def korean_month(match: re.Match[str], today: date) -> Days:
    return part_of_month(match[1], int(match[2]), PARTS.get(match[3]), today)


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (FULL, full),
    (KOREAN_DAYS, korean_days),
    (KOREAN_DAY, korean_day),
    (DAYS_MONTH, days_month),
    (DAY_MONTH, day_month),
    (MONTH_DAY, month_day),
    (PART_MONTH, part_month),
    (KOREAN_MONTH, korean_month),
)
"""Ways of writing days; the first that a text uses is the one it is read by."""


def part_of_month(year: str | None, month: int, part: int | None, today: date) -> Days:
    """The month or a third of it, not over yet when no year was named. Raises ValueError."""
    for each in [int(year)] if year else [today.year, today.year + 1]:
        last = monthrange(each, month)[1]
        ends = {None: (1, last), 1: (1, 10), 2: (11, 20), 3: (21, last)}[part]
        days = Days(date(each, month, ends[0]), date(each, month, ends[1]))
        if year or days.last >= today:
            return days
    raise ValueError("no such month")


def dated(year: str | None, month: int, day: int, today: date) -> date:
    """The day; the next one of that name when no year was named. Raises ValueError for none."""
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
