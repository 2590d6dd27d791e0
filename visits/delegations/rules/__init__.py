"""States and levels of a delegation, its code, and how a delegate's names are joined."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from visits.access.rules import Channel, LinkKind
from visits.kit.clock import local
from visits.kit.errors import Refused
from visits.kit.workdays import add_working_days
from visits.sites.rules import MealNeed


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
EXPECTED = COUNTED | {S.PLANNING}
"""Also visits that nobody has confirmed yet."""
NOT_BEFORE_THE_FIRST_DAY = frozenset({M.BEGIN, M.CLOSE})
LIVING = frozenset({S.DRAFT, S.PLANNING, S.CONFIRMED, S.UNDER_WAY})


def moves_from(state: DelegationState, *, starts_on: date, today: date) -> list[DelegationMove]:
    """What can be done today with a delegation in this state, in the order of the work."""
    too_early = NOT_BEFORE_THE_FIRST_DAY if today < starts_on else frozenset[DelegationMove]()
    return [move for move in DelegationMove if (state, move) in MOVES and move not in too_early]


def after(
    state: DelegationState, move: DelegationMove, *, starts_on: date, today: date
) -> DelegationState:
    """The state that the move leads to.

    Raises Refused for a move that this state does not know, and for a visit that is said to be
    under way or over before its first day.
    """
    if (state, move) not in MOVES:
        raise Refused("delegation_move", state=state, move=move)
    if move in NOT_BEFORE_THE_FIRST_DAY and today < starts_on:
        raise Refused("delegation_not_begun", starts_on=starts_on)
    return MOVES[state, move]


def steps_to_confirmed(state: DelegationState) -> tuple[DelegationMove, ...]:
    """The moves from a draft or a plan to a confirmed visit; none from anywhere else."""
    steps = {S.DRAFT: (M.PLAN, M.CONFIRM), S.PLANNING: (M.CONFIRM,)}
    return steps.get(state, ())


def code_of(year: int, number: int) -> str:
    """`2026-004`: the fourth delegation of the year in which its visit begins."""
    return f"{year}-{number:03}"


ENDING_LINKS = frozenset({LinkKind.GUEST, LinkKind.LIAISON, LinkKind.ESCORT_DAY, LinkKind.CHECK_IN})
OF_THE_DAYS = frozenset({LinkKind.ESCORT_DAY, LinkKind.CHECK_IN})
"""What serves on the days of the visit alone, and closes with the day after."""
"""Pages of a visit; its calendars stay, subscribers keep what they had."""


def link_ends(kind: LinkKind, ends_on: date, *, keep_days: int, zone: ZoneInfo) -> datetime | None:
    """When a link to a visit ends: with the last of *keep_days* after it in the city, or never;
    one for its days alone with the day after it."""
    if kind not in ENDING_LINKS:
        return None
    kept = 1 if kind in OF_THE_DAYS else keep_days
    return local(ends_on + timedelta(days=kept + 1), time(0), zone)


def moved(ends: datetime, *, days: int, zone: ZoneInfo) -> datetime:
    """The same time of day in the city, so many days later."""
    wall = ends.astimezone(zone)
    return local(wall.date() + timedelta(days=days), wall.time(), zone)


class Period(StrEnum):
    """Which time a list shows; a year by its number is a period too."""

    UPCOMING = auto()
    PAST = auto()
    ALL = auto()


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


class Arrangement(StrEnum):
    """What a guest asks us to arrange. Only who asked for it themselves has one: it is never
    inferred, from nationality, language or meal needs either."""

    PRAYER = auto()
    """Time to pray."""
    FASTING = auto()
    """They fast until sunset."""


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


def shown_name(hangul: str, passport: str, native: str) -> str:
    """What staff call a delegate: in Hangul where it was given, else as in the passport."""
    return hangul or passport or native


def reordered(ids: Sequence[int], moved: int, place: int) -> list[int]:
    """The same ids with one moved to the place (1 is first); beyond the ends means at the end."""
    others = [other for other in ids if other != moved]
    at = min(max(place, 1), len(ids)) - 1
    return [*others[:at], moved, *others[at:]]


class Needed(StrEnum):
    """What must be known of every delegate before they come."""

    PASSPORT_NAME = auto()
    NATIONALITY = auto()
    POSITION = auto()
    MEALS = auto()
    ARRIVAL = auto()
    DEPARTURE = auto()
    PHOTO = auto()


DUE_WORKING_DAYS: dict[Needed, int] = {
    Needed.PASSPORT_NAME: 10,
    Needed.NATIONALITY: 10,
    Needed.POSITION: 10,
    Needed.MEALS: 5,
    Needed.ARRIVAL: 5,
    Needed.DEPARTURE: 5,
    Needed.PHOTO: 1,
}
"""How many working days before the first day of the visit it must be known."""


def due_on(what: Needed, starts_on: date, days_off: Container[date]) -> date:
    """By which day it must be known of everybody; *days_off* are holidays before *starts_on*."""
    return add_working_days(starts_on, -DUE_WORKING_DAYS[what], days_off)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much is known of the people who come: those announced, or more when more are named."""

    people: int
    named: int
    complete: int
    lacking: tuple["Tally", ...]
    """For each thing that is needed how many of the named lack it; only where somebody does."""

    @property
    def unnamed(self) -> int:
        return self.people - self.named

    @property
    def is_whole(self) -> bool:
        return self.complete == self.people


def completeness(lacks: Sequence[Sequence[Needed]], announced: int) -> Completeness:
    """What is known of a roster; *lacks* holds for each delegate what is still needed."""
    return Completeness(
        people=max(announced, len(lacks)),
        named=len(lacks),
        complete=sum(not one for one in lacks),
        lacking=tuple(tallies(Needed, lacks)),
    )


@dataclass(frozen=True, slots=True)
class MealCount:
    """How many eat together, how many of them need what, of how many nobody knows yet."""

    people: int
    needs: tuple["Tally", ...]
    unknown: int


def meal_count(needs: Sequence[Sequence[str]], unnamed: int = 0) -> MealCount:
    """*needs*: of each who is named, none when they were not asked; *unnamed* come besides."""
    return MealCount(
        people=len(needs) + unnamed,
        needs=tuple(tallies(MealNeed, needs)),
        unknown=sum(not one for one in needs) + unnamed,
    )


class RosterAct(StrEnum):
    """What somebody outside did with a roster."""

    ADDED = auto()
    REVISED = auto()
    REPLACED = auto()
    REMOVED = auto()
    WITHDRAWN = auto()
    RETURNED = auto()
    MOVED = auto()
    IMPORTED = auto()
    EXPORTED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How an outsider's act reached us: by their own link, or told to an officer who enters it.

    *told_on* is the city's day on which *person* said so; *by_id* the officer, none by link.
    """

    channel: Channel
    told_on: date
    at: datetime
    by_id: int | None = None
    person: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many delegates need something; `code` is a value of the enum that was counted."""

    code: str
    people: int


def tallies(kind: type[StrEnum], needs: Iterable[Sequence[str]]) -> list[Tally]:
    """Counts of each need that somebody has, in the order of its enum."""
    all_needs = [need for one in needs for need in one]
    counted = [Tally(member.value, all_needs.count(member.value)) for member in kind]
    return [tally for tally in counted if tally.people]
