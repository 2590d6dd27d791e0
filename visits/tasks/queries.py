"""Reading tasks: of one delegation, of one officer, of all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.tasks.models import Task
from visits.tasks.rules import SOON, Shown, TaskState

MOST_ON_DASHBOARD = 8
FORGOTTEN = timedelta(days=30)
"""So long after a visit that is closed nobody is reminded of its tasks."""


def tasks_of(session: Session, delegation_id: int) -> list[Task]:
    """The checklist of a delegation in the order of due days, with owners. One query."""
    rows = whole().where(Task.delegation_id == delegation_id).order_by(Task.due_on, Task.id)
    return list(session.scalars(rows))


def whole() -> Select[Task]:
    """Tasks with all that a row shows."""
    return (
        select(Task)
        .join(Task.delegation)
        .options(
            contains_eager(Task.delegation).joinedload(Delegation.lead),
            joinedload(Task.officer),
            joinedload(Task.settled_by),
        )
    )


def the_task(
    session: Session, delegation: Delegation, number: int, *, for_change: bool = False
) -> Task:
    """A task of this very delegation; *for_change* others wait until we are done with it.

    Raises NotThere.
    """
    if for_change:
        session.execute(select(Task.id).where(Task.id == number).with_for_update())
    rows = whole().where(Task.id == number, Task.delegation_id == delegation.id)
    task = session.scalar(rows.execution_options(populate_existing=for_change))
    if task is None:
        raise NotThere("task")
    return task


# -- lists -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list shows; `today` is the day in the city, no officer means everybody's."""

    today: date
    shown: Shown = Shown.OPEN
    officer_id: int | None = None


STATES = {
    Shown.OPEN: TaskState.OPEN,
    Shown.OVERDUE: TaskState.OPEN,
    Shown.DONE: TaskState.DONE,
    Shown.NOT_NEEDED: TaskState.NOT_NEEDED,
}


def tasks(wanted: Wanted) -> Select[Task]:
    """Tasks of visits that are not cancelled."""
    rows = whole().where(
        Task.state == STATES[wanted.shown], Delegation.state != DelegationState.CANCELLED
    )
    if wanted.shown is Shown.OVERDUE:
        rows = rows.where(Task.due_on < wanted.today)
    if wanted.officer_id is not None:
        rows = rows.where(belongs_to(wanted.officer_id))
    return rows


def belongs_to(officer_id: int) -> ColumnElement[bool]:
    """Named as the owner, or leading a delegation whose task has none."""
    return or_(
        Task.officer_id == officer_id,
        and_(Task.officer_id.is_(None), Delegation.lead_id == officer_id),
    )


def page_of_tasks(session: Session, wanted: Wanted, cursor: str | None) -> Page[Task]:
    """What is due first stands first; of what is settled, what was due last."""
    return page_of(
        session,
        tasks(wanted),
        by=(Task.due_on, Task.id),
        cursor=cursor,
        descending=wanted.shown in {Shown.DONE, Shown.NOT_NEEDED},
    )


def near(session: Session, today: date, officer_id: int | None) -> Sequence[Task]:
    """Overdue and due within a week, of one officer or of all: for the dashboard. One query."""
    rows = tasks(Wanted(today=today, officer_id=officer_id))
    rows = rows.where(Task.due_on <= today + SOON, still_matters(today))
    return session.scalars(rows.order_by(Task.due_on, Task.id).limit(MOST_ON_DASHBOARD)).all()


def due_until(today: date) -> Select[Task]:
    """Every open task that is due on this day or was before, of visits that still matter."""
    deputy = contains_eager(Task.delegation).joinedload(Delegation.deputy)
    rows = tasks(Wanted(today=today)).options(deputy)
    return rows.where(Task.due_on <= today, still_matters(today))


def still_matters(today: date) -> ColumnElement[bool]:
    """A visit that was closed weeks ago needs nobody any more, whatever was left unticked."""
    return or_(Delegation.state != DelegationState.CLOSED, Delegation.ends_on >= today - FORGOTTEN)


def tasks_by_id(session: Session, ids: Collection[int]) -> list[Task]:
    """In the order of due days; those that are gone are left out."""
    rows = whole().where(Task.id.in_(ids)).order_by(Task.due_on, Task.id)
    return list(session.scalars(rows))


# -- what follows a visit --------------------------------------------------------------------------


def untouched(session: Session, delegation_id: int) -> Sequence[Task]:
    """Open tasks out of templates that nobody changed."""
    rows = follows().where(Task.delegation_id == delegation_id)
    return session.scalars(rows.order_by(Task.id)).all()


def follows() -> Select[Task]:
    return select(Task).where(
        Task.state == TaskState.OPEN, Task.is_touched.is_(False), Task.kind.is_not(None)
    )


def visits_around(session: Session, first: date, last: date) -> Sequence[Delegation]:
    """Visits with such tasks, of which a day lies between these."""
    rows = select(Delegation).where(
        Delegation.id.in_(follows().with_only_columns(Task.delegation_id)),
        Delegation.starts_on <= last,
        Delegation.ends_on >= first,
    )
    return session.scalars(rows.order_by(Delegation.id)).all()


def open_tasks_of(session: Session, delegation_id: int, officer_id: int) -> Sequence[Task]:
    """Open tasks of a delegation for which this officer is named."""
    rows = select(Task).where(
        Task.delegation_id == delegation_id,
        Task.officer_id == officer_id,
        Task.state == TaskState.OPEN,
    )
    return session.scalars(rows.order_by(Task.id)).all()


def number_touched(session: Session, delegation_id: int) -> int:
    """Tasks that somebody worked on or typed: the draft of a visit with such is not deleted."""
    is_worked_on = or_(Task.is_touched.is_(True), Task.kind.is_(None))
    rows = select(func.count()).where(Task.delegation_id == delegation_id, is_worked_on)
    return session.scalar(rows) or 0


def worded_tasks_of(ended: Select[int]) -> Select[Task]:
    """Tasks of these visits that say something in free words."""
    return select(Task).where(Task.delegation_id.in_(ended), or_(Task.title != "", Task.note != ""))
