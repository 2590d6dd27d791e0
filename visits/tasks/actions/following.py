"""Tasks follow their visit: its dates, its officers, its end. Handlers of notices."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations.events import DelegationChanged, DelegationDeleted, HandedOver
from visits.delegations.models import Delegation
from visits.holidays.events import HolidaysChanged
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.intake.events import RequestAccepted
from visits.kit.batches import number_of
from visits.kit.uses import UsesOf
from visits.kit.zone import zone_of
from visits.tasks import queries
from visits.tasks.actions.checklist import dates_of, draw_up, holidays_around
from visits.tasks.models import Task
from visits.tasks.rules import LONGEST, due_at_earliest


def on_request_accepted(session: Session, notice: RequestAccepted) -> None:
    """A visit that was asked for has its checklist from the first hour."""
    draw_up(session, session.get_one(Delegation, notice.delegation_id), at=notice.at)


def on_delegation_changed(session: Session, notice: DelegationChanged) -> None:
    if tasks := queries.untouched(session, notice.delegation_id):
        follow(session, session.get_one(Delegation, notice.delegation_id), tasks)


def on_holidays_changed(session: Session, notice: HolidaysChanged) -> None:
    """Due days count working days."""
    if not notice.days:
        return
    first, last = min(notice.days) - LONGEST, max(notice.days) + LONGEST
    for delegation in queries.visits_around(session, first, last):
        follow(session, delegation, queries.untouched(session, delegation.id))


def follow(session: Session, delegation: Delegation, tasks: Sequence[Task]) -> None:
    """Tasks that nobody touched move to where a checklist drawn up anew would have them."""
    off = holidays_around(session, delegation)
    due = dates_of(delegation, off)
    for task in tasks:
        if task.kind is not None and task.kind in due:
            move(session, task, due[task.kind], off)
    session.flush()


def move(session: Session, task: Task, due: date, off: frozenset[date]) -> None:
    drawn_up = task.created_at.astimezone(zone_of(session)).date()
    task.due_on = due_at_earliest(due, drawn_up, off)


def on_handed_over(session: Session, notice: HandedOver) -> None:
    """What the giver still had to do is the taker's; tasks without an owner follow the lead."""
    for task in queries.open_tasks_of(session, notice.delegation_id, notice.giver_id):
        task.officer_id = notice.taker_id


def count_uses(session: Session, question: UsesOf) -> None:
    """Tasks that somebody worked on hold on to their delegation."""
    if question.kind == "delegation":
        question.found.append(("task", queries.number_touched(session, question.id)))


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """Tasks that nobody touched go with the delegation."""
    rows = select(Task).where(Task.delegation_id == notice.delegation_id)
    for task in session.scalars(rows):
        session.delete(task)
    session.flush()


def on_purging(session: Session, notice: Purging) -> None:
    """Free words go with the names: one's own tasks wholly, of the others the note."""
    due = queries.worded_tasks_of(visits_ended(notice.due.names))
    notice.counted[Matter.NOTES] += number_of(session, due)
    for task in session.scalars(due) if notice.removes else ():
        task.note = ""
        if task.is_own:
            session.delete(task)
