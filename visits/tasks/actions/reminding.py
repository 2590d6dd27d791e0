"""Reminding owners: one letter a day for everything that is due, however much it is."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.holidays.queries import days_off
from visits.kit.office_hours import is_office_hour
from visits.kit.zone import zone_of
from visits.notifications.actions import queue
from visits.notifications.models import Letter
from visits.tasks import queries
from visits.tasks.models import Task
from visits.tasks.rules import reminds_of

KIND = "tasks.reminder"
LOOK_BACK = timedelta(days=30)
"""Far enough for the working day before today, whatever holidays there were."""


def tend(
    session: Session,
    *,
    links: LinkKeeper,  # noqa: ARG001 (as every step is called)
    folder: Path,  # noqa: ARG001
    at: datetime,
) -> dict[str, int]:
    """Write to each owner, or whoever answers for the visit after one left, of whose tasks one is reason enough; how many letters there were."""
    if not is_office_hour(session, at):
        return {"task reminders": 0}
    today = at.astimezone(zone_of(session)).date()
    off = days_off(session, today - LOOK_BACK, today)
    lists: dict[User, list[Task]] = defaultdict(list)
    for task in queries.due_until(session, today):
        owner = task.owner if task.owner.is_enabled else task.delegation.answerable
        if owner is not None:
            lists[owner].append(task)
    letters = [
        remind(session, owner, tasks, today, at=at)
        for owner, tasks in lists.items()
        if any(reminds_of(task.due_on, today, off) for task in tasks)
    ]
    return {"task reminders": sum(letter.created_at == at for letter in letters)}


def remind(
    session: Session, owner: User, tasks: list[Task], today: date, *, at: datetime
) -> Letter:
    """The day's letter; the same one when it was written already."""
    return queue(
        session,
        KIND,
        to=owner.email,
        name=owner.name,
        language=owner.language,
        about=("user", owner.id),
        key=f"{KIND}:{owner.id}:{today}",
        facts={"tasks": [task.id for task in tasks], "day": today.isoformat()},
        at=at,
    )
