"""The outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk, line, personal_line, personal_note, short
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.notifications.rules import Failure, LetterMove, LetterState


class Letter(Versioned, Audited, Searchable, Base):
    """A letter that the committed facts require: sent later, at least once, with one Message-ID.

    `facts` hold ids and plain facts, never names or phones; `subject` and `text` only what an
    officer wrote over the composed ones. `about_*` names the row of any floor it belongs to.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_state_due", "state", "due_at", "id"),
        Index("ix_letters_state_id", "state", "id"),
        Index("ix_letters_about", "about_kind", "about_id", "id"),
        Index("ix_letters_kind_id", "kind", "id"),
    )

    id: Mapped[intpk]
    kind: Mapped[short]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    recipient: Mapped[personal_line]
    recipient_name: Mapped[personal_line] = mapped_column(default="")
    language: Mapped[short]
    about_kind: Mapped[short]
    about_id: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    subject: Mapped[personal_line | None]
    text: Mapped[personal_note | None]
    state: Mapped[LetterState]
    message_id: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(info={"unaudited": True})
    claimed_at: Mapped[datetime | None] = mapped_column(info={"unaudited": True})
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, info={"unaudited": True})
    failure: Mapped[Failure | None]
    last_error: Mapped[personal_line | None]
    channel: Mapped[Channel | None]
    sent_by: Mapped[line] = mapped_column(default="")

    steps: Mapped[list["LetterStep"]] = relationship(
        back_populates="letter", order_by="LetterStep.id", cascade="all, delete-orphan"
    )

    def search_texts(self) -> tuple[str, ...]:
        return (self.recipient, self.recipient_name)

    def audit_label(self) -> str:
        """The kind alone: the recipient is a person."""
        return self.kind


class LetterStep(Base):
    """One line of a letter's delivery log: what was done, by whom, and why it did not work."""

    __tablename__ = "letter_steps"

    id: Mapped[intpk]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    at: Mapped[datetime]
    move: Mapped[LetterMove]
    by: Mapped[line] = mapped_column(default="")
    failure: Mapped[Failure | None]
    channel: Mapped[Channel | None]
    note: Mapped[personal_line] = mapped_column(default="")

    letter: Mapped[Letter] = relationship(back_populates="steps")
