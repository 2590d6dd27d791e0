"""How what was written is read, when a promise is overdue, which gift must be reported. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from visits.kit.clock import local
from visits.kit.errors import Refused

# -- the record ------------------------------------------------------------------------------------


class PointKind(StrEnum):
    """What is written of a stop or of the whole visit, in the order of a report."""

    DISCUSSION = auto()
    QUESTION = auto()
    OPINION = auto()
    DECISION = auto()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was said; `agency` is whose opinion it is, `answer` belongs to a question."""

    text: str
    agency: str = ""
    answer: str = ""


BULLET = re.compile(r"^(?:[-*•·‧∙◦○●□■ㅇ▪▫※]+|\d{1,2}[.)])\s+")
"""What people put before a point; the report numbers them anew."""


def points_of(text: str) -> tuple[Point, ...]:
    """Each line that says something is one point."""
    lines = (BULLET.sub("", line.strip()) for line in text.split("\n"))
    return tuple(Point(line) for line in lines if line)


NIGHT_ENDS = time(6)
"""Until then a stop that began in the evening may have gone on."""
EVENING_BEGINS = time(18)


def actual_span(
    day: date, began: time | None, ended: time | None, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    """The instants at which a stop of this day of the city really began and ended, as far as known.

    An end in the small hours belongs to the next day when the stop began in the evening. Raises
    Refused (`ends_before_start`), NoSuchTime for a time that the clocks skip.
    """
    is_night = began and ended and began >= EVENING_BEGINS and ended < NIGHT_ENDS
    last = day + timedelta(days=1) if is_night else day
    first = local(day, began, zone) if began else None
    end = local(last, ended, zone) if ended else None
    if first and end and end <= first:
        raise Refused("ends_before_start")
    return first, end


# -- follow-ups ------------------------------------------------------------------------------------


class FollowUpState(StrEnum):
    OPEN = auto()
    DONE = auto()
    DROPPED = auto()


class FollowUpMove(StrEnum):
    SETTLE = auto()
    DROP = auto()
    REOPEN = auto()


S, M = FollowUpState, FollowUpMove
MOVES: dict[tuple[FollowUpState, FollowUpMove], FollowUpState] = {
    (S.OPEN, M.SETTLE): S.DONE,
    (S.OPEN, M.DROP): S.DROPPED,
    (S.DONE, M.REOPEN): S.OPEN,
    (S.DROPPED, M.REOPEN): S.OPEN,
}


def after(state: FollowUpState, move: FollowUpMove) -> FollowUpState:
    """Where a move leads. Raises Refused (`follow_up_move`) when there is no such move."""
    if (state, move) not in MOVES:
        raise Refused("follow_up_move", state=state, move=move)
    return MOVES[state, move]


# -- gifts -----------------------------------------------------------------------------------------


class GiftDirection(StrEnum):
    RECEIVED = auto()
    GIVEN = auto()


class Currency(StrEnum):
    """ISO 4217."""

    KRW = "KRW"
    USD = "USD"


class ReportState(StrEnum):
    """Whether a gift must be reported; what was given is not."""

    NONE = auto()
    """Below the limit, or given by us."""
    UNVALUED = auto()
    """Received, and nobody knows what it is worth yet."""
    DUE = auto()
    REPORTED = auto()


REPORTED_FROM: dict[Currency, int] = {Currency.KRW: 100_000, Currency.USD: 100}
"""Whole won, whole US dollars."""


def report_state(
    direction: GiftDirection, value: int | None, currency: Currency, *, is_reported: bool
) -> ReportState:
    """Whether a gift that an official received must be reported and handed over.

    Public Service Ethics Act (Korea), article 15, and its Enforcement Decree, article 28: a gift
    from a foreigner or a foreign body that is worth US$100 or more where it comes from, or 100,000
    won or more here, is reported without delay. *value* is in whole units of the currency.
    """
    if direction is GiftDirection.GIVEN:
        return ReportState.NONE
    if is_reported:
        return ReportState.REPORTED
    if value is None:
        return ReportState.UNVALUED
    return ReportState.DUE if value >= REPORTED_FROM[currency] else ReportState.NONE


# -- photographs -----------------------------------------------------------------------------------


class Clearance(StrEnum):
    """Who may see a photograph: its consent."""

    UNCHECKED = auto()
    CLEARED = auto()
    """Everybody in it agreed, or nobody is in it: it may go into reports and to the press."""
    INTERNAL = auto()
    """For the office alone."""
