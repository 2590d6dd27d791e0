"""How far a visit is: how long until it begins, and what it still lacks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from visits.delegations.rules import COUNTED, DelegationState


@dataclass(frozen=True, slots=True)
class Countdown:
    """How far away a visit is: days until it begins, or which of how many days today is."""

    days_to_go: int = 0
    day: int = 0
    of: int = 0
    is_over: bool = False


def countdown(starts_on: date, ends_on: date, today: date) -> Countdown:
    length = (ends_on - starts_on).days + 1
    if today < starts_on:
        return Countdown(days_to_go=(starts_on - today).days, of=length)
    if today > ends_on:
        return Countdown(is_over=True, of=length)
    return Countdown(day=(today - starts_on).days + 1, of=length)


class Missing(StrEnum):
    """What a visit still lacks, in the order in which it is usually settled."""

    LIAISON = auto()
    LIAISON_EMAIL = auto()
    HEAD = auto()
    NAMES = auto()
    DETAILS = auto()
    TITLES = auto()
    PROGRAMME = auto()
    HOSTS = auto()
    PROPOSALS = auto()
    """Of hosts, which the office has not decided about."""
    REFUSED = auto()
    """Stops that their hosts declined."""
    INTERPRETER = auto()
    RIDE = auto()
    FINDINGS = auto()
    RELEASE = auto()
    NEWS = auto()
    PAPER = auto()
    PAPER_NUMBER = auto()
    ACTUAL = auto()
    DECISION = auto()
    CLOSING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a visit is, in plain values, for judging what it lacks."""

    state: DelegationState
    ends_on: date
    has_liaison: bool
    has_liaison_email: bool
    has_head: bool
    people: int
    names: int
    incomplete: int = 0
    title_gaps: int
    has_actual: bool
    needs_interpreter: bool
    stops: int = 0
    waiting: int = 0
    proposals: int = 0
    refused: int = 0
    has_interpreter: bool = False
    has_ride: bool = False
    hindering: int = 0
    is_released: bool = False
    has_news: bool = False
    papers: int = 0
    unnumbered: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and of how many."""

    what: Missing
    count: int = 1


def gaps(standing: Standing, today: date) -> list[Gap]:
    """What is missing, in the order of `Missing`. Of a visit that is over, only what ends it."""
    if standing.state is DelegationState.CANCELLED:
        return []
    is_over = standing.ends_on < today
    counts = at_the_end(standing) if is_over else {**before(standing), **programme(standing)}
    return [Gap(what, counts[what]) for what in Missing if counts.get(what)]


def at_the_end(standing: Standing) -> dict[Missing, int]:
    """A visit that was never confirmed cannot be closed: first it is confirmed, or cancelled."""
    is_sure = standing.state in COUNTED
    return {
        Missing.ACTUAL: is_sure and not standing.has_actual,
        Missing.DECISION: not is_sure,
        Missing.CLOSING: is_sure and standing.state is not DelegationState.CLOSED,
    }


def before(standing: Standing) -> dict[Missing, int]:
    is_sure = standing.state in {DelegationState.CONFIRMED, DelegationState.UNDER_WAY}
    return {
        Missing.LIAISON: not standing.has_liaison,
        Missing.LIAISON_EMAIL: standing.has_liaison and not standing.has_liaison_email,
        Missing.HEAD: not standing.has_head,
        Missing.NAMES: max(standing.people - standing.names, 0),
        Missing.DETAILS: standing.incomplete,
        Missing.TITLES: standing.title_gaps,
        Missing.PAPER: is_sure and not standing.papers,
        Missing.PAPER_NUMBER: standing.unnumbered,
    }


def programme(standing: Standing) -> dict[Missing, int]:
    if not standing.stops:
        return {Missing.PROGRAMME: 1, Missing.REFUSED: standing.refused}
    return {
        Missing.HOSTS: max(standing.waiting - standing.proposals, 0),
        Missing.PROPOSALS: standing.proposals,
        Missing.REFUSED: standing.refused,
        Missing.INTERPRETER: standing.needs_interpreter and not standing.has_interpreter,
        Missing.RIDE: not standing.has_ride,
        Missing.FINDINGS: standing.hindering,
        Missing.RELEASE: not standing.is_released,
        Missing.NEWS: standing.is_released and standing.has_news,
    }
