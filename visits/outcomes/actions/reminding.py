"""Reminding of promises: one letter a day to whoever is responsible. Flush at most."""

from collections import defaultdict
from collections.abc import Container
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.delegations.models import Delegation
from visits.holidays.queries import days_off
from visits.kit.batches import in_batches
from visits.kit.office_hours import is_office_hour
from visits.kit.zone import zone_of
from visits.notifications.actions import queue
from visits.notifications.models import Letter
from visits.outcomes.models import FollowUp
from visits.outcomes.rules import FollowUpState, reminder_day

KIND = "outcomes.followup_due"
LONGEST_NOTICE = timedelta(days=30)
"""Three working days before a deadline are never farther away, whatever holidays there are."""


def tend(session: Session, *, links: LinkKeeper, folder: Path, at: datetime) -> dict[str, int]:  # noqa: ARG001 (as every step is called)
    """One letter a day to each who is responsible, about all that is due then."""
    if not is_office_hour(session, at):
        return {"promises reminded of": 0}
    today = at.astimezone(zone_of(session)).date()
    off = days_off(session, today - LONGEST_NOTICE, today + LONGEST_NOTICE)
    due: dict[User, list[FollowUp]] = defaultdict(list)
    for row in in_batches(session, open_until(today + LONGEST_NOTICE), FollowUp.id):
        user = who_is_reminded(row)
        if user is not None and is_to_remind(session, row, today, off):
            due[user].append(row)
    reminded = sum(remind(session, user, rows, today, at=at) for user, rows in due.items())
    return {"promises reminded of": reminded}


def open_until(last: date) -> Select[FollowUp]:
    visit = joinedload(FollowUp.delegation)
    loads = (visit.joinedload(Delegation.lead), visit.joinedload(Delegation.deputy))
    return (
        select(FollowUp)
        .where(FollowUp.state == FollowUpState.OPEN, FollowUp.deadline <= last)
        .options(joinedload(FollowUp.responsible), *loads)
    )


def is_to_remind(session: Session, row: FollowUp, today: date, off: Container[date]) -> bool:
    """Is there a day of reminding since the last one, or since it was entered?"""
    day = reminder_day(row.deadline, today, off)
    since = row.reminded_on or row.created_at.astimezone(zone_of(session)).date()
    return day is not None and day > since


def who_is_reminded(row: FollowUp) -> User | None:
    """One of ours who is responsible; for others, and for who has left, who answers for the visit."""
    user = row.responsible
    return user if user is not None and user.is_enabled else row.delegation.answerable


def remind(session: Session, user: User, rows: list[FollowUp], today: date, *, at: datetime) -> int:
    """Queue the letter of this day; what comes up after it went waits for tomorrow's."""
    key = f"{KIND}:{user.id}:{today}"
    if session.scalar(select(exists().where(Letter.key == key))):
        return 0
    for row in rows:
        row.reminded_on = today
    queue(
        session,
        KIND,
        to=user.email,
        name=user.name,
        language=user.language,
        about=("user", user.id),
        key=key,
        facts={"follow_ups": [row.id for row in rows], "day": today.isoformat()},
        at=at,
    )
    return len(rows)
