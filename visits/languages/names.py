"""Countries and languages by name, from CLDR; the office's own country names stand over these."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, localedata

from visits.kit.text import search_key
from visits.languages.catalogue import BY_TAG, language


def language_name(tag: str, reader: str) -> str:
    """What *reader* calls the language *tag*; the tag itself when CLDR has no name."""
    names = Locale.parse(language(reader).interface.locale).languages
    base = tag.split("-", maxsplit=1)[0]
    return str(names.get(tag.replace("-", "_")) or names.get(base, tag))


def cldr_country(code: str, reader: str) -> str:
    """CLDR's name of an ISO 3166 country; the code itself when it has none."""
    return str(Locale.parse(language(reader).interface.locale).territories.get(code, code))


@cache
def cldr_countries(reader: str) -> Mapping[str, str]:
    """CLDR's name of every ISO 3166 country, by code."""
    names = Locale.parse(language(reader).interface.locale).territories
    return {code: str(names.get(code, code)) for code in country_codes()}


@cache
def codes_by_name() -> Mapping[str, str]:
    """ISO 3166 codes by what CLDR calls the country in any language that we know, folded."""
    found: dict[str, str] = {}
    for tag in BY_TAG:
        if not localedata.exists(tag.replace("-", "_")):
            continue
        names = Locale.parse(tag, sep="-").territories
        for code in country_codes():
            if code in names:
                found.setdefault(search_key(str(names[code])), code)
    return found


@cache
def country_codes() -> tuple[str, ...]:
    """Every ISO 3166 country that CLDR names, sorted."""
    codes = (str(code) for code in Locale.parse("en").territories)
    return tuple(sorted(c for c in codes if COUNTRY.fullmatch(c) and c not in NOT_COUNTRIES))


COUNTRY = re.compile("[A-Z]{2}")
NOT_COUNTRIES = frozenset(
    {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
)
"""CLDR regions that are groups, exceptional reservations or unknown."""


MORE_LANGUAGES = (
    "am", "bn", "de", "dz", "el", "fa", "hi", "it", "kk", "ky", "my", "ne",
    "nl", "pl", "ro", "si", "sw", "tg", "tr", "uk", "ur", "uz", "zh-Hant",
)  # fmt: skip


def language_codes() -> tuple[str, ...]:
    """Languages a delegation or an interpreter may speak: those we know, then other large ones."""
    return (*BY_TAG, *MORE_LANGUAGES)


@cache
def languages_by_name(reader: str) -> Mapping[str, str]:
    """What *reader* calls each of these languages, by tag, in the order of the names."""
    named = {tag: language_name(tag, reader) for tag in language_codes()}
    return dict(sorted(named.items(), key=lambda item: search_key(item[1])))
