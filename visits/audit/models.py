"""The audit log's one table."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from visits.kit.columns import intpk, line, short
from visits.kit.search import Searchable
from visits.kit.tables import Base


class AuditEntry(Searchable, Base):
    """One change of one row. Actor = kind (user, link, command, worker), id and label at the time."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_kind", "subject_id", "id"),
        Index("ix_audit_entries_actor", "actor_kind", "actor_id", "id"),
    )

    id: Mapped[intpk]
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[short]
    actor_id: Mapped[str] = mapped_column(default="")
    actor_label: Mapped[line] = mapped_column(default="")
    action: Mapped[short]
    subject_kind: Mapped[short]
    subject_id: Mapped[str]
    subject_label: Mapped[line] = mapped_column(default="")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)

    def search_texts(self) -> tuple[str, ...]:
        return (self.subject_label,)
