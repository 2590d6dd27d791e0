"""What can go wrong on the way."""

from enum import StrEnum, auto


class IncidentKind(StrEnum):
    MEDICAL = auto()
    ACCIDENT = auto()
    MISSING_PERSON = auto()
    LOST_ITEM = auto()
    SECURITY = auto()
    WEATHER = auto()
    VEHICLE = auto()
    OTHER = auto()
