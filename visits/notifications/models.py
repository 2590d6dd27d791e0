"""The outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from visits.audit.recorder import Audited
from visits.kit.columns import intpk, line, personal_line, personal_note, short
from visits.kit.tables import Base
from visits.notifications.rules import LetterState


class Letter(Audited, Base):
    """A letter that the committed facts require: sent later, at least once, with one Message-ID.

    `facts` hold ids and plain facts, never names or phones; `subject` and `text` only what an
    officer wrote over the composed ones. `about_*` names the row of any floor it belongs to.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_state_due", "state", "due_at", "id"),
        Index("ix_letters_about", "about_kind", "about_id", "id"),
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
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None] = mapped_column(info={"unaudited": True})
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, info={"unaudited": True})
    last_error: Mapped[line | None]
    sent_by: Mapped[line] = mapped_column(default="")
