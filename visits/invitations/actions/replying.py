"""What a calendar answers, taken as if its owner had pressed the button of their own page."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.rules import Channel
from visits.calendars.ics import PartStat
from visits.hosting import actions as hosting
from visits.hosting.models import DutyAnswer, HostRequest
from visits.hosting.queries import of_stop
from visits.hosting.rules import Reply as Answer
from visits.hosting.rules import RequestState, Told
from visits.invitations import queries
from visits.invitations.actions.testing import note_test
from visits.invitations.models import CalendarReader, InvitationReply
from visits.invitations.queries import Mailbox
from visits.invitations.rules import SAYS, Outcome, Reply, against, is_forged
from visits.itineraries.events import Reader
from visits.itineraries.models import Stop
from visits.itineraries.rules import Consent, Said
from visits.kit.errors import NotThere
from visits.kit.zone import zone_of


def take(session: Session, reply: Reply, *, at: datetime) -> Outcome:
    """What became of it. Silence, and a tentative answer, settle nothing.

    Raises Refused and Blocked for an answer that cannot be taken; then nothing is kept of it.
    """
    if is_forged(reply):
        return Outcome.FORGED
    if reply.partstat not in set(SAYS):
        return Outcome.NO_ANSWER
    test = queries.tested_as(session, reply.uid)
    if test is not None:
        return of_test(session, test, reply, at=at)
    sent = queries.sent_to_mailbox(session, reply.uid, reply.attendee)
    return of_stop_asked(session, sent[0].reader, reply, at=at) if sent else Outcome.UNKNOWN


def of_stop_asked(session: Session, reader: Reader, reply: Reply, *, at: datetime) -> Outcome:
    """About the stop that they were invited to, as they know it."""
    if is_read(session, reply, reader):
        return Outcome.READ_BEFORE
    last = queries.last_to(session, reader, reply.uid)
    why_not = against(reply, last) if last else Outcome.UNKNOWN
    if why_not is not None:
        return why_not
    keep(session, reply, reader, at=at)
    if reply.partstat == PartStat.TENTATIVE:
        return Outcome.TENTATIVE
    return act(session, reply, queries.mailbox(session, reader), at=at)


def of_test(session: Session, row: CalendarReader, reply: Reply, *, at: datetime) -> Outcome:
    """Their calendar understands invitations."""
    if not queries.is_same(row.address, reply.attendee):
        return Outcome.UNKNOWN
    if is_read(session, reply, row.reader):
        return Outcome.READ_BEFORE
    keep(session, reply, row.reader, at=at)
    box = queries.mailbox(session, row.reader)
    told = told_by(session, reply, box, at=at)
    note_test(session, row, PartStat(reply.partstat), told=told, by=None, at=at)
    return Outcome.TEST_ANSWERED


def act(session: Session, reply: Reply, box: Mailbox, *, at: datetime) -> Outcome:
    """Yes or no, by the action of the reader's own page."""
    stop = session.scalar(select(Stop).where(Stop.uid == reply.uid))
    if stop is None:
        return Outcome.CANCELLED
    answers = answer_of_host if box.reader[0] == "contact" else answer_of_person
    return answers(session, stop, reply, box, at=at)


def answer_of_host(
    session: Session, stop: Stop, reply: Reply, box: Mailbox, *, at: datetime
) -> Outcome:
    request = asked_of(session, stop, box.reader)
    if request is None:
        return Outcome.CANCELLED
    if request.answer is not None and request.answer.at > given(reply, at=at):
        return Outcome.ANSWERED_SINCE
    says = SAYS[PartStat(reply.partstat)]
    said = Said.CONFIRMED if says is Outcome.ACCEPTED else Said.DECLINED
    hosting.reply(
        session,
        request,
        Answer(said=said, note=reply.comment),
        told=told_by(session, reply, box, at=at),
        by=None,
        at=at,
    )
    return says


def asked_of(session: Session, stop: Stop, reader: Reader) -> HostRequest | None:
    """The newest request to this contact, unless nobody asks any more."""
    rows = (one for one in of_stop(session, stop) if one.contact_id == reader[1])
    newest = next(rows, None)
    return None if newest is None or newest.state is RequestState.WITHDRAWN else newest


def answer_of_person(
    session: Session, stop: Stop, reply: Reply, box: Mailbox, *, at: datetime
) -> Outcome:
    try:
        duty = queries.serving(session, stop.uid, box.reader[1])
    except NotThere:
        return Outcome.CANCELLED
    since = select(DutyAnswer.id).where(
        DutyAnswer.assignment_id == duty.id, DutyAnswer.at > given(reply, at=at)
    )
    if session.scalar(since.limit(1)) is not None:
        return Outcome.ANSWERED_SINCE
    says = SAYS[PartStat(reply.partstat)]
    consent = Consent.CONSENTED if says is Outcome.ACCEPTED else Consent.DECLINED
    told = told_by(session, reply, box, at=at)
    hosting.say_of_duty(session, duty, consent, told=told, by=None, at=at, note=reply.comment)
    return says


def told_by(session: Session, reply: Reply, box: Mailbox, *, at: datetime) -> Told:
    day = given(reply, at=at).astimezone(zone_of(session)).date()
    return Told(channel=Channel.CALENDAR, on=day, person=box.name)


def given(reply: Reply, *, at: datetime) -> datetime:
    """When it was answered, at the latest now: their clock may be ahead of ours, or lie."""
    return min(reply.at, at)


def is_read(session: Session, reply: Reply, reader: Reader) -> bool:
    rows = select(InvitationReply.id).where(
        InvitationReply.uid == reply.uid,
        InvitationReply.reader_kind == reader[0],
        InvitationReply.reader_id == reader[1],
        InvitationReply.sequence == reply.sequence,
        InvitationReply.partstat == PartStat(reply.partstat),
        InvitationReply.at == reply.at,
    )
    return session.scalar(rows) is not None


def keep(session: Session, reply: Reply, reader: Reader, *, at: datetime) -> None:
    session.add(
        InvitationReply(
            uid=reply.uid,
            reader_kind=reader[0],
            reader_id=reader[1],
            sequence=reply.sequence,
            partstat=PartStat(reply.partstat),
            at=reply.at,
            read_at=at,
        )
    )
    session.flush()
