"""Telephone numbers: read as people type them, kept in E.164, shown as one dials them."""

import phonenumbers
from babel.languages import get_official_languages
from flask import current_app
from flask_babel import get_locale

SHORTEST_TO_READ = 3


class NotAPhone(ValueError):
    """No number that can be called."""


def read_phone(text: str, region: str | None = None) -> str:
    """`+966501234567` out of what was typed; *region* (ISO 3166) reads numbers without +.

    Raises NotAPhone.
    """
    if len(text) < SHORTEST_TO_READ:
        raise NotAPhone(text)
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(text) from error
    if not phonenumbers.is_possible_number(number):
        raise NotAPhone(text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown_phone(text: str, home: str | None = None) -> str:
    """`+966 50 123 4567`; one of the country *home* as it is dialled there, `044-300-0000`.

    What cannot be read stays as it is.
    """
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    is_home = home is not None and phonenumbers.country_code_for_region(home) == number.country_code
    kinds = phonenumbers.PhoneNumberFormat
    kind = kinds.NATIONAL if is_home else kinds.INTERNATIONAL
    return str(phonenumbers.format_number(number, kind))


def readers_phone(text: str) -> str:
    """The number for the reader of this page or letter: our own as it is dialled here, when the
    language is one of our country. Never in forms, which read numbers of other countries too."""
    country = current_app.config["SETTINGS"].COUNTRY
    locale = get_locale()
    is_ours = locale is not None and locale.language in get_official_languages(country)
    return shown_phone(text, country if is_ours else None)


def phone_or_former(typed: str, former: str | None, region: str) -> str:
    """What was typed, in E.164; *former* as it was kept, when it is the same number written otherwise.

    Raises NotAPhone.
    """
    number = read_phone(typed, region)
    try:
        return former if former and read_phone(former, region) == number else number
    except NotAPhone:
        return number
