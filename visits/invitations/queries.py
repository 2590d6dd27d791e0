"""Who gets invitations, what they hold, and what came back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from visits.hosting.queries import the_contact
from visits.hosting.rules import SEES, Fact
from visits.invitations.models import CalendarReader, InvitationMessage, InvitationReply
from visits.invitations.rules import OWN_LANGUAGE
from visits.itineraries.events import Reader
from visits.itineraries.models import Assignment, Publication, Stop
from visits.kit.errors import NotThere
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.resources.models import Person
from visits.resources.queries import the_person
from visits.sites.models import SiteContact
from visits.sites.rules import ContactChannel

BY_MAIL = (ContactChannel.MAIL, ContactChannel.LINK)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where a reader is written to, as the register says now; no address: by no mail."""

    reader: Reader
    name: str
    address: str
    language: str
    about: tuple[str, int]
    """What a letter that speaks of no visit belongs to: the site, or the person."""


def mailbox(session: Session, reader: Reader) -> Mailbox:
    """Raises NotThere for a reader that there is not."""
    kind, number = reader
    if kind == "contact":
        return of_contact(the_contact(session, number))
    return of_person(the_person(session, number))


def of_contact(contact: SiteContact) -> Mailbox:
    """Whoever may not know what a visit is about cannot be shown it in a calendar."""
    is_written_to = contact.channel in BY_MAIL and Fact.TOPIC in SEES[contact.role]
    address = contact.email if is_written_to else ""
    about = ("site", contact.site_id)
    return Mailbox(("contact", contact.id), contact.name, address, contact.language, about)


def of_person(person: Person) -> Mailbox:
    """The office that keeps their diary, else themselves."""
    language = person.user.language if person.user else OWN_LANGUAGE
    name = person.diary_office or person.name.to(language)
    address = "" if person.is_retired else person.email
    return Mailbox(("person", person.id), name, address, language, ("person", person.id))


def tested(session: Session, reader: Reader) -> CalendarReader | None:
    rows = select(CalendarReader).where(
        CalendarReader.reader_kind == reader[0], CalendarReader.reader_id == reader[1]
    )
    return session.scalar(rows.options(joinedload(CalendarReader.letter)))


def tested_as(session: Session, uid: str) -> CalendarReader | None:
    """Whose test had this UID."""
    return session.scalar(select(CalendarReader).where(CalendarReader.test_uid == uid))


def chosen(session: Session) -> Mapping[Reader, CalendarReader]:
    """Whoever gets invitations."""
    rows = select(CalendarReader).where(CalendarReader.chosen_at.is_not(None))
    return {one.reader: one for one in session.scalars(rows)}


def is_chosen(session: Session, box: Mailbox) -> bool:
    """Whether this very mailbox gets invitations."""
    found = tested(session, box.reader)
    return found is not None and bool(found.chosen_at) and is_same(found.address, box.address)


def is_same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


# -- what they hold --------------------------------------------------------------------------------


def messages() -> Select[InvitationMessage]:
    """What was not dropped, oldest first, with letters and what was published."""
    return (
        select(InvitationMessage)
        .join(InvitationMessage.letter)
        .where(Letter.state != LetterState.DROPPED)
        .options(
            contains_eager(InvitationMessage.letter), joinedload(InvitationMessage.publication)
        )
        .order_by(InvitationMessage.id)
    )


def held(session: Session, uids: Collection[str]) -> dict[tuple[Reader, str], InvitationMessage]:
    """The newest message of each reader about these stops."""
    rows = session.scalars(messages().where(InvitationMessage.uid.in_(uids)))
    return {(one.reader, one.uid): one for one in rows}


def last_to(session: Session, reader: Reader, uid: str) -> InvitationMessage | None:
    return held(session, [uid]).get((reader, uid))


def message_of(session: Session, letter_id: int) -> InvitationMessage | None:
    """What the letter carries; None when it is words alone."""
    rows = select(InvitationMessage).where(InvitationMessage.letter_id == letter_id)
    return session.scalar(rows.options(joinedload(InvitationMessage.publication)))


def sent_to_mailbox(session: Session, uid: str, address: str) -> Sequence[InvitationMessage]:
    """The newest message about the stop that went to this mailbox, if any, whatever reader it belongs to."""
    to_it = func.lower(Letter.recipient) == address.lower()
    return session.scalars(messages().where(InvitationMessage.uid == uid, to_it)).all()[-1:]


def published(session: Session, uids: Collection[str]) -> dict[str, list[Publication]]:
    """Everything that was published of these stops, oldest first."""
    found: dict[str, list[Publication]] = {uid: [] for uid in uids}
    rows = select(Publication).where(Publication.uid.in_(uids)).order_by(Publication.id)
    for row in session.scalars(rows):
        found[row.uid].append(row)
    return found


# -- what came back --------------------------------------------------------------------------------


def replies_about(
    session: Session, uids: Collection[str]
) -> dict[tuple[Reader, str], InvitationReply]:
    """What each reader's calendar answered last, by the time of the answer."""
    rows = session.scalars(select(InvitationReply).where(InvitationReply.uid.in_(uids)))
    ordered = sorted(rows, key=lambda one: (one.sequence, one.given_at, one.id))
    return {(one.reader, one.uid): one for one in ordered}


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was sent to one reader about a stop, oldest first, and what they answered last."""

    name: str
    messages: Sequence[InvitationMessage]
    reply: InvitationReply | None

    @property
    def last(self) -> InvitationMessage:
        return self.messages[-1]

    @property
    def is_of_last(self) -> bool:
        """Whether the answer is about what was sent last."""
        return self.reply is not None and self.reply.sequence == self.last.sequence


def exchanges(session: Session, uid: str) -> list[Exchange]:
    """Per reader, in the order in which they were invited."""
    told: dict[Reader, list[InvitationMessage]] = {}
    for one in session.scalars(messages().where(InvitationMessage.uid == uid)):
        told.setdefault(one.reader, []).append(one)
    replies = replies_about(session, [uid])
    return [
        Exchange(rows[-1].letter.recipient_name, rows, replies.get((reader, uid)))
        for reader, rows in told.items()
    ]


def serving(session: Session, uid: str, person_id: int) -> Assignment:
    """What a person of ours is asked to do at the stop. Raises NotThere."""
    rows = (
        select(Assignment)
        .join(Assignment.stop)
        .where(Stop.uid == uid, Assignment.person_id == person_id)
        .order_by(Assignment.id)
    )
    found = session.scalars(rows).first()
    if found is None:
        raise NotThere("assignment")
    return found
