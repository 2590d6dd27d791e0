"""What an officer must do, from plain facts about a visit. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from visits.access.rules import Permission

SOON_DAYS = 7
"""A visit this near without a released programme is urgent."""


class Task(StrEnum):
    """What is to be done for a visit, the most urgent first."""

    MEND_CLASHES = auto()
    DECIDE = auto()
    CLOSE = auto()
    RELEASE = auto()
    RELEASE_CHANGES = auto()
    MEND_FINDINGS = auto()
    PLAN = auto()
    LOOK_AT_QUESTIONS = auto()


NEEDS: Mapping[Task, Permission] = {
    Task.MEND_CLASHES: Permission.EDIT_ITINERARIES,
    Task.DECIDE: Permission.EDIT_DELEGATIONS,
    Task.CLOSE: Permission.EDIT_DELEGATIONS,
    Task.RELEASE: Permission.RELEASE,
    Task.RELEASE_CHANGES: Permission.RELEASE,
    Task.MEND_FINDINGS: Permission.EDIT_ITINERARIES,
    Task.PLAN: Permission.EDIT_ITINERARIES,
    Task.LOOK_AT_QUESTIONS: Permission.EDIT_DELEGATIONS,
}
"""What somebody must be allowed, for a task to be theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What tasks follow from: days in the city, counts of open findings, state of the programme."""

    starts_on: date
    ends_on: date
    is_sure: bool
    """Whether the visit was confirmed: only then can it be closed."""
    has_stops: bool
    is_released: bool
    has_changes: bool
    clashes: int
    hindrances: int
    questions: int = 0
    """Of guests, which nobody has looked at: hosts do not see them yet."""


@dataclass(frozen=True, slots=True)
class Due:
    """A task of a visit; `count` is how many things it is about, 0 when that says nothing."""

    task: Task
    is_urgent: bool
    count: int = 0


def due(visit: VisitFacts, today: date) -> tuple[Due, ...]:
    """The tasks of one visit, in the order of `Task`."""
    is_over = visit.ends_on < today
    is_soon = not is_over and (visit.starts_on - today).days <= SOON_DAYS
    if is_over:
        return (Due(Task.CLOSE if visit.is_sure else Task.DECIDE, is_urgent=True),)
    found = []
    if visit.clashes:
        found.append(Due(Task.MEND_CLASHES, is_urgent=True, count=visit.clashes))
    if visit.has_stops and not visit.is_released:
        found.append(Due(Task.RELEASE, is_urgent=is_soon))
    if visit.is_released and visit.has_changes:
        found.append(Due(Task.RELEASE_CHANGES, is_urgent=is_soon))
    if visit.hindrances:
        found.append(Due(Task.MEND_FINDINGS, is_urgent=is_soon, count=visit.hindrances))
    if not visit.has_stops:
        found.append(Due(Task.PLAN, is_urgent=is_soon))
    if visit.questions:
        found.append(Due(Task.LOOK_AT_QUESTIONS, is_urgent=is_soon, count=visit.questions))
    return tuple(found)
