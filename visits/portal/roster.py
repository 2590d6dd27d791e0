"""What the liaison is asked for: how many lack it, by when, why, and who sees it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from visits.delegations.rules import Completeness, Needed, completeness, due_on
from visits.delegations.words import SEEN_BY, WHY


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is needed of everybody; *people* are those who lack it."""

    what: Needed
    people: int
    due: date
    why: Any
    seen_by: Any
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """How much of the roster is known, and everything that is asked."""

    state: Completeness
    asked: tuple[Need, ...]


def needs_of(
    lacks: Sequence[Sequence[Needed]],
    *,
    announced: int,
    starts_on: date,
    today: date,
    days_off: Container[date],
) -> Needs:
    """*lacks*: what is missing for each delegate; *days_off* before the visit move no due day."""
    state = completeness(lacks, announced)
    missing = {tally.code: tally.people for tally in state.lacking}
    asked = (
        Need(
            what,
            missing.get(what.value, 0) + state.unnamed,
            due,
            WHY[what],
            SEEN_BY[what],
            is_overdue=due < today,
        )
        for what in Needed
        for due in (due_on(what, starts_on, days_off),)
    )
    return Needs(state, tuple(asked))
