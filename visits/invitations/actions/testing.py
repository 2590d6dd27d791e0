"""A harmless invitation first: only whose calendar answered it is sent real ones."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.calendars.ics import PartStat
from visits.hosting.rules import Told
from visits.invitations import queries
from visits.invitations.models import CalendarReader
from visits.invitations.queries import Mailbox
from visits.kit.errors import Refused
from visits.kit.zone import zone_of
from visits.notifications.actions import queue

TEST = "invitations.test"


def send_test(session: Session, box: Mailbox, *, at: datetime) -> CalendarReader:
    """A test to this mailbox; what an earlier one proved, and what was chosen then, is forgotten.

    Raises Refused (`no_mailbox`) for a reader who is not written to by mail.
    """
    if not box.address:
        raise Refused("no_mailbox")
    found = queries.tested(session, box.reader)
    row = found or CalendarReader(reader_kind=box.reader[0], reader_id=box.reader[1])
    row.address, row.tested_at = box.address, at
    row.test_uid = f"test-{uuid.uuid4().hex}@visits"
    row.answer = row.channel = row.told_on = row.chosen_at = row.by = None
    row.person = row.document_number = ""
    session.add(row)
    session.flush()
    row.letter = queue(
        session,
        TEST,
        to=box.address,
        name=box.name,
        language=box.language,
        about=box.about,
        key=f"{TEST}:{row.test_uid}",
        facts={"reader": list(box.reader), "uid": row.test_uid},
        at=at,
    )
    session.flush()
    return row


def note_test(
    session: Session,
    row: CalendarReader,
    answer: PartStat,
    *,
    told: Told,
    by: User | None,
    at: datetime,
) -> None:
    """What became of the test, as their calendar answered or as they told an officer (*by*).

    Raises Refused (`told_in_future`).
    """
    if told.on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future", told_on=told.on)
    row.answer, row.channel = answer, told.channel
    row.person, row.told_on = told.person, told.on
    row.document_number, row.by = told.document_number, by
    session.flush()


def choose(session: Session, row: CalendarReader, box: Mailbox, *, at: datetime) -> None:
    """From now on what is asked of this reader is an invitation.

    Raises Refused (`test_unanswered`), also when the test went to another mailbox.
    """
    if row.answer is None or not queries.is_same(row.address, box.address):
        raise Refused("test_unanswered")
    row.chosen_at = row.chosen_at or at
    session.flush()


def end(session: Session, row: CalendarReader) -> None:
    """Files again. What they hold already is still kept up to date."""
    row.chosen_at = None
    session.flush()
