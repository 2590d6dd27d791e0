"""Dates and times as their readers write them; pure, the language and zone are arguments.

Korean officials write `2026. 11. 24.(화) 14:00~15:30` and never 오전/오후; guests get the form of
their own language (CLDR). Digits are Latin everywhere, hours run to 24.
"""

from datetime import date, datetime, time, timedelta, tzinfo

from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    get_timezone_location,
    get_timezone_name,
)

from visits.languages.catalogue import language

WEEKDAYS_KO = "월화수목금토일"


def day(value: date, tag: str, *, official: bool = True, year: bool = True) -> str:
    """A day with its weekday. *official* is the form of Korean papers; guests are spelled out to."""
    if tag == "ko" and official:
        start = f"{value.year}. " if year else ""
        return f"{start}{value.month}. {value.day}.({WEEKDAYS_KO[value.weekday()]})"
    locale = language(tag).interface.locale
    if official:
        return str(format_skeleton("yMMMEd" if year else "MMMEd", value, locale=locale))
    if year:
        return str(format_date(value, "full", locale=locale))
    return str(format_skeleton("MMMMEEEEd", value, locale=locale))


def short_day(value: date, tag: str, *, official: bool = True) -> str:
    """A day of a year that is known: 11. 24.(화) on official papers, else 11월 24일 (화), Tue, Nov 24."""
    if official:
        return day(value, tag, year=False)
    return str(format_skeleton("MMMEd", value, locale=language(tag).interface.locale))


def weekday(value: date, tag: str) -> str:
    """The name of a day's weekday: 화요일, Tuesday."""
    return str(format_date(value, "EEEE", locale=language(tag).interface.locale))


def days(first: date, last: date, tag: str, *, official: bool = True) -> str:
    """A range of days; a single one when both are the same."""
    if first == last:
        return day(first, tag, official=official)
    if not official:
        return str(format_interval(first, last, "yMMMEd", locale=language(tag).interface.locale))
    is_korean, year = tag == "ko", first.year != last.year
    between = "~" if is_korean else " – "
    if is_korean:
        return f"{day(first, tag)}{between}{day(last, tag, year=year)}"
    return f"{day(first, tag, year=year)}{between}{day(last, tag)}"


def month(first: date, tag: str) -> str:
    """The month of a day: 2026년 11월, November 2026."""
    return str(format_skeleton("yMMMM", first, locale=language(tag).interface.locale))


def clock(value: datetime, zone: tzinfo) -> str:
    """`14:00` on the wall of *zone*."""
    return f"{value.astimezone(zone):%H:%M}"


def hours(start: datetime, end: datetime, tag: str, zone: tzinfo) -> str:
    """`14:00~15:30` in Korean, `14:00–15:30` elsewhere; isolate it in right-to-left text."""
    return f"{clock(start, zone)}{'~' if tag == 'ko' else '–'}{clock(end, zone)}"


def moment(value: datetime, tag: str, zone: tzinfo, *, official: bool = True) -> str:
    """A day and a time of day on the wall of *zone*."""
    wall = value.astimezone(zone)
    return f"{day(wall.date(), tag, official=official)} {wall:%H:%M}"


def span(start: datetime, end: datetime, tag: str, zone: tzinfo) -> str:
    """A span on the wall of *zone*: days where it is of whole days, else with times of day."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    if first.time() == last.time() == time(0):
        return days(first.date(), (last - timedelta(days=1)).date(), tag)
    if first.date() == last.date():
        return f"{day(first.date(), tag)} {hours(start, end, tag, zone)}"
    between = "~" if tag == "ko" else " – "
    return f"{moment(start, tag, zone)}{between}{moment(end, tag, zone)}"


def zone_name(zone: tzinfo, tag: str) -> str:
    """The zone as its readers call it: 대한민국 표준시, Korean Standard Time."""
    return str(get_timezone_name(zone, locale=language(tag).interface.locale, width="long"))


def zone_city(zone: tzinfo, tag: str) -> str:
    """The city that a zone is named after, as its readers call it: 리야드, Riyadh."""
    locale = language(tag).interface.locale
    return str(get_timezone_location(zone, locale=locale, return_city=True)).rsplit("/", 1)[-1]


def offset(at: datetime, zone: tzinfo) -> str:
    """`UTC+9` or `UTC+05:30`: how the zone stands at the instant."""
    minutes = int((at.astimezone(zone).utcoffset() or timedelta(0)).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours:02}:{rest:02}" if rest else f"UTC{sign}{hours}"
