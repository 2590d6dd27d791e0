"""What officers do with a task. Whoever changes one holds it until the transaction's end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations.models import Delegation
from visits.kit.errors import Refused
from visits.tasks.models import Task
from visits.tasks.rules import TaskState


def add(
    session: Session, delegation: Delegation, facts: Mapping[str, Any], *, at: datetime
) -> Task:
    """A task in one's own words: `title`, `due_on`, `officer_id`, `note`."""
    task = Task(delegation=delegation, **facts, is_touched=True, created_at=at)
    session.add(task)
    session.flush()
    return task


def revise(session: Session, task: Task, facts: Mapping[str, Any]) -> None:
    """Another day, owner, note; another title for one's own."""
    for name, value in facts.items():
        setattr(task, name, value)
    task.is_touched = True
    session.flush()


def settle(session: Session, task: Task, state: TaskState, *, by: User, at: datetime) -> bool:
    """Done, or not needed. False when somebody else said so before: their name and hour stay."""
    if task.state is state:
        return False
    task.state, task.settled_by, task.settled_at = state, by, at
    task.is_touched = True
    session.flush()
    return True


def take_up(session: Session, task: Task) -> bool:
    """It is to be done after all. False when it was open already."""
    if task.state is TaskState.OPEN:
        return False
    task.state, task.settled_by, task.settled_at = TaskState.OPEN, None, None
    task.is_touched = True
    session.flush()
    return True


def delete(session: Session, task: Task) -> None:
    """One's own words go; raises Refused (`task_of_template`) for what can only be not needed."""
    if not task.is_own:
        raise Refused("task_of_template")
    session.delete(task)
    session.flush()
