"""The states of a letter and the moves between them."""

from enum import StrEnum, auto


class LetterState(StrEnum):
    DRAFT = auto()
    QUEUED = auto()
    CLAIMED = auto()
    SENT = auto()
    FAILED = auto()
    BY_HAND = auto()
    DROPPED = auto()


class LetterMove(StrEnum):
    QUEUE = auto()
    CLAIM = auto()
    SEND = auto()
    FAIL = auto()
    RETRY = auto()
    HAND = auto()
    DROP = auto()


S, M = LetterState, LetterMove
MOVES: dict[tuple[LetterState, LetterMove], LetterState] = {
    (S.DRAFT, M.QUEUE): S.QUEUED,
    (S.DRAFT, M.HAND): S.BY_HAND,
    (S.DRAFT, M.DROP): S.DROPPED,
    (S.QUEUED, M.CLAIM): S.CLAIMED,
    (S.QUEUED, M.HAND): S.BY_HAND,
    (S.QUEUED, M.DROP): S.DROPPED,
    (S.CLAIMED, M.CLAIM): S.CLAIMED,
    (S.CLAIMED, M.SEND): S.SENT,
    (S.CLAIMED, M.FAIL): S.FAILED,
    (S.CLAIMED, M.RETRY): S.QUEUED,
    (S.FAILED, M.RETRY): S.QUEUED,
    (S.FAILED, M.HAND): S.BY_HAND,
    (S.SENT, M.RETRY): S.QUEUED,
    (S.BY_HAND, M.RETRY): S.QUEUED,
}
