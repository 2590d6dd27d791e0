"""Reminding of promises whoever is responsible for them. Flush at most."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.holidays.queries import days_off
from visits.kit.batches import in_batches
from visits.kit.office_hours import is_office_hour
from visits.kit.zone import zone_of
from visits.notifications.reminding import Waiting, remind_each
from visits.outcomes import queries
from visits.outcomes.models import FollowUp

KIND = "outcomes.followup_due"
AHEAD = 3
"""Working days before the deadline."""
LONGEST_NOTICE = timedelta(days=30)
"""Three working days before a deadline are never farther away, whatever holidays there are."""


def tend(session: Session, *, links: LinkKeeper, folder: Path, at: datetime) -> dict[str, int]:  # noqa: ARG001 (as every step is called)
    """Write to each who is responsible about all that is due; how many letters."""
    if not is_office_hour(session, at):
        return {"promise reminders": 0}
    today = at.astimezone(zone_of(session)).date()
    off = days_off(session, today - LONGEST_NOTICE, today + LONGEST_NOTICE)
    found = waiting(session, today + LONGEST_NOTICE)
    return {
        "promise reminders": remind_each(
            session, KIND, found, fact="follow_ups", ahead=AHEAD, days_off=off, at=at
        )
    }


def waiting(session: Session, last: date) -> Iterator[Waiting]:
    for row in in_batches(session, queries.open_until(last), FollowUp.id):
        user = who_is_reminded(row)
        if user is not None:
            yield Waiting(user, row.id, row.deadline, row.created_at)


def who_is_reminded(row: FollowUp) -> User | None:
    """One of ours who is responsible; for others, and for who has left, who answers for the visit."""
    user = row.responsible
    return user if user is not None and user.is_enabled else row.delegation.answerable
