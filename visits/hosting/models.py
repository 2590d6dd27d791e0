"""Requests to hosts, and the times that these propose instead."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.hosting.rules import Asked, RequestState
from visits.itineraries.models import Answer, Assignment, Stop
from visits.itineraries.rules import Consent
from visits.kit.columns import Versioned, intpk, line, note, personal_line, personal_note
from visits.kit.tables import Base
from visits.notifications.models import Letter
from visits.sites.models import SiteContact
from visits.sites.rules import ContactChannel


class HostRequest(Versioned, Audited, Base):
    """One contact is asked to receive one stop. A change that matters is another request.

    `starts` to `people` are what was asked, whatever has become of the stop since.
    """

    __tablename__ = "host_requests"
    __table_args__ = (
        Index("ix_host_requests_state_due_on", "state", "due_on"),
        Index("ix_host_requests_contact_state", "contact_id", "state", "starts"),
    )

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("site_contacts.id"))
    channel: Mapped[ContactChannel]
    state: Mapped[RequestState] = mapped_column(default=RequestState.AWAITING)
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    """The day on which the contact is reminded."""
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    space_id: Mapped[int | None]
    """Of a room as it was asked; no foreign key, since rooms come and go."""
    people: Mapped[int]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    docent: Mapped[personal_line] = mapped_column(default="")
    most_people: Mapped[int | None]
    conditions: Mapped[note] = mapped_column(default="")
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    """The letter that asks, or calls for a call."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("host_requests.id"))
    """The former request about the same stop, which the contact knows of."""
    reminded_at: Mapped[datetime | None]
    reconfirm_asked_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    stop: Mapped[Stop] = relationship()
    contact: Mapped[SiteContact] = relationship()
    answer: Mapped[Answer | None] = relationship()
    letter: Mapped[Letter | None] = relationship()
    replaces: Mapped["HostRequest | None"] = relationship(remote_side="HostRequest.id")
    times: Mapped[list["ProposedTime"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="ProposedTime.id"
    )

    @property
    def asked(self) -> Asked:
        return Asked(self.starts, self.ends, self.site_id, self.space_id, self.people)

    def audit_label(self) -> str:
        return self.stop.uid if self.stop else ""


class ProposedTime(Audited, Base):
    """A time at which the host could receive instead."""

    __tablename__ = "proposed_times"

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("host_requests.id"), index=True)
    starts: Mapped[datetime]
    ends: Mapped[datetime]

    request: Mapped[HostRequest] = relationship(back_populates="times")


class DutyAnswer(Audited, Base):
    """What somebody of ours, or an official's office, said to serving at a stop, and how we learned."""

    __tablename__ = "duty_answers"

    id: Mapped[intpk]
    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignments.id", ondelete="CASCADE"), index=True
    )
    answer: Mapped[Consent]
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    note: Mapped[personal_note] = mapped_column(default="")
    """Why not, or what else they said."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """The officer who entered it; None when they said it themselves."""
    at: Mapped[datetime]

    assignment: Mapped[Assignment] = relationship()
    by: Mapped[User | None] = relationship()

    def audit_label(self) -> str:
        return self.assignment.stop.uid if self.assignment else ""
