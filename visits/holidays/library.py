"""The days off of a country as the `holidays` library knows them, in our words."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from visits.holidays.rules import HolidayKind
from visits.kit.errors import Refused
from visits.kit.translated import Translated

KIND_BY_ENGLISH = {
    "Election Day": HolidayKind.ELECTION,
    "Temporary Public Holiday": HolidayKind.TEMPORARY,
}
SAID_HERE: dict[str, tuple[tuple[str, str], ...]] = {
    "ko": (("신정연휴", "신정"), ("기독탄신일", "성탄절"), ("대체 휴일", "대체공휴일")),
    "en": (
        ("Alternative holiday for", "Substitute holiday for"),
        ("The day preceding", "Day before"),
        ("The second day of", "Day after"),
        ("Labor Day", "Labour Day"),
    ),
}
"""Words of the library that officials do not use, and what they say instead."""


@dataclass(frozen=True, slots=True)
class KnownDay:
    """One day off; several on one day of one kind are one, named together."""

    day: date
    kind: HolidayKind
    name: Translated


def known_days(country: str, year: int) -> list[KnownDay]:
    """Every day off of an ISO 3166 country in a year, in order.

    Raises Refused for a country that the library does not know.
    """
    calendars = {tag: calendar(country, year, locale) for tag, locale in languages(country)}
    found: dict[tuple[date, HolidayKind], dict[str, str]] = {}
    for tag, (observed, strict) in calendars.items():
        for day in observed:
            proper = set(strict.get_list(day))
            names = observed.get_list(day)
            moved = [name for name in names if name not in proper]
            own = [name for name in names if name in proper]
            for kind, part in ((HolidayKind.SUBSTITUTE, moved), (kind_on(day, calendars), own)):
                if part:
                    found.setdefault((day, kind), {})[tag] = said(part, tag)
    rows = (KnownDay(day, kind, Translated(names)) for (day, kind), names in found.items())
    return sorted(rows, key=lambda known: (known.day, known.kind))


def languages(country: str) -> list[tuple[str, str]]:
    """Our tag and the library's locale of each language in which it names the country's days."""
    from holidays import country_holidays  # noqa: PLC0415 (heavy)

    try:
        known = country_holidays(country)
    except NotImplementedError as error:
        raise Refused("no_calendar", country=country) from error
    locales = known.supported_languages or [known.default_language or "en"]
    ours = {re.split("[-_]", locale)[0]: locale for locale in sorted(locales)}
    return sorted(ours.items())


def calendar(country: str, year: int, locale: str) -> tuple[Any, Any]:
    """The days off with their substitutes, and without."""
    from holidays import country_holidays  # noqa: PLC0415 (heavy)

    return (
        country_holidays(country, years=year, language=locale),
        country_holidays(country, years=year, language=locale, observed=False),
    )


def kind_on(day: date, calendars: dict[str, tuple[Any, Any]]) -> HolidayKind:
    """The kind of what is no substitute, by its English name where there is one."""
    names = ", ".join(calendars["en"][0].get_list(day)) if "en" in calendars else ""
    kinds = (kind for sign, kind in KIND_BY_ENGLISH.items() if sign in names)
    return next(kinds, HolidayKind.PUBLIC)


def said(names: list[str], tag: str) -> str:
    """The names together, as officials here say them."""
    text = ", ".join(names)
    for theirs, ours in SAID_HERE.get(tag, ()):
        text = text.replace(theirs, ours)
    return text
