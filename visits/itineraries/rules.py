"""States of stops and the moves between them; what may be seen of a stop."""

from enum import StrEnum, auto

from visits.conflicts.rules import StopStatus


class StopMove(StrEnum):
    HOLD = auto()
    ASK = auto()
    CONFIRM = auto()
    DECLINE = auto()
    CANCEL = auto()
    WITHDRAW = auto()
    """Back to an idea."""


S, M = StopStatus, StopMove
MOVES: dict[tuple[StopStatus, StopMove], StopStatus] = {
    (S.IDEA, M.HOLD): S.HOLD,
    (S.IDEA, M.ASK): S.ASKED,
    (S.IDEA, M.CONFIRM): S.CONFIRMED,
    (S.IDEA, M.CANCEL): S.CANCELLED,
    (S.HOLD, M.ASK): S.ASKED,
    (S.HOLD, M.CONFIRM): S.CONFIRMED,
    (S.HOLD, M.WITHDRAW): S.IDEA,
    (S.HOLD, M.CANCEL): S.CANCELLED,
    (S.ASKED, M.ASK): S.ASKED,
    (S.ASKED, M.CONFIRM): S.CONFIRMED,
    (S.ASKED, M.DECLINE): S.DECLINED,
    (S.ASKED, M.CANCEL): S.CANCELLED,
    (S.CONFIRMED, M.ASK): S.ASKED,
    (S.CONFIRMED, M.DECLINE): S.DECLINED,
    (S.CONFIRMED, M.CANCEL): S.CANCELLED,
    (S.DECLINED, M.ASK): S.ASKED,
    (S.DECLINED, M.WITHDRAW): S.IDEA,
    (S.DECLINED, M.CONFIRM): S.CONFIRMED,
    (S.DECLINED, M.CANCEL): S.CANCELLED,
    (S.CANCELLED, M.WITHDRAW): S.IDEA,
}


class Visibility(StrEnum):
    """Who sees the stop once it is released."""

    GUESTS = auto()
    STAFF = auto()


class Consent(StrEnum):
    """What an assigned person said."""

    REQUESTED = auto()
    CONSENTED = auto()
    DECLINED = auto()


class Scope(StrEnum):
    """By what a stop was published."""

    RELEASE = auto()
    ASK = auto()
    ANSWER = auto()


class PublishedState(StrEnum):
    """iCalendar's words for what was published."""

    TENTATIVE = auto()
    CONFIRMED = auto()
    CANCELLED = auto()
