"""Protocol, budget and briefings. What they say may name people: the log keeps no texts of theirs."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.delegations.models import Delegation
from visits.itineraries.models import Stop
from visits.kit.columns import Versioned, intpk, line, personal_line, personal_note
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.reception.rules import ORDER, BriefingPart, ProtocolField

EMPTY = Translated()
PERSONAL = {"personal": True}


class Protocol(Versioned, Audited, Base):
    """How one delegation is received; there as soon as one of its fields was filled."""

    __tablename__ = "protocols"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), unique=True)
    changed_at: Mapped[datetime] = mapped_column(info={"unaudited": True})
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Who changed it last."""

    delegation: Mapped[Delegation] = relationship()
    by: Mapped[User | None] = relationship()
    entries: Mapped[list["ProtocolEntry"]] = relationship(
        back_populates="protocol", cascade="all, delete-orphan", order_by="ProtocolEntry.id"
    )

    @property
    def texts(self) -> dict[ProtocolField, str]:
        """What was written, in the order of the fields."""
        ordered = sorted(self.entries, key=lambda entry: ORDER[entry.field])
        return {entry.field: entry.text for entry in ordered}

    def audit_label(self) -> str:
        return self.delegation.code


class ProtocolEntry(Audited, Base):
    """One field that an officer filled."""

    __tablename__ = "protocol_entries"
    __table_args__ = (UniqueConstraint("protocol_id", "field"),)

    id: Mapped[intpk]
    protocol_id: Mapped[int] = mapped_column(ForeignKey("protocols.id"))
    field: Mapped[ProtocolField]
    text: Mapped[personal_note]

    protocol: Mapped[Protocol] = relationship(back_populates="entries")

    def audit_label(self) -> str:
        return self.protocol.delegation.code


class Budget(Versioned, Audited, Base):
    """What one visit costs; there as soon as it has a line."""

    __tablename__ = "budgets"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), unique=True)
    changed_at: Mapped[datetime] = mapped_column(info={"unaudited": True})
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Who changed it last."""

    delegation: Mapped[Delegation] = relationship()
    by: Mapped[User | None] = relationship()
    lines: Mapped[list["BudgetLine"]] = relationship(
        back_populates="budget", cascade="all, delete-orphan", order_by="BudgetLine.position"
    )

    def audit_label(self) -> str:
        return self.delegation.code


class BudgetLine(Audited, Base):
    """Something that is paid for, in won; `spent` is None until somebody entered it."""

    __tablename__ = "budget_lines"

    id: Mapped[intpk]
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"), index=True)
    position: Mapped[int] = mapped_column(info={"unaudited": True})
    label: Mapped[line]
    planned: Mapped[int]
    spent: Mapped[int | None]
    note: Mapped[personal_line] = mapped_column(default="")

    budget: Mapped[Budget] = relationship(back_populates="lines")

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        return self.spent is not None and self.spent > self.planned


class Briefing(Versioned, Audited, Base):
    """What the receiving official reads before one courtesy call or meeting."""

    __tablename__ = "briefings"

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), unique=True)
    background: Mapped[personal_note] = mapped_column(default="")
    """What one should know of the guests and their country beside what the registers tell."""
    seating: Mapped[personal_note] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(info={"unaudited": True})
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Who changed it last."""

    stop: Mapped[Stop] = relationship()
    by: Mapped[User | None] = relationship()
    points: Mapped[list["BriefingPoint"]] = relationship(
        back_populates="briefing",
        cascade="all, delete-orphan",
        order_by="BriefingPoint.position",
    )

    @property
    def talking_points(self) -> list["BriefingPoint"]:
        return [point for point in self.points if point.kind is BriefingPart.TALKING]

    @property
    def questions(self) -> list["BriefingPoint"]:
        return [point for point in self.points if point.kind is BriefingPart.QUESTION]

    def audit_label(self) -> str:
        return self.stop.title.to("ko")


class BriefingPoint(Audited, Base):
    """A line of a briefing, in Korean and English; `answer` is what a question gets."""

    __tablename__ = "briefing_points"

    id: Mapped[intpk]
    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefings.id"), index=True)
    kind: Mapped[BriefingPart]
    position: Mapped[int] = mapped_column(info={"unaudited": True})
    text: Mapped[Translated] = mapped_column(info=PERSONAL)
    answer: Mapped[Translated] = mapped_column(default=EMPTY, info=PERSONAL)

    briefing: Mapped[Briefing] = relationship(back_populates="points")

    def audit_label(self) -> str:
        return self.briefing.stop.title.to("ko")
