"""What our people can do."""

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
