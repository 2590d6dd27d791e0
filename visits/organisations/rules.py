"""What kinds of bodies and relations there are."""

from enum import StrEnum, auto


class OrganisationKind(StrEnum):
    NATIONAL_GOVERNMENT = auto()
    LOCAL_GOVERNMENT = auto()
    PARLIAMENT = auto()
    EMBASSY = auto()
    PUBLIC_AGENCY = auto()
    INTERNATIONAL_ORGANISATION = auto()
    UNIVERSITY = auto()
    COMPANY = auto()
    ASSOCIATION = auto()
    PRESS = auto()
    OTHER = auto()


class Relation(StrEnum):
    NONE = auto()
    SISTER_CITY = auto()
    FRIENDSHIP_CITY = auto()
    MEMORANDUM = auto()
    PARTNER = auto()
