"""Stamps that rise when something that calendars show has changed, once in each transaction.

Every gesture concerns the office's calendar, so its stamp is what all writers want. Whose calendars
changed is noted while a transaction runs; their stamps are written together just before it ends,
in one order everywhere: two writers wait for each other in a line, and not for long.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from visits.calendars import renaming
from visits.calendars.models import FeedStamp
from visits.calendars.queries import Subject
from visits.kit.clock import now

NOTED = "stamps noted"
"""Under this a session keeps what its transaction is to stamp."""
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(slots=True)
class Noted:
    """Whose calendars changed in a transaction, and what may be called otherwise now."""

    subjects: set[Subject] = field(default_factory=set)
    renamed: set[Subject] = field(default_factory=set)


def noted(session: Session) -> Noted:
    found: Noted = session.info.setdefault(NOTED, Noted())
    return found


def touch_all(session: Session, subjects: Iterable[Subject]) -> None:
    """What feeds of these subjects show has changed."""
    noted(session).subjects.update(subjects)


def rename(session: Session, subject: Subject) -> None:
    """What all calendars say of this site or visit may be something else."""
    noted(session).subjects.add(subject)
    noted(session).renamed.add(subject)


def write(session: Session) -> None:
    """Stamp what was noted, before the outermost transaction is committed."""
    if session.in_nested_transaction():
        return
    found: Noted | None = session.info.pop(NOTED, None)
    if found is None or not found.subjects:
        return
    session.flush()
    for row in raised(session, found.subjects):
        subject = (row.subject_kind, row.subject_id)
        if subject in found.renamed or not row.shown:
            renaming.follow(session, row, at=now())


def raised(session: Session, subjects: Iterable[Subject]) -> Iterable[FeedStamp]:
    """The stamps of these subjects, one higher; one statement."""
    rows = [
        {"subject_kind": kind, "subject_id": number, "number": 1, "shown": ""}
        for kind, number in sorted(subjects)
    ]
    statement = INSERT[session.get_bind().dialect.name](FeedStamp).values(rows)
    return session.scalars(
        statement.on_conflict_do_update(
            index_elements=["subject_kind", "subject_id"], set_={"number": FeedStamp.number + 1}
        ).returning(FeedStamp),
        execution_options={"populate_existing": True},
    ).all()


def forget(session: Session, transaction: SessionTransaction) -> None:
    """What a transaction noted ends with it: when it was committed, that is written."""
    if transaction.parent is None:
        session.info.pop(NOTED, None)


def install(sessions: sessionmaker[Session]) -> None:
    event.listen(sessions, "before_commit", write)
    event.listen(sessions, "after_transaction_end", forget)
