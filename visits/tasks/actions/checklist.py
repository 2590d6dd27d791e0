"""The checklist of a delegation, out of the templates of its level."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.delegations.actions import hold
from visits.delegations.models import Delegation
from visits.holidays.queries import days_off
from visits.kit.zone import zone_of
from visits.tasks import queries
from visits.tasks.models import Task
from visits.tasks.rules import (
    LONGEST,
    TaskKind,
    due_at_earliest,
    due_days,
    missing,
    superfluous,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many tasks were added, and taken off because the level does not ask for them."""

    added: int
    removed: int


def draw_up(session: Session, delegation: Delegation, *, at: datetime) -> Drawn:
    """What the level asks for is added, what it does not and nobody touched is taken off.

    A second time, and with every task there already, it changes nothing.
    """
    hold(session, delegation)
    known = queries.tasks_of(session, delegation.id)
    off = holidays_around(session, delegation)
    asked = dates_of(delegation, off)
    today = at.astimezone(zone_of(session)).date()
    lacking = missing(asked, known)
    for kind in lacking:
        due = due_at_earliest(asked[kind], today, off)
        session.add(Task(delegation=delegation, kind=kind, due_on=due, created_at=at))
    gone = superfluous(asked, known)
    for task in gone:
        session.delete(task)
    session.flush()
    return Drawn(len(lacking), len(gone))


def dates_of(delegation: Delegation, off: frozenset[date]) -> Mapping[TaskKind, date]:
    return due_days(delegation.level, delegation.starts_on, delegation.ends_on, off)


def holidays_around(session: Session, delegation: Delegation) -> frozenset[date]:
    """The days off on which due days of this visit rest."""
    return days_off(session, delegation.starts_on - LONGEST, delegation.ends_on + LONGEST)
