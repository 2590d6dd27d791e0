"""Days as agendas write them: 11.26(목), Thursday 26 November, Day 2, 2일차, 26/11/2026, 26일."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product

from babel import Locale

from visits.agendas.rules import Choice, Field, Noted, Question, Remark, Why
from visits.kit.sheets.tables import Cell
from visits.kit.sheets.values import (
    LANGUAGES,
    YEAR_LAST,
    NotADate,
    day_of,
    is_day_first,
    latin_digits,
    month_of,
    months,
)
from visits.kit.text import clean, search_key

SERIALS = range(40_000, 60_000)
"""Days since the end of 1899, as spreadsheets count them: from 2009 to 2064."""
EPOCH = date(1899, 12, 30)
NEAR = timedelta(days=200)
"""A day without a year is meant so close to the visit."""
WEEK = 7
MONTHS = 12
KOREAN_WEEKDAYS = "월화수목금토일"
CHINESE_WEEKDAYS = "月火水木金土日"
SEPARATORS = r"\s*[-./]\s*"
YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s*[-./년年]\s*(\d{1,2})\s*[-./월月]\s*(\d{1,2})(?!\d)\s*[.일日]?"
)
SHORT_YEAR_FIRST = re.compile(r"['\u2018’](\d\d)\.\s*(\d{1,2})\.\s*(\d{1,2})(?!\d)\.?")
NUMBERS_YEAR_LAST = re.compile(
    rf"(?<!\d)(\d{{1,2}}){SEPARATORS}(\d{{1,2}}){SEPARATORS}(\d{{4}}|\d\d)(?!\d)\.?"
)
MONTH_DAY_KO = re.compile(r"(?<!\d)(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]?")
TWO_NUMBERS = re.compile(rf"(?<!\d)(\d{{1,2}}){SEPARATORS}(\d{{1,2}})(?!\d)\.?")
DAY_ONLY_KO = re.compile(r"(?<!\d)(\d{1,2})\s*일(?!차|간|정)")
ORDINAL = r"(?:st|nd|rd|th|er|º|ª|o)?"
NAMED_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}}){ORDINAL}(?:\s+|[-./])(?:of\s+|de\s+)?([^\W\d_]{{3,}})\.?(?:,?\s*(?:de\s+)?[-./]?\s*(\d{{4}}|['’]\d\d))?(?!\d)"
)
NAMED_MONTH_FIRST = re.compile(
    rf"([^\W\d_]{{3,}})\.?(?:\s+|[-./])(\d{{1,2}}){ORDINAL}(?!\d)(?:,?\s*(\d{{4}}))?(?!\d)"
)
NUMBERED = re.compile(
    r"(?<!\w)(?:day|jour|día|dia|tag|hari|ngày|день|اليوم|يوم|วันที่|ថ្ងៃទី|өдөр)\s*(?:no\.?\s*)?[#-]?\s*(\d{1,2})(?!\w)"
    r"|(?<!\d)(\d{1,2})\s*일\s*차|제\s*(\d{1,2})\s*일(?!정)|(?<!\w)d\s*\+\s*(\d{1,2})(?!\d)"
)
ORDINAL_WORDS: Mapping[str, int] = {
    "첫째날": 1, "첫째 날": 1, "첫날": 1, "둘째날": 2, "둘째 날": 2, "셋째날": 3, "셋째 날": 3,
    "넷째날": 4, "넷째 날": 4, "다섯째 날": 5, "day one": 1, "day two": 2, "day three": 3,
    "day four": 4, "day five": 5, "first day": 1, "second day": 2, "third day": 3, "premier jour": 1,
    "deuxième jour": 2, "troisième jour": 3, "اليوم الأول": 1, "اليوم الثاني": 2, "اليوم الثالث": 3,
    "اليوم الرابع": 4, "اليوم الخامس": 5,
}  # fmt: skip
RANGE = re.compile(r"\d[^\W\d_]{0,2}\.?\s*(?:\([^()]{1,9}\))?\s*[-–~∼]\s*(?:\d{1,2}\.\s*)?\d")  # noqa: RUF001
YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
LEFT_OVER = re.compile(r"^[\s\W_]+|[\s(\[{:：,;|–—-]+$")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Visit:
    """What days are read with: first and last day of the visit, years that the table names."""

    starts_on: date
    ends_on: date
    years: tuple[int, ...] = ()
    day_first: bool | None = None
    numbered: Mapping[int, date] = field(default_factory=dict)
    """Days of which the table says both number and date."""

    @property
    def days(self) -> tuple[date, ...]:
        span = (self.ends_on - self.starts_on).days + 1
        return tuple(self.starts_on + timedelta(days=n) for n in range(span))

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def distance(self, day: date) -> int:
        """Days from the visit, 0 within it."""
        return max((self.starts_on - day).days, (day - self.ends_on).days, 0)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a day: every date that it may mean, weekday, number; and what is left."""

    dates: tuple[date, ...] = ()
    weekday: int | None = None
    number: int | None = None
    rest: str = ""
    has_year: bool = False
    is_range: bool = False

    @property
    def says_day(self) -> bool:
        return bool(self.dates) or self.number is not None


@dataclass(frozen=True, slots=True)
class DayRead:
    """The day, or the question; a day outside of the visit is read and asked."""

    day: date | None = None
    ask: Question | None = None
    remark: Remark | None = None


def years_in(texts: Iterable[str]) -> tuple[int, ...]:
    """Years that stand above the table."""
    found = (int(year) for text in texts for year in YEARS.findall(latin_digits(text)))
    return tuple(dict.fromkeys(found))


def said(cell: Cell, visit: Visit) -> Said:
    """What a cell says of a day, whatever else stands there."""
    if isinstance(cell, datetime):
        return Said((cell.date(),), has_year=True)
    if isinstance(cell, date):
        return Said((cell,), has_year=True)
    text = clean(latin_digits(cell))
    if text.isdecimal():
        return of_digits(int(text), visit)
    number, rest = cut_number(text)
    if is_range(rest):
        return Said(number=number, rest=rest, is_range=True)
    dates, left, has_year = cut_dates(rest, visit, is_korean=is_in_korean(rest))
    weekday, left = cut_weekday(left)
    if not dates:
        dates, left, has_year = cut_dates(left, visit, is_korean=is_in_korean(rest))
    return Said(dates, weekday, number, LEFT_OVER.sub("", left), has_year)


def of_digits(number: int, visit: Visit) -> Said:
    """A spreadsheet's own count of days; 1, 2, 3 for the days of the visit; or its 24, 25, 26."""
    if number in SERIALS:
        return Said((EPOCH + timedelta(days=number),), has_year=True)
    dates = tuple(day for day in visit.days if day.day == number)
    if dates:
        counted = visit.days[number - 1 : number] if number else ()
        return Said(tuple(dict.fromkeys((*dates, *counted))))
    return Said(number=number if 1 <= number <= len(visit.days) else None)


def is_range(text: str) -> bool:
    """26–27 November: several days at once."""
    return RANGE.search(YEAR_FIRST.sub("", NUMBERS_YEAR_LAST.sub("", text))) is not None


def cut_number(text: str) -> tuple[int | None, str]:
    """Day 2, 2일차: the number of the day, and the text without it."""
    folded = text.casefold()
    for words, number in ORDINAL_WORDS.items():
        if words in folded:
            at = folded.index(words)
            return number, f"{text[:at]} {text[at + len(words) :]}".strip()
    found = NUMBERED.search(folded)
    if found is None:
        return None, text
    number = int(next(group for group in found.groups() if group))
    if found[4]:
        number += 1
    return number, f"{text[: found.start()]} {text[found.end() :]}".strip()


def cut_weekday(text: str) -> tuple[int | None, str]:
    """The weekday from 0 for Monday, and the text without it."""
    pattern = re.compile(
        rf"[(\[\uff08]\s*([{KOREAN_WEEKDAYS}{CHINESE_WEEKDAYS}])(?:요일|曜日)?\s*[)\]\uff09]|([{KOREAN_WEEKDAYS}])요일"
    )
    if found := pattern.search(text):
        sign = found[1] or found[2]
        signs = KOREAN_WEEKDAYS if sign in KOREAN_WEEKDAYS else CHINESE_WEEKDAYS
        return signs.index(sign), f"{text[: found.start()]} {text[found.end() :]}".strip()
    for found in re.finditer(r"[^\W\d_]+", text):
        number = weekdays().get(search_key(found[0]))
        if number is not None:
            left = f"{text[: found.start()]} {text[found.end() :]}"
            return number, re.sub(r"\(\s*\)", " ", left).strip(" ,.·|-")
    return None, text


def is_in_korean(text: str) -> bool:
    return any("가" <= sign <= "힣" for sign in text)


@cache
def weekdays() -> dict[str, int]:
    """Names of weekdays in every language of ours, folded."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for context in Locale.parse(language).days.values():
            for width in ("wide", "abbreviated"):
                named = {search_key(str(name)): n for n, name in context[width].items()}
                found |= {name: n for name, n in named.items() if len(name) > 1}
    return found | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "lun": 0, "mié": 2}


def cut_dates(text: str, visit: Visit, *, is_korean: bool) -> tuple[tuple[date, ...], str, bool]:
    """Every date that the text may mean, the text without it, and whether it named the year."""
    for pattern, read in SHAPES:
        for found in pattern.finditer(text):
            dates, has_year = read(found, visit, is_korean)
            if dates:
                left = f"{text[: found.start()]} {text[found.end() :]}"
                return dates, left.strip(), has_year
    return (), text, False


Dates = tuple[tuple[date, ...], bool]


def year_first(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: ARG001, FBT001
    return possible([(int(found[1]), int(found[2]), int(found[3]))]), True


def numbers_with_year(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: FBT001
    """26/11/2026, 11/26/26, 3/4/2026: day and month may be either, unless the column tells."""
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if len(found[3]) == len("26") and is_korean:
        return possible([(first, second, year)]), True
    both = {(year, second, first), (year, first, second)}
    if len(found[3]) == len("26"):
        both.add((first, second, year))
    if visit.day_first is not None and len(found[3]) == len("2026"):
        both = {(year, second, first) if visit.day_first else (year, first, second)}
    return possible(both), True


def short_year(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: ARG001, FBT001
    """’26. 11. 24., as Korean papers shorten it."""
    return possible([(int(found[1]), int(found[2]), int(found[3]))]), True


def two_numbers(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: FBT001
    """11.26, 26/11: month first in Korean; elsewhere either, where that is possible."""
    first, second = int(found[1]), int(found[2])
    pairs = {(first, second)} if is_korean else {(first, second), (second, first)}
    return without_year(pairs, visit), False


def month_day(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: ARG001, FBT001
    return without_year([(int(found[1]), int(found[2]))], visit), False


def day_alone(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: ARG001, FBT001
    """26일: a day of a month in which the visit is."""
    return tuple(day for day in visit.days if day.day == int(found[1])), False


def named_day_first(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: ARG001, FBT001
    return named(found[2], int(found[1]), found[3], visit)


def named_month_first(found: re.Match[str], visit: Visit, is_korean: bool) -> Dates:  # noqa: ARG001, FBT001
    return named(found[1], int(found[2]), found[3], visit)


def named(name: str, day: int, year: str | None, visit: Visit) -> Dates:
    if search_key(name) not in months():
        return (), False
    month = month_of(name)
    if year:
        return possible([(int(year.strip("'’")), month, day)]), True
    return without_year([(month, day)], visit), False


SHAPES = (
    (YEAR_FIRST, year_first),
    (NUMBERS_YEAR_LAST, numbers_with_year),
    (NAMED_DAY_FIRST, named_day_first),
    (NAMED_MONTH_FIRST, named_month_first),
    (SHORT_YEAR_FIRST, short_year),
    (MONTH_DAY_KO, month_day),
    (TWO_NUMBERS, two_numbers),
    (DAY_ONLY_KO, day_alone),
)


def possible(parts: Iterable[tuple[int, int, int]]) -> tuple[date, ...]:
    """The dates among these years, months and days."""
    found = []
    for year, month, day in parts:
        try:
            found.append(day_of(year, month, day))
        except NotADate:
            continue
    return tuple(sorted(set(found)))


def without_year(pairs: Iterable[tuple[int, int]], visit: Visit) -> tuple[date, ...]:
    """In a year that the table names, else in those of the visit; else in the nearest."""
    around = range(visit.starts_on.year - 1, visit.ends_on.year + 2)
    years = visit.years or tuple(around)
    found = possible((year, month, day) for (month, day), year in product(pairs, years))
    return (
        tuple(day for day in found if visit.distance(day) <= NEAR.days)
        if not visit.years
        else found
    )


def resolved(told: Said, cell: Cell, visit: Visit) -> DayRead:
    """The one day that is meant, or what has to be asked."""
    text = cell if isinstance(cell, str) else cell.isoformat()
    if told.is_range:
        return DayRead(ask=question(Why.DAY_SEVERAL, text, visit.days))
    if told.dates:
        return of_dates(told, text, visit)
    if told.number is not None:
        return of_number(told.number, text, visit)
    return of_weekday(told.weekday, text, visit)


def of_dates(told: Said, text: str, visit: Visit) -> DayRead:
    dates = told.dates
    if told.weekday is not None:
        dates = tuple(day for day in dates if day.weekday() == told.weekday)
        if not dates:
            return DayRead(ask=contradiction(told, text, visit))
    inside = tuple(day for day in dates if visit.holds(day))
    if len(inside) == 1:
        is_said = len(dates) == 1 and told.has_year
        noted = Noted.DAY_BY_VISIT if len(told.dates) > 1 and told.has_year else Noted.YEAR_ADDED
        return DayRead(inside[0], remark=None if is_said else Remark(noted, {"text": text}))
    if not inside and len(dates) > 1 and not told.has_year and is_one_day(dates):
        dates = (min(dates, key=visit.distance),)
    if len(dates) == 1:
        facts = {"text": text, "day": dates[0], "first": visit.starts_on, "last": visit.ends_on}
        choices = day_choices((dates[0], *visit.days))
        return DayRead(dates[0], Question(Field.DAY, Why.DAY_OUTSIDE, facts, choices))
    return DayRead(ask=question(Why.DAY_AMBIGUOUS, text, inside or dates))


def is_one_day(dates: Iterable[date]) -> bool:
    """Whether they differ in the year alone."""
    return len({(day.month, day.day) for day in dates}) == 1


def contradiction(told: Said, text: str, visit: Visit) -> Question:
    """The weekday says another day than the date."""
    near = [
        moved
        for day in told.dates
        for n in range(-WEEK + 1, WEEK)
        if (moved := day + timedelta(days=n)).weekday() == told.weekday and visit.holds(moved)
    ]
    written = min(told.dates, key=visit.distance)
    facts = {"text": text, "day": written}
    return Question(
        Field.DAY, Why.WEEKDAY_DIFFERS, facts, day_choices((written, *sorted(set(near))))
    )


def of_number(number: int, text: str, visit: Visit) -> DayRead:
    """Day 2: counted from a day that the table dates, else from the first of the visit."""
    remark = Remark(Noted.DAY_BY_NUMBER, {"text": text})
    for known, day in visit.numbered.items():
        return DayRead(day + timedelta(days=number - known), remark=remark)
    if 1 <= number <= len(visit.days):
        return DayRead(visit.days[number - 1], remark=remark)
    return DayRead(ask=question(Why.DAY_UNREADABLE, text, visit.days))


def of_weekday(weekday: int | None, text: str, visit: Visit) -> DayRead:
    """Thursday: the only one of the visit."""
    days = [day for day in visit.days if day.weekday() == weekday]
    if len(days) == 1:
        return DayRead(days[0], remark=Remark(Noted.DAY_BY_VISIT, {"text": text}))
    why = Why.DAY_AMBIGUOUS if days else Why.DAY_UNREADABLE
    return DayRead(ask=question(why, text, days or visit.days))


MOST_CHOICES = 15


def question(why: Why, text: str, days: Iterable[date]) -> Question:
    return Question(Field.DAY, why, {"text": text}, day_choices(days))


def day_choices(days: Iterable[date]) -> tuple[Choice, ...]:
    return tuple(Choice(day.isoformat(), day) for day in dict.fromkeys(days))[:MOST_CHOICES]


def tells_day_first(cells: Iterable[Cell]) -> bool | None:
    """How the table writes days: 26/11/2026 tells."""
    texts = (clean(latin_digits(cell)) for cell in cells if isinstance(cell, str))
    return is_day_first(found[0] for text in texts if (found := YEAR_LAST.search(text)))
