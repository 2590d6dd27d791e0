"""Guests' answers and questions, hosts' reports, lessons. What guests and hosts write is personal.

Ratings leave no trace in the log: who reads it could tell the answers of a small group apart.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.delegations.models import Delegation
from visits.feedback.rules import How, LessonState, Question, QuestionState, Wish
from visits.itineraries.models import Stop
from visits.kit.columns import Versioned, intpk, line, personal_line, personal_note, short
from visits.kit.tables import Base
from visits.sites.models import Site


class GuestAnswer(Audited, Base):
    """What one guest says after a visit. Nobody's name is asked."""

    __tablename__ = "guest_answers"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    browser: Mapped[str | None] = mapped_column(String(64), unique=True, info={"secret": True})
    """The hash of the secret that it keeps; none when an officer entered it, or after a while."""
    language: Mapped[short]
    """Of the page on which it was given."""
    best_stop_id: Mapped[int | None] = mapped_column(
        ForeignKey("stops.id"), index=True, info={"unaudited": True}
    )
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    """Who passed it on, when an officer entered it."""
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    begun_at: Mapped[datetime]

    delegation: Mapped[Delegation] = relationship()
    by: Mapped[User | None] = relationship()
    best_stop: Mapped[Stop | None] = relationship()
    ratings: Mapped[list["GuestRating"]] = relationship(
        back_populates="answer", cascade="all, delete-orphan"
    )
    words: Mapped[list["GuestWords"]] = relationship(
        back_populates="answer", cascade="all, delete-orphan", order_by="GuestWords.id"
    )

    @property
    def rated(self) -> dict[Question, int]:
        return {one.question: one.value for one in self.ratings}

    @property
    def said(self) -> dict[Wish, str]:
        return {one.wish: one.text for one in self.words}

    def audit_label(self) -> str:
        return self.delegation.code if self.delegation else ""


class GuestRating(Base):
    """One question of an answer, from 1 (very poor) to 5 (very good)."""

    __tablename__ = "guest_ratings"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="value"),)

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("guest_answers.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[Question] = mapped_column(primary_key=True)
    value: Mapped[int]

    answer: Mapped[GuestAnswer] = relationship(back_populates="ratings")


class GuestWords(Versioned, Audited, Base):
    """Own words of an answer, and what an officer made of them in Korean."""

    __tablename__ = "guest_words"
    __table_args__ = (UniqueConstraint("answer_id", "wish"),)

    id: Mapped[intpk]
    answer_id: Mapped[int] = mapped_column(ForeignKey("guest_answers.id", ondelete="CASCADE"))
    wish: Mapped[Wish]
    text: Mapped[personal_note]
    """Empty once its time is over."""
    language: Mapped[short]
    """BCP 47, by its script."""
    korean: Mapped[personal_note] = mapped_column(default="")

    answer: Mapped[GuestAnswer] = relationship(back_populates="words")

    def audit_label(self) -> str:
        return self.answer.audit_label() if self.answer else ""


class GuestQuestion(Versioned, Audited, Base):
    """What somebody of a delegation wants to know, at one site or wherever it is answered."""

    __tablename__ = "guest_questions"
    __table_args__ = (Index("ix_guest_questions_delegation", "delegation_id", "state", "id"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    text: Mapped[personal_note]
    language: Mapped[short]
    korean: Mapped[personal_note] = mapped_column(default="")
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.WAITING)
    browser: Mapped[str | None] = mapped_column(String(64), info={"secret": True})
    """That asked it, by the hash of its secret: it shows its own questions again."""
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]

    delegation: Mapped[Delegation] = relationship()
    site: Mapped[Site | None] = relationship()
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    def audit_label(self) -> str:
        return self.delegation.code if self.delegation else ""


class HostReport(Audited, Base):
    """How a stop went, by its host: one report for each stop, the last word counts."""

    __tablename__ = "host_reports"

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    how: Mapped[How]
    held: Mapped[bool | None]
    """Whether number of people and time were as agreed; None while that is not said."""
    text: Mapped[personal_note] = mapped_column(default="")
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    stop: Mapped[Stop] = relationship()
    site: Mapped[Site] = relationship()
    by: Mapped[User | None] = relationship()

    def audit_label(self) -> str:
        return self.stop.uid if self.stop else ""


class Lesson(Versioned, Audited, Base):
    """What the next visit to a site should do otherwise; in the office's own words."""

    __tablename__ = "lessons"
    __table_args__ = (Index("ix_lessons_site_state", "site_id", "state", "id"),)

    id: Mapped[intpk]
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"), index=True)
    """The visit that taught it; None when it is known otherwise."""
    text: Mapped[personal_note]
    """It may begin with a guest's own words."""
    state: Mapped[LessonState] = mapped_column(default=LessonState.OPEN)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    site: Mapped[Site] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])

    def audit_label(self) -> str:
        return self.site.name.to("ko") if self.site else ""
