"""Who gets invitations, what was sent to whom, and what their calendars answered."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.calendars.ics import Method, PartStat
from visits.itineraries.events import Reader
from visits.itineraries.models import Publication
from visits.kit.columns import Versioned, intpk, line, personal_line, short
from visits.kit.tables import Base
from visits.notifications.models import Letter


class CalendarReader(Versioned, Audited, Base):
    """Somebody who was sent a test invitation, what came of it, and whether they get invitations.

    All of it is about the mailbox `address`: another one is tested anew.
    """

    __tablename__ = "calendar_readers"
    __table_args__ = (UniqueConstraint("reader_kind", "reader_id"),)

    id: Mapped[intpk]
    reader_kind: Mapped[short]
    reader_id: Mapped[int]
    address: Mapped[personal_line]
    test_uid: Mapped[str] = mapped_column(String(60), unique=True)
    tested_at: Mapped[datetime]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"))
    answer: Mapped[PartStat | None]
    channel: Mapped[Channel | None]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date | None]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """The officer who entered the answer; None when their calendar gave it."""
    chosen_at: Mapped[datetime | None]

    letter: Mapped[Letter | None] = relationship()
    by: Mapped[User | None] = relationship()

    @property
    def reader(self) -> Reader:
        return self.reader_kind, self.reader_id

    def audit_label(self) -> str:
        return f"{self.reader_kind} {self.reader_id}"


class InvitationMessage(Base):
    """One calendar message about one stop to one reader. Only appended: the newest one whose letter
    was not dropped is what the reader holds."""

    __tablename__ = "invitation_messages"
    __table_args__ = (Index("ix_invitation_messages_uid", "uid", "reader_kind", "reader_id", "id"),)

    id: Mapped[intpk]
    uid: Mapped[str] = mapped_column(String(60))
    reader_kind: Mapped[short]
    reader_id: Mapped[int]
    method: Mapped[Method]
    sequence: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    partstat: Mapped[PartStat] = mapped_column(default=PartStat.NEEDS_ACTION)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    """Time, place and title as they were published: the same whenever the letter is sent again."""
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    at: Mapped[datetime]

    publication: Mapped[Publication] = relationship()
    letter: Mapped[Letter] = relationship()

    @property
    def reader(self) -> Reader:
        return self.reader_kind, self.reader_id


class InvitationReply(Base):
    """What a reader's calendar answered, once, whatever became of it."""

    __tablename__ = "invitation_replies"
    __table_args__ = (
        UniqueConstraint(
            "uid",
            "reader_kind",
            "reader_id",
            "sequence",
            "partstat",
            "at",
            name="uq_invitation_replies_once",
        ),
    )

    id: Mapped[intpk]
    uid: Mapped[str] = mapped_column(String(60))
    reader_kind: Mapped[short]
    reader_id: Mapped[int]
    sequence: Mapped[int]
    partstat: Mapped[PartStat]
    at: Mapped[datetime]
    """When it was answered, as the calendar says, by which it is known again."""
    read_at: Mapped[datetime]

    @property
    def given_at(self) -> datetime:
        """When it was answered, at the latest when it was read: a calendar may say any moment."""
        return min(self.at, self.read_at)

    @property
    def reader(self) -> Reader:
        return self.reader_kind, self.reader_id
