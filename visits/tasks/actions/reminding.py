"""Reminding owners of what is due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.holidays.queries import days_off
from visits.kit.batches import in_batches
from visits.kit.office_hours import is_office_hour
from visits.kit.zone import zone_of
from visits.notifications.reminding import Waiting, remind_each
from visits.tasks import queries
from visits.tasks.models import Task

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
    """Write to each owner, or to whoever answers for the visit after one left; how many letters."""
    if not is_office_hour(session, at):
        return {"task reminders": 0}
    today = at.astimezone(zone_of(session)).date()
    off = days_off(session, today - LOOK_BACK, today + LOOK_BACK)
    return {
        "task reminders": remind_each(
            session, KIND, waiting(session, today), fact="tasks", days_off=off, at=at
        )
    }


def waiting(session: Session, today: date) -> Iterator[Waiting]:
    for task in in_batches(session, queries.due_until(today), Task.id):
        owner = task.owner if task.owner.is_enabled else task.delegation.answerable
        if owner is not None:
            yield Waiting(owner, task.id, task.due_on, task.created_at)
