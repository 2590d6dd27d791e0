"""Telephone numbers: read as people type them, kept in E.164, shown as one dials them."""

import phonenumbers

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


def shown_phone(text: str) -> str:
    """`+966 50 123 4567`; what cannot be read stays as it is."""
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
