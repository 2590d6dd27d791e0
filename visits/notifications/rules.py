"""The states of a letter, the moves between them, and when a failed sending is tried again."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto


class LetterState(StrEnum):
    """`for_hand` waits for a person to carry it: no address, or an office without a mail server."""

    DRAFT = auto()
    QUEUED = auto()
    CLAIMED = auto()
    FOR_HAND = auto()
    SENT = auto()
    FAILED = auto()
    BY_HAND = auto()
    DROPPED = auto()


class LetterMove(StrEnum):
    QUEUE = auto()
    CLAIM = auto()
    SEND = auto()
    FAIL = auto()
    WRITE = auto()
    POSTPONE = auto()
    RETRY = auto()
    HAND = auto()
    DROP = auto()
    SETTLE = auto()
    """The sender drops it: what it speaks of was settled before it went out."""
    TAKE_BACK = auto()
    EDIT = auto()


S, M = LetterState, LetterMove
MOVES: dict[tuple[LetterState, LetterMove], LetterState] = {
    (S.DRAFT, M.QUEUE): S.QUEUED,
    (S.DRAFT, M.HAND): S.BY_HAND,
    (S.DRAFT, M.DROP): S.DROPPED,
    (S.DRAFT, M.EDIT): S.DRAFT,
    (S.QUEUED, M.CLAIM): S.CLAIMED,
    (S.QUEUED, M.HAND): S.BY_HAND,
    (S.QUEUED, M.DROP): S.DROPPED,
    (S.QUEUED, M.TAKE_BACK): S.DRAFT,
    (S.QUEUED, M.EDIT): S.QUEUED,
    (S.CLAIMED, M.CLAIM): S.CLAIMED,
    (S.CLAIMED, M.SEND): S.SENT,
    (S.CLAIMED, M.FAIL): S.FAILED,
    (S.CLAIMED, M.POSTPONE): S.QUEUED,
    (S.CLAIMED, M.SETTLE): S.DROPPED,
    (S.CLAIMED, M.WRITE): S.FOR_HAND,
    (S.FOR_HAND, M.RETRY): S.QUEUED,
    (S.FOR_HAND, M.HAND): S.BY_HAND,
    (S.FOR_HAND, M.DROP): S.DROPPED,
    (S.FOR_HAND, M.EDIT): S.FOR_HAND,
    (S.FAILED, M.RETRY): S.QUEUED,
    (S.FAILED, M.HAND): S.BY_HAND,
    (S.FAILED, M.DROP): S.DROPPED,
    (S.FAILED, M.EDIT): S.FAILED,
    (S.SENT, M.RETRY): S.QUEUED,
    (S.BY_HAND, M.RETRY): S.QUEUED,
    (S.DROPPED, M.TAKE_BACK): S.DRAFT,
}

TO_DO = (S.DRAFT, S.FOR_HAND, S.FAILED)
"""Nothing happens to these until a person does something."""
ON_ITS_WAY = (S.QUEUED, S.CLAIMED)
GONE = (S.SENT, S.BY_HAND)


def allows(state: LetterState, move: LetterMove) -> bool:
    return (state, move) in MOVES


class Failure(StrEnum):
    """Why a letter did not go out."""

    UNREACHABLE = auto()
    LOGIN_REFUSED = auto()
    POSTPONED = auto()
    ADDRESS_REFUSED = auto()
    REFUSED = auto()
    BAD_ADDRESS = auto()
    TOO_LARGE = auto()
    UNKNOWN_KIND = auto()
    SUBJECT_GONE = auto()
    SETTLED = auto()
    """No fault: there is nothing left to say."""
    NOT_COMPOSED = auto()
    SENDER_DIED = auto()


PASSING = frozenset({Failure.UNREACHABLE, Failure.LOGIN_REFUSED, Failure.POSTPONED})
"""These may be over the next time; every other failure waits for a person."""
SERVER_WIDE = frozenset({Failure.UNREACHABLE, Failure.LOGIN_REFUSED})
"""No other letter would fare better just now."""

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))
MOST_ATTEMPTS = len(BACK_OFF) + 1
CLAIM_LASTS = timedelta(minutes=10)
"""A sender that has held a letter for longer is taken for dead."""


@dataclass(frozen=True, slots=True)
class Setback:
    """A sending that failed; `detail` is what the other side said, in its own words."""

    failure: Failure
    detail: str = ""


def wait_after(failure: Failure, attempts: int) -> timedelta | None:
    """How long until the next attempt after *attempts* were made; None when there shall be none."""
    if failure not in PASSING or attempts >= MOST_ATTEMPTS:
        return None
    return BACK_OFF[max(attempts, 1) - 1]
