"""Tasks. What is typed freely may name people: the log keeps no such texts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.delegations.models import Delegation
from visits.kit.columns import Versioned, intpk, personal_line, personal_note
from visits.kit.tables import Base
from visits.tasks.rules import TaskKind, TaskState, is_overdue


class Task(Versioned, Audited, Base):
    """One thing to do for a delegation by `due_on`, a day in the city.

    It comes from a template (`kind`) or was typed freely (`title`). Without an `officer` it is for
    whoever leads the delegation.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("delegation_id", "kind"),
        Index("ix_tasks_delegation_due", "delegation_id", "due_on", "id"),
        Index("ix_tasks_state_due", "state", "due_on", "id"),
    )

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    kind: Mapped[TaskKind | None]
    title: Mapped[personal_line] = mapped_column(default="")
    note: Mapped[personal_note] = mapped_column(default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    due_on: Mapped[date]
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN)
    is_touched: Mapped[bool] = mapped_column(default=False)
    """Whether an officer changed it: then it stays as it is, wherever visit and level go."""
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Who ticked it off, or said that it is not needed."""

    delegation: Mapped[Delegation] = relationship()
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])

    @property
    def owner(self) -> User:
        return self.officer or self.delegation.lead

    @property
    def is_own(self) -> bool:
        """Whether somebody typed it freely."""
        return self.kind is None

    @property
    def follows_visit(self) -> bool:
        """Whether it moves with the visit: open, out of a template, changed by nobody."""
        return self.state is TaskState.OPEN and not self.is_touched and not self.is_own

    def is_overdue(self, today: date) -> bool:
        return is_overdue(self.state, self.due_on, today)

    def audit_label(self) -> str:
        return self.delegation.code
