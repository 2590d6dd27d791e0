"""What our people can do, and how a number plate is written."""

import re
from enum import StrEnum, auto


class Skill(StrEnum):
    RECEIVES = auto()
    INTERPRETS = auto()
    ESCORTS = auto()
    DRIVES = auto()
    TEACHES = auto()


class InterpretingMode(StrEnum):
    CONSECUTIVE = auto()
    SIMULTANEOUS = auto()
    WHISPERED = auto()


class Proficiency(StrEnum):
    PROFESSIONAL = auto()
    FLUENT = auto()
    WORKING = auto()


def plate_of(typed: str) -> str:
    """A number plate as it is compared: letters and digits alone, `12가3456` for `12가 3456`."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def plate_words(plate: str) -> tuple[str, ...]:
    """The plate and its groups of digits: people look for its last four."""
    return plate, *re.findall(r"\d+", plate)
