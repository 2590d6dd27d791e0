"""Reminding people of what they have to do: one letter a day and kind to each, however much it is."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.kit.reminding import reminder_day
from visits.kit.workdays import is_working_day
from visits.kit.zone import zone_of
from visits.notifications.actions import queue
from visits.notifications.models import Letter

LOOK_BACK = timedelta(days=60)
"""Letters before that are as good as none: every week has one while something waits."""
ONE_DAY = timedelta(days=1)
MOST_TOLD = 25
"""Rows of one letter; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that somebody has to do: the id of its row, by when, since when it is known."""

    user: User
    number: int
    due: date
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """A kind of reminders on one day. *ahead*: so many working days before, the first is written."""

    kind: str
    fact: str
    """Under which the letter keeps the ids of rows."""
    ahead: int = 0
    days_off: Container[date]
    zone: tzinfo
    at: datetime

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()

    def day_of(self, one: Waiting) -> date | None:
        return reminder_day(one.due, self.today, self.days_off, ahead=self.ahead)

    def is_reason(self, one: Waiting, written_at: datetime | None) -> bool:
        """Is there a day of reminding since the last letter, or since the day before it was entered?

        So a day on which nothing ran is made up for, and what was entered on its last day is told.
        """
        day = self.day_of(one)
        if written_at is not None and one.entered_at <= written_at:
            since = written_at.astimezone(self.zone).date()
        else:
            since = one.entered_at.astimezone(self.zone).date() - ONE_DAY
        return day is not None and day > since


def remind_each(
    session: Session,
    kind: str,
    waiting: Iterable[Waiting],
    *,
    fact: str,
    ahead: int = 0,
    days_off: Container[date],
    at: datetime,
) -> int:
    """Queue a letter to each of whose things one is reason enough; it tells of all whose first
    reminder has come. Nobody is written to twice a day, or on a day off. How many letters."""
    zone = zone_of(session)
    asked = Reminding(kind=kind, fact=fact, ahead=ahead, days_off=days_off, zone=zone, at=at)
    if not is_working_day(asked.today, days_off):
        return 0
    lists: dict[User, list[Waiting]] = defaultdict(list)
    for one in waiting:
        if asked.day_of(one) is not None:
            lists[one.user].append(one)
    last = last_letters(session, kind, at)
    due = {user: own for user, own in lists.items() if is_due(asked, own, last.get(user.id))}
    for user, own in due.items():
        write(session, asked, user, sorted(own, key=lambda one: (one.due, one.number)))
    return len(due)


def is_due(asked: Reminding, own: Sequence[Waiting], written_at: datetime | None) -> bool:
    if written_at is not None and written_at.astimezone(asked.zone).date() >= asked.today:
        return False
    return any(asked.is_reason(one, written_at) for one in own)


def last_letters(session: Session, kind: str, at: datetime) -> Mapping[int, datetime]:
    """When each was reminded last, by the id of the user."""
    rows = (
        select(Letter.about_id, func.max(Letter.created_at))
        .where(Letter.kind == kind, Letter.about_kind == "user", Letter.created_at > at - LOOK_BACK)
        .group_by(Letter.about_id)
    )
    return {number: written_at for number, written_at in session.execute(rows)}  # noqa: C416 (mypy: a row is no pair)


def write(session: Session, asked: Reminding, user: User, own: Sequence[Waiting]) -> None:
    told = own[:MOST_TOLD]
    queue(
        session,
        asked.kind,
        to=user.email,
        name=user.name,
        language=user.language,
        about=("user", user.id),
        key=f"{asked.kind}:{user.id}:{asked.today}",
        facts={
            asked.fact: [one.number for one in told],
            "more": len(own) - len(told),
            "day": asked.today.isoformat(),
        },
        at=asked.at,
    )
