"""Versions of documents, and what goes to the press."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.delegations.models import Delegation
from visits.documents.rules import DocumentKind, Taken
from visits.kit.columns import Versioned, intpk, short
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.papers.models import OfficialPaper

UNAUDITED = {"unaudited": True}


class DocumentVersion(Audited, Base):
    """A document that was taken once: what it rested on, without names."""

    __tablename__ = "document_versions"
    __table_args__ = (UniqueConstraint("delegation_id", "kind", "number"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    kind: Mapped[DocumentKind]
    number: Mapped[int]
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    salt: Mapped[short] = mapped_column(info=UNAUDITED)
    """The same in all versions of a document, so that their fingerprints can be compared."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, info=UNAUDITED)
    """By key, see `rules.Facts`; emptied by the purge of names."""
    paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("official_papers.id", ondelete="SET NULL"), index=True
    )
    """The official paper as which it was registered."""

    delegation: Mapped[Delegation] = relationship()
    taken_by: Mapped[User | None] = relationship()
    paper: Mapped[OfficialPaper | None] = relationship()

    @property
    def is_approved(self) -> bool:
        return self.paper is not None and self.paper.approved_on is not None

    @property
    def taken(self) -> Taken:
        return Taken(self.number, self.facts, self.is_approved)

    def audit_label(self) -> str:
        return f"{self.delegation.code} ({self.number})"


class PressText(Versioned, Audited, Base):
    """What goes to the press about one delegation, as officers wrote it; it names no guest."""

    __tablename__ = "press_texts"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), unique=True)
    headline: Mapped[Translated]
    body: Mapped[Translated]
    not_before: Mapped[datetime | None]
    """The press may not publish it earlier."""
    written_at: Mapped[datetime] = mapped_column(info=UNAUDITED)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), info=UNAUDITED)

    delegation: Mapped[Delegation] = relationship()
    written_by: Mapped[User | None] = relationship()

    def audit_label(self) -> str:
        return self.delegation.code
