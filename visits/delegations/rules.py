"""States and levels of a delegation, and how a delegate's names are joined."""

from enum import StrEnum, auto


class DelegationState(StrEnum):
    DRAFT = auto()
    PLANNING = auto()
    CONFIRMED = auto()
    UNDER_WAY = auto()
    CLOSED = auto()
    CANCELLED = auto()


class DelegationMove(StrEnum):
    PLAN = auto()
    CONFIRM = auto()
    BEGIN = auto()
    CLOSE = auto()
    CANCEL = auto()
    REOPEN = auto()


S, M = DelegationState, DelegationMove
MOVES: dict[tuple[DelegationState, DelegationMove], DelegationState] = {
    (S.DRAFT, M.PLAN): S.PLANNING,
    (S.DRAFT, M.CANCEL): S.CANCELLED,
    (S.PLANNING, M.CONFIRM): S.CONFIRMED,
    (S.PLANNING, M.CANCEL): S.CANCELLED,
    (S.CONFIRMED, M.BEGIN): S.UNDER_WAY,
    (S.CONFIRMED, M.PLAN): S.PLANNING,
    (S.CONFIRMED, M.CANCEL): S.CANCELLED,
    (S.CONFIRMED, M.CLOSE): S.CLOSED,
    (S.UNDER_WAY, M.CLOSE): S.CLOSED,
    (S.CLOSED, M.REOPEN): S.UNDER_WAY,
    (S.CANCELLED, M.REOPEN): S.PLANNING,
}

COUNTED = frozenset({S.CONFIRMED, S.UNDER_WAY, S.CLOSED})
"""States in which a delegation counts in the figures."""
LIVING = frozenset({S.DRAFT, S.PLANNING, S.CONFIRMED, S.UNDER_WAY})


class Level(StrEnum):
    """The rank of the head of delegation: it decides the protocol."""

    MINISTER = auto()
    VICE_MINISTER = auto()
    DIRECTOR = auto()
    WORKING = auto()
    TRAINING = auto()


class DelegateRole(StrEnum):
    HEAD = auto()
    MEMBER = auto()
    INTERPRETER = auto()
    AIDE = auto()
    PRESS = auto()


class NameOrder(StrEnum):
    FAMILY_FIRST = auto()
    GIVEN_FIRST = auto()
    SINGLE = auto()


class PhotoConsent(StrEnum):
    UNKNOWN = auto()
    GIVEN = auto()
    REFUSED = auto()


class MealNeed(StrEnum):
    """What must be on the plate. Never a belief: that is not asked."""

    HALAL = auto()
    KOSHER = auto()
    VEGETARIAN = auto()
    VEGAN = auto()
    NO_PORK = auto()
    NO_BEEF = auto()
    NO_SEAFOOD = auto()
    NO_ALCOHOL = auto()
    GLUTEN_FREE = auto()
    NUT_ALLERGY = auto()
    OTHER = auto()


class Mobility(StrEnum):
    WHEELCHAIR = auto()
    WALKING_AID = auto()
    NO_LONG_WALKS = auto()
    NO_STAIRS = auto()


def joined_name(family: str, given: str, order: NameOrder) -> str:
    """One name out of its parts, in the order of its bearer's country."""
    if order is NameOrder.SINGLE:
        return given or family
    parts = (family, given) if order is NameOrder.FAMILY_FIRST else (given, family)
    return " ".join(part for part in parts if part)
