"""Readers who chose invitations, what they were sent, and what their calendars answer."""

from datetime import timedelta

from sqlalchemy import select

from tests.factories import AT
from visits.access.rules import Channel
from visits.calendars.ics import PartStat
from visits.hosting.rules import Told
from visits.invitations import actions, queries
from visits.invitations.models import InvitationMessage
from visits.invitations.rules import Reply
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

BEFORE = AT - timedelta(days=3)
LATER = AT + timedelta(hours=3)
BY_PHONE = Told(channel=Channel.TELEPHONE, on=BEFORE.date(), person="Ms Yoon")

REPLY = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Groupware//KO\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:{uid}\r
SEQUENCE:{sequence}\r
DTSTAMP:{at}\r
DTSTART:20990303T010000Z\r
ORGANIZER:mailto:visits@example.org\r
ATTENDEE;CN="Yoon; Ms";PARTSTAT={partstat}:MAILTO:Yoon@Example.org\r
COMMENT:{comment}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def choose(session, reader):
    """Tested, answered on the telephone, chosen."""
    box = queries.mailbox(session, reader)
    row = actions.send_test(session, box, at=BEFORE)
    row.letter.state = LetterState.SENT
    actions.note_test(session, row, PartStat.ACCEPTED, told=BY_PHONE, by=None, at=BEFORE)
    actions.choose(session, row, box, at=BEFORE)
    return row


def said(session):
    """Method and SEQUENCE of every message whose letter was not dropped, in their order."""
    return [(one.method.value, one.sequence) for one in session.scalars(queries.messages())]


def kinds(session):
    """The letter of each of them."""
    return [one.letter.kind for one in session.scalars(queries.messages())]


def send(session):
    """As the sender does: everything that waits has left."""
    for letter in session.scalars(select(Letter).where(Letter.state == LetterState.QUEUED)):
        letter.state, letter.sent_at = LetterState.SENT, AT
    session.flush()


def last(session):
    rows = select(InvitationMessage).order_by(InvitationMessage.id.desc())
    return session.scalars(rows).first()


def a_reply(stop, partstat="ACCEPTED", **values):
    given = {"uid": stop.uid, "attendee": "yoon@example.org", "sequence": 0, "at": LATER}
    return Reply(**{**given, "partstat": partstat, **values})


def reply_text(uid, partstat="ACCEPTED", *, sequence=0, at="20981201T040000Z", comment=""):
    return REPLY.format(uid=uid, partstat=partstat, sequence=sequence, at=at, comment=comment)
