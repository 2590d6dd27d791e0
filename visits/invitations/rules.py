"""When a calendar message is due, under which number, and what a reply may still change. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto
from typing import Protocol

from visits.calendars.ics import Method, PartStat
from visits.kit.translated import Translated

OWN_LANGUAGE = "ko"
"""Our own people and offices read Korean, unless their account says otherwise."""


class Place(Protocol):
    """Where and when a stop was published to take place."""

    @property
    def starts(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...
    @property
    def site_id(self) -> int | None: ...
    @property
    def end_site_id(self) -> int | None: ...
    @property
    def place(self) -> Translated: ...


class Sent(Protocol):
    """A message as it is remembered."""

    @property
    def method(self) -> Method: ...
    @property
    def sequence(self) -> int: ...
    @property
    def digest(self) -> str: ...


def digest_of(method: Method, row: Place) -> str:
    """What a reader must hear of when it changes: that, when and where. No title, no headcount.

    A place in words counts as it is written in one language: another translation is no news.
    """
    place = row.place.to(OWN_LANGUAGE)
    said = (method, row.starts, row.ends, row.site_id, row.end_site_id, place)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def is_news(last: Sent | None, method: Method, digest: str) -> bool:
    """Whether the reader does not hold this yet. Nobody is told of the end of what they never had."""
    if last is None or last.method is Method.CANCEL:
        return method is Method.REQUEST
    return method is Method.CANCEL or last.digest != digest


def number_of(last: Sent | None, published: int, *, is_news: bool) -> int:
    """The SEQUENCE: that of the feeds, above any that the reader has; a reminder repeats it."""
    if last is None:
        return published
    return max(published, last.sequence + 1) if is_news else last.sequence


class Outcome(StrEnum):
    """What became of a reply."""

    ACCEPTED = auto()
    DECLINED = auto()
    TENTATIVE = auto()
    TEST_ANSWERED = auto()
    READ_BEFORE = auto()
    OLDER = auto()
    """About a state that is no longer what was sent last."""
    UNSENT = auto()
    """Its number was never sent to this reader."""
    UNKNOWN = auto()
    CANCELLED = auto()
    ANSWERED_SINCE = auto()
    NO_ANSWER = auto()
    """Delegated, or not decided."""
    FORGED = auto()
    REFUSED = auto()


SAYS = {
    PartStat.ACCEPTED: Outcome.ACCEPTED,
    PartStat.DECLINED: Outcome.DECLINED,
    PartStat.TENTATIVE: Outcome.TENTATIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a calendar answered to an invitation; *at* is the moment of the answer.

    *attendee* is the mailbox that was invited, *sender* the one from which it came; empty when it
    was handed in without its mail.
    """

    uid: str
    attendee: str
    partstat: str
    sequence: int
    at: datetime
    comment: str = ""
    sender: str = ""


def is_forged(reply: Reply) -> bool:
    """A mail from somebody other than whom it answers for (RFC 6047, 3).

    SENT-BY excuses nobody: whoever writes the reply writes that too.
    """
    return bool(reply.sender) and reply.attendee != reply.sender


def against(reply: Reply, last: Sent) -> Outcome | None:
    """Why a reply changes nothing, seen from the message sent last; None when it may."""
    if reply.sequence < last.sequence:
        return Outcome.OLDER
    if last.method is Method.CANCEL:
        return Outcome.CANCELLED
    return Outcome.UNSENT if reply.sequence > last.sequence else None


def in_order(replies: Iterable[tuple[str, Reply]]) -> list[tuple[str, Reply]]:
    """By the moment of the answer, so that the latest stands."""
    return sorted(replies, key=lambda one: (one[1].at, one[0]))
