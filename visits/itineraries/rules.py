"""States of stops and the moves between them; what may be seen of a stop."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from hashlib import sha256
from typing import Self

from visits.conflicts.rules import Mode, Role, StopKind, StopStatus
from visits.conflicts.rules.parties import UNBOOKED_KINDS
from visits.kit.errors import Refused
from visits.kit.translated import Translated

EMPTY = Translated()


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


def after(status: StopStatus, move: StopMove) -> StopStatus:
    """Where a move leads. Raises Refused (`stop_move`) when there is no such move."""
    reached = MOVES.get((status, move))
    if reached is None:
        raise Refused("stop_move", status=status, move=move)
    return reached


class Said(StrEnum):
    """What a host says of a stop that is asked of them: yes, no, or yes but otherwise."""

    CONFIRMED = auto()
    DECLINED = auto()
    PROPOSED = auto()
    """Other times."""
    LIMITED = auto()
    """Fewer people."""
    CONDITIONS = auto()
    """Under conditions."""


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
    LEFT = auto()
    """A tombstone: whoever the row names has lost the stop, by a move or another assignment."""


class PublishedState(StrEnum):
    """iCalendar's words for what was published."""

    TENTATIVE = auto()
    CONFIRMED = auto()
    CANCELLED = auto()


class Will(StrEnum):
    """What an officer decided about one letter of the next release."""

    SEND = auto()
    LATER = auto()
    """Not this time: its reader is taken as not told, and is written to next time."""
    NEVER = auto()
    """Its reader is taken as told."""


class Approval(StrEnum):
    """How far an approver's word about the next release is."""

    NONE = auto()
    ASKED = auto()
    GIVEN = auto()
    SENT_BACK = auto()


LEAST_OTHER, TENTH = 2, 10


def is_much_other(told: int, now: int) -> bool:
    """Whether so many people are news to who reckons with *told*: a tenth more or fewer, at least two."""
    return abs(now - told) > max(LEAST_OTHER, told // TENTH)


URGENT_WITHIN = timedelta(hours=24)


def is_urgent(starts: datetime, ends: datetime, at: datetime) -> bool:
    """Whether a change of this stop can wait for nobody: it is not over, and within a day."""
    return ends > at and starts < at + URGENT_WITHIN


MATERIAL = ("starts", "ends", "site_id", "space_id", "place", "end_site_id", "end_place")
"""What a host agreed to: when any of it changes, the host is asked again."""
UNSEEN = ("internal_note", "is_pinned")
"""What nobody outside ever sees."""

LONGEST = timedelta(hours=24)
"""A stop belongs to the day on which it starts; look-ups of bookings rest on this bound."""


OTHERS_MINUTES = 60
USUAL_MINUTES: dict[StopKind, int] = {
    StopKind.ARRIVAL: 30,
    StopKind.TRANSFER: 30,
    StopKind.COURTESY_CALL: 30,
    StopKind.LECTURE: 90,
    StopKind.WORKSHOP: 90,
    StopKind.REST: 30,
    StopKind.DEPARTURE: 30,
}
"""How long stops of a kind usually take; the others take an hour."""
AT_SITE = frozenset({StopKind.SITE_VISIT, StopKind.CULTURAL})
"""Kinds that take as long as the site's typical visit."""


def usual_minutes(kind: StopKind, site_minutes: int | None = None) -> int:
    """How long a stop takes when nobody says so; *site_minutes* is its site's typical visit."""
    if kind in AT_SITE and site_minutes is not None:
        return site_minutes
    return USUAL_MINUTES.get(kind, OTHERS_MINUTES)


NOBODY_ANSWERS = UNBOOKED_KINDS
"""Kinds of stops at which no host receives: asking for one settles it."""


def effective(kind: StopKind, move: StopMove) -> StopMove:
    """The move that is made in the end: what is asked of nobody is confirmed at once."""
    return StopMove.CONFIRM if move is StopMove.ASK and kind in NOBODY_ANSWERS else move


@dataclass(frozen=True, slots=True)
class Duty:
    """What one person or one vehicle of ours does at a stop; the ids are those of rows."""

    role: Role
    person_id: int | None = None
    vehicle_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopValues:
    """What an officer says of a stop: everything in its form. Instants are aware, ids those of rows.

    It takes place at a site or at a `place` in words; no party means everybody; no headcount the
    party's size; no languages the delegation's; `mode` is how the party gets here from the stop
    before (of a transfer: how it goes).
    """

    kind: StopKind
    title: Translated
    starts: datetime
    ends: datetime
    public_note: Translated = EMPTY
    internal_note: str = ""
    site_id: int | None = None
    space_id: int | None = None
    place: Translated = EMPTY
    end_site_id: int | None = None
    end_place: Translated = EMPTY
    is_pinned: bool = False
    party_id: int | None = None
    headcount: int | None = None
    languages: tuple[str, ...] = ()
    visibility: Visibility = Visibility.GUESTS
    mode: Mode | None = None

    def checked(self) -> Self:
        """Raises Refused (`ends_before_start`, `stop_too_long`, `stop_without_people`)."""
        if self.ends <= self.starts:
            raise Refused("ends_before_start")
        if self.ends - self.starts > LONGEST:
            raise Refused("stop_too_long")
        if self.headcount is not None and self.headcount < 1:
            raise Refused("stop_without_people")
        return self

    def gist(self) -> str:
        """When and where, told from any other time and place by a short sign: see MATERIAL."""
        said = [plain(getattr(self, name)) for name in MATERIAL]
        return sha256(repr(said).encode()).hexdigest()


def plain(value: object) -> object:
    """The same for the same instant or text, however it is written."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return sorted(value.items()) if isinstance(value, Translated) else value
