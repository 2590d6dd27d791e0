"""The templates of checklists, due days, and when somebody is reminded."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Protocol, TypeVar

from visits.delegations.rules import Level
from visits.kit.workdays import add_working_days, on_or_after

LONGEST = timedelta(days=90)
"""Thirty working days never take longer, whatever holidays there are."""
SOON = timedelta(days=7)
"""Tasks of the coming week stand on the dashboard."""
MONDAY = 0


class TaskKind(StrEnum):
    """What is done for nearly every visit, in the order in which it is due."""

    REPLY_LETTER = auto()
    DIARY = auto()
    RECEPTION_PLAN = auto()
    INTERPRETERS = auto()
    ROOMS = auto()
    VEHICLES = auto()
    TABLE = auto()
    GIFTS = auto()
    ACCESS_LIST = auto()
    AIRPORT = auto()
    BRIEFING = auto()
    MATERIALS = auto()
    PROGRAMME = auto()
    PRESS = auto()
    SEATING = auto()
    NAME_PLATES = auto()
    WELCOME_BOARD = auto()
    CERTIFICATES = auto()
    FINAL_CALLS = auto()
    REHEARSAL = auto()
    RESULT_REPORT = auto()
    THANKS = auto()
    EXPENSES = auto()
    PROMISES = auto()


class TaskState(StrEnum):
    OPEN = auto()
    DONE = auto()
    NOT_NEEDED = auto()


class Whose(StrEnum):
    """Which tasks the list shows."""

    MINE = auto()
    ALL = auto()


class Shown(StrEnum):
    """How far the tasks of the list are."""

    OPEN = auto()
    OVERDUE = auto()
    DONE = auto()
    NOT_NEEDED = auto()


@dataclass(frozen=True, slots=True)
class Template:
    """Due so many working days before the first day of the visit (negative) or after the last."""

    kind: TaskKind
    days: int
    levels: frozenset[Level]


K = TaskKind
EVERYBODY = frozenset(Level)
LEADERS = frozenset({Level.MINISTER, Level.VICE_MINISTER})
RANKS = LEADERS | {Level.DIRECTOR}
COURSES = frozenset({Level.TRAINING})
TEMPLATES: tuple[Template, ...] = (
    Template(K.REPLY_LETTER, -20, EVERYBODY),
    Template(K.DIARY, -15, RANKS),
    Template(K.RECEPTION_PLAN, -15, LEADERS),
    Template(K.RECEPTION_PLAN, -10, EVERYBODY - LEADERS),
    Template(K.INTERPRETERS, -10, EVERYBODY),
    Template(K.ROOMS, -10, EVERYBODY),
    Template(K.VEHICLES, -7, EVERYBODY),
    Template(K.TABLE, -7, RANKS),
    Template(K.GIFTS, -7, RANKS),
    Template(K.ACCESS_LIST, -5, EVERYBODY),
    Template(K.AIRPORT, -5, LEADERS),
    Template(K.BRIEFING, -5, RANKS),
    Template(K.MATERIALS, -5, COURSES),
    Template(K.PROGRAMME, -5, EVERYBODY),
    Template(K.PRESS, -3, LEADERS),
    Template(K.SEATING, -3, RANKS),
    Template(K.NAME_PLATES, -3, EVERYBODY),
    Template(K.WELCOME_BOARD, -2, RANKS),
    Template(K.CERTIFICATES, -2, COURSES),
    Template(K.FINAL_CALLS, -1, EVERYBODY),
    Template(K.REHEARSAL, -1, LEADERS),
    Template(K.RESULT_REPORT, 3, EVERYBODY),
    Template(K.THANKS, 5, RANKS),
    Template(K.EXPENSES, 5, EVERYBODY),
    Template(K.PROMISES, 10, RANKS),
)


def due_days(
    level: Level, first: date, last: date, days_off: Container[date]
) -> Mapping[TaskKind, date]:
    """What a visit of this level asks for, and by when; *days_off* are holidays around it."""
    return {
        one.kind: add_working_days(first if one.days < 0 else last, one.days, days_off)
        for one in TEMPLATES
        if level in one.levels
    }


def kinds_at(level: Level) -> tuple[TaskKind, ...]:
    """What a visit of this level asks for."""
    return tuple(one.kind for one in TEMPLATES if level in one.levels)


class Known(Protocol):
    """A task that stands on a checklist already."""

    @property
    def kind(self) -> TaskKind | None: ...

    @property
    def follows_visit(self) -> bool:
        """Whether nobody touched it, so that it may go as it came."""


AnyKnown = TypeVar("AnyKnown", bound=Known)


def missing(asked: Iterable[TaskKind], known: Iterable[Known]) -> list[TaskKind]:
    """What a level asks for and the checklist lacks."""
    there = {task.kind for task in known}
    return [kind for kind in asked if kind not in there]


def superfluous(asked: Iterable[TaskKind], known: Iterable[AnyKnown]) -> list[AnyKnown]:
    """Tasks of another level that nobody touched."""
    wanted = set(asked)
    return [task for task in known if task.follows_visit and task.kind not in wanted]


def due_at_earliest(due: date, drawn_up: date, days_off: Container[date]) -> date:
    """Nothing is overdue on the day on which the checklist was drawn up: then it is due at once."""
    return due if due >= drawn_up else on_or_after(drawn_up, days_off)


def is_overdue(state: TaskState, due: date, today: date) -> bool:
    return state is TaskState.OPEN and due < today
