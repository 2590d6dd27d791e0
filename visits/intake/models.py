"""Requests and what belongs to them; the web form's unfinished drafts."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.intake.rules import (
    Duration,
    Half,
    Purpose,
    RequestChannel,
    RequesterRole,
    RequestMove,
    RequestState,
)
from visits.kit.columns import Versioned, intpk, line, note, personal_line, personal_note, short
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.organisations.models import Organisation
from visits.papers.models import File
from visits.sites.models import Site

SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for each other, and without vowels: no code spells a word."""


def new_code() -> str:
    """`K7QM-3FXD`: random, so that nobody counts our requests or guesses a neighbour's."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


class VisitRequest(Versioned, Audited, Searchable, Base):
    """Somebody asks to come.

    What stands as words (`people_said`, a slot's `said`, `sites_said`) is what they wrote; `people`
    and a slot's days beside them are what is certain in it, and None else. `language` is the one in
    which we write to them. `received_on` and `answer_due_on` are days in the city; the answer is
    promised five working days after the receipt, or after their last answer to a question.

    Files attached to it are `papers.models.File` rows with the owner ("request", id). The links of
    its requester are `SecretLink`s of the kind REQUESTER with the same subject. The public may know
    of it what `queries.status_of` gives, and nothing else of this row.
    """

    __tablename__ = "visit_requests"
    __table_args__ = (
        Index("ix_visit_requests_state_due", "state", "answer_due_on", "id"),
        Index("ix_visit_requests_state_id", "state", "id"),
        Index("ix_visit_requests_country_received", "country", "received_on"),
    )

    id: Mapped[intpk]
    code: Mapped[short] = mapped_column(unique=True, default=new_code)
    channel: Mapped[RequestChannel]
    state: Mapped[RequestState]
    subject: Mapped[line]
    requester_name: Mapped[personal_line] = mapped_column(default="")
    requester_position: Mapped[personal_line] = mapped_column(default="")
    requester_organisation: Mapped[line] = mapped_column(default="")
    requester_role: Mapped[RequesterRole] = mapped_column(default=RequesterRole.OTHER)
    requester_email: Mapped[personal_line] = mapped_column(default="", index=True)
    """In lower case (kit.emails.normal)."""
    requester_phone: Mapped[personal_line] = mapped_column(default="")
    body_name: Mapped[line] = mapped_column(default="")
    """The visiting organisation as they write it; `organisation_id` when it is one we know."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    country: Mapped[str] = mapped_column(String(8), default="")
    head_name: Mapped[personal_line] = mapped_column(default="")
    head_position: Mapped[personal_line] = mapped_column(default="")
    level: Mapped[Level | None]
    people_said: Mapped[line] = mapped_column(default="")
    people: Mapped[int | None]
    purpose: Mapped[note] = mapped_column(default="")
    themes: Mapped[tuple[str, ...]] = mapped_column(default=())
    learning_questions: Mapped[note] = mapped_column(default="")
    duration: Mapped[Duration | None]
    sites_said: Mapped[line] = mapped_column(default="")
    languages: Mapped[tuple[str, ...]] = mapped_column(default=())
    """What the group speaks, BCP 47."""
    own_interpreter: Mapped[bool] = mapped_column(default=False)
    accessibility: Mapped[personal_note] = mapped_column(default="")
    language: Mapped[short] = mapped_column(default="en")
    document_number: Mapped[line] = mapped_column(default="")
    """Of the letter or note by which it came."""
    received_on: Mapped[date]
    answer_due_on: Mapped[date]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    approval_asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]
    approval_note: Mapped[line] = mapped_column(default="")
    """What the approver adds, or the number under which it was approved elsewhere."""
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decision_reason: Mapped[note] = mapped_column(default="")
    """Stays in the office; letters have their own words."""
    redirected_to: Mapped[line] = mapped_column(default="")
    duplicate_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("visit_requests.id", ondelete="SET NULL"), index=True
    )
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"), unique=True)
    confirmed_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(index=True)

    organisation: Mapped[Organisation | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    duplicate_of: Mapped["VisitRequest | None"] = relationship(remote_side="VisitRequest.id")
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    approval_asked_by: Mapped[User | None] = relationship(foreign_keys=[approval_asked_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    slots: Mapped[list["WishedSlot"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="WishedSlot.position"
    )
    sites: Mapped[list["WishedSite"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="WishedSite.position"
    )
    consents: Mapped[list["RequestConsent"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="RequestConsent.id"
    )
    questions: Mapped[list["Question"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="Question.id"
    )
    comments: Mapped[list["Comment"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="Comment.id"
    )
    steps: Mapped[list["RequestStep"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="RequestStep.id"
    )
    files: Mapped[list[File]] = relationship(
        primaryjoin="and_(foreign(File.owner_id) == VisitRequest.id, File.owner_kind == 'request')",
        order_by="File.id",
        viewonly=True,
    )

    @property
    def open_questions(self) -> list["Question"]:
        return [question for question in self.questions if question.answered_at is None]

    def search_texts(self) -> tuple[str, ...]:
        return (
            self.code.replace("-", ""),
            self.code,
            self.subject,
            self.body_name,
            self.requester_name,
            self.requester_organisation,
            self.document_number,
        )


class WishedSlot(Audited, Base):
    """A preferred day or time of the year, the most wished first.

    `said` as they wrote it; `first` and `last` are the days that it certainly means.
    """

    __tablename__ = "wished_slots"

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("visit_requests.id"), index=True)
    position: Mapped[int]
    said: Mapped[line]
    first: Mapped[date | None]
    last: Mapped[date | None]
    half: Mapped[Half] = mapped_column(default=Half.EITHER)

    request: Mapped[VisitRequest] = relationship(back_populates="slots")


class WishedSite(Audited, Base):
    """A site that they want to see."""

    __tablename__ = "wished_sites"
    __table_args__ = (UniqueConstraint("request_id", "site_id"),)

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("visit_requests.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    position: Mapped[int]

    request: Mapped[VisitRequest] = relationship(back_populates="sites")
    site: Mapped[Site] = relationship()


class RequestConsent(Audited, Base):
    """What the requester consented to, for one purpose, in which language they read it and when.

    A later word on the same purpose is a further row: the last one counts.
    """

    __tablename__ = "request_consents"

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("visit_requests.id"), index=True)
    purpose: Mapped[Purpose]
    is_given: Mapped[bool]
    language: Mapped[short]
    channel: Mapped[Channel]
    at: Mapped[datetime]

    request: Mapped[VisitRequest] = relationship(back_populates="consents")


class Question(Audited, Base):
    """What we need to know, and what was answered: by link, or told to an officer."""

    __tablename__ = "request_questions"

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("visit_requests.id"), index=True)
    text: Mapped[personal_note]
    """In the requester's language."""
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    answer: Mapped[personal_note] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    request: Mapped[VisitRequest] = relationship(back_populates="questions")
    asked_by: Mapped[User] = relationship()


class Comment(Audited, Base):
    """A colleague's remark; it stays in the office."""

    __tablename__ = "request_comments"

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("visit_requests.id"), index=True)
    text: Mapped[personal_note]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    request: Mapped[VisitRequest] = relationship(back_populates="comments")
    by: Mapped[User] = relationship()


class RequestStep(Audited, Base):
    """One line of a request's history: what was done, who told us by which channel, who entered it.

    `by_id` is None for what came by the requester's own link or happened by itself.
    """

    __tablename__ = "request_steps"

    id: Mapped[intpk]
    request_id: Mapped[int] = mapped_column(ForeignKey("visit_requests.id"), index=True)
    at: Mapped[datetime]
    move: Mapped[RequestMove]
    state: Mapped[RequestState]
    """In which it was afterwards."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    channel: Mapped[Channel | None]
    """None for what the office itself did."""
    told_on: Mapped[date | None]
    person: Mapped[personal_line] = mapped_column(default="")
    document_number: Mapped[line] = mapped_column(default="")
    note: Mapped[personal_note] = mapped_column(default="")

    request: Mapped[VisitRequest] = relationship(back_populates="steps")
    by: Mapped[User | None] = relationship()


class RequestDraft(Base):
    """A web form that was begun: what was typed on each step, kept so that nothing is lost.

    Its link (a `SecretLink` of the kind DRAFT) comes with it: `actions.begin`. `facts` are the form's own values by
    field name, as JSON; nobody in the office sees them. `step` is the furthest step saved. Its
    files are `File` rows with the owner ("request_draft", id). Sending it makes a VisitRequest and
    deletes the draft; what is not sent in 14 days is destroyed.
    """

    __tablename__ = "request_drafts"

    id: Mapped[intpk]
    language: Mapped[short]
    step: Mapped[short] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, info={"personal": True})
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime] = mapped_column(index=True)

    files: Mapped[list[File]] = relationship(
        primaryjoin=(
            "and_(foreign(File.owner_id) == RequestDraft.id, File.owner_kind == 'request_draft')"
        ),
        order_by="File.id",
        viewonly=True,
    )
