"""Taps: when they happened, and which of them count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto


class TapKind(StrEnum):
    """What an escort says by one press."""

    DEPARTED = auto()
    """The group is on its way to the stop."""
    ARRIVED = auto()
    STARTED = auto()
    ENDED = auto()
    LATER = auto()
    """It begins, or once it runs ends, so many minutes later."""
    SKIPPED = auto()
    TAKEN_UP = auto()
    """It takes place after all."""
    RAIN_PLAN = auto()
    FAIR_PLAN = auto()
    HEADCOUNT = auto()
    TAKEN_BACK = auto()
    """An earlier tap was a slip."""


STEPS = (TapKind.DEPARTED, TapKind.ARRIVED, TapKind.STARTED, TapKind.ENDED)
"""How far a stop is, in order."""
OF_THE_DAY = frozenset({TapKind.RAIN_PLAN, TapKind.FAIR_PLAN})
NUMBERED = frozenset({TapKind.LATER, TapKind.HEADCOUNT})
"""What says nothing without a number: minutes, people."""
MORE_MINUTES = 10
MOST_HEADS = 2_000


FAR_OFF = timedelta(hours=2)


def credible(starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    """From when until when a step of a stop that is planned so is taken without asking back."""
    return starts - FAR_OFF, ends + FAR_OFF


class Oddity(StrEnum):
    """What is strange about the time that a phone told."""

    NONE = auto()
    CLOCK = auto()
    """Its clock is off, or was changed: the time was put right by when the tap came in."""
    LONG_AGO = auto()
    """It lay in the phone for longer than we believe: the time is the earliest that we take."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, as far as we know."""

    at: datetime
    oddity: Oddity = Oddity.NONE


CLOCK_TOLERANCE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=36)
"""A dead spot lasts no longer; nor does a day."""


def moment_of(tapped: datetime | None, sent: datetime | None, received: datetime) -> Moment:
    """When a tap happened: how long it waited in the phone, before it came in. Never the future.

    *tapped* and *sent* are by the phone's clock, *received* by ours. Only their difference is
    taken from the phone, so that a clock that is wrong does no harm.
    """
    if tapped is None:
        return Moment(received)
    waited = (sent or received) - tapped
    if waited < timedelta(0):
        return Moment(received, Oddity.CLOCK)
    if waited > LONGEST_WAIT:
        return Moment(received - LONGEST_WAIT, Oddity.LONG_AGO)
    is_off = sent is not None and abs(sent - received) > CLOCK_TOLERANCE
    return Moment(received - waited, Oddity.CLOCK if is_off else Oddity.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """One tap. `key` is its own, `of_key` that of the tap that it takes back; `uid` names the stop."""

    key: str
    kind: TapKind
    at: datetime
    received_at: datetime
    uid: str | None = None
    number: int | None = None
    of_key: str = ""
    author: str = ""
    oddity: Oddity = Oddity.NONE


def standing_taps(taps: Iterable[Tapped]) -> tuple[Tapped, ...]:
    """Those that were not taken back, in the order in which they happened, however they came in."""
    taps = tuple(taps)
    gone = {tap.of_key for tap in taps if tap.kind is TapKind.TAKEN_BACK}
    kept = (tap for tap in taps if tap.kind is not TapKind.TAKEN_BACK and tap.key not in gone)
    return tuple(sorted(kept, key=lambda tap: (tap.at, tap.received_at, tap.key)))
