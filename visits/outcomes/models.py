"""What was written, promised, given, photographed and printed about a visit."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.delegations.models import Delegation
from visits.itineraries.models import Stop
from visits.kit.columns import CleanLine, Versioned, intpk, line, personal_line, personal_note
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.organisations.models import Organisation
from visits.outcomes.rules import (
    Clearance,
    Currency,
    FollowUpState,
    GiftDirection,
    Point,
    PointKind,
    ReportState,
    points_of,
    report_state,
)
from visits.papers.models import File

EMPTY = Translated()
LONGEST_ADDRESS = 1_000
UNAUDITED = {"unaudited": True}
PERSONAL = {"personal": True}
IS_WHOLE = text("stop_id IS NULL")
OWNER = "photo"
"""How files name a photograph: (OWNER, id)."""


class VisitRecord(Versioned, Audited, Base):
    """What was said at one stop; without a stop, of the visit as a whole.

    `discussion` and `decisions` hold a point in each line. People are named in such texts, so the
    log tells that they changed, never what they say.
    """

    __tablename__ = "visit_records"
    __table_args__ = (
        Index(
            "ix_visit_records_whole",
            "delegation_id",
            unique=True,
            sqlite_where=IS_WHOLE,
            postgresql_where=IS_WHOLE,
        ),
    )

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"), unique=True)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    discussion: Mapped[personal_note] = mapped_column(default="")
    decisions: Mapped[personal_note] = mapped_column(default="")
    written_at: Mapped[datetime] = mapped_column(info=UNAUDITED)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), info=UNAUDITED)

    delegation: Mapped[Delegation] = relationship()
    stop: Mapped[Stop | None] = relationship()
    written_by: Mapped[User | None] = relationship()
    lines: Mapped[list["RecordLine"]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="RecordLine.position"
    )

    def points(self, kind: PointKind) -> tuple[Point, ...]:
        """What was written of one kind, in order."""
        if kind is PointKind.DISCUSSION:
            return points_of(self.discussion)
        if kind is PointKind.DECISION:
            return points_of(self.decisions)
        return tuple(line.point for line in self.lines_of(kind))

    def lines_of(self, kind: PointKind) -> Iterator["RecordLine"]:
        return (line for line in self.lines if line.kind is kind)

    @property
    def questions(self) -> list["RecordLine"]:
        return list(self.lines_of(PointKind.QUESTION))

    @property
    def opinions(self) -> list["RecordLine"]:
        return list(self.lines_of(PointKind.OPINION))

    @property
    def says_something(self) -> bool:
        return any(self.points(kind) for kind in PointKind)


class RecordLine(Audited, Base):
    """A question with its answer, or the opinion of one agency."""

    __tablename__ = "record_lines"

    id: Mapped[intpk]
    record_id: Mapped[int] = mapped_column(ForeignKey("visit_records.id"), index=True)
    kind: Mapped[PointKind]
    position: Mapped[int]
    agency: Mapped[line] = mapped_column(default="")
    text: Mapped[personal_note]
    answer: Mapped[personal_note] = mapped_column(default="")

    record: Mapped[VisitRecord] = relationship(back_populates="lines")

    @property
    def point(self) -> Point:
        return Point(self.text, agency=self.agency, answer=self.answer)


class FollowUp(Versioned, Audited, Base):
    """Something that was promised. Responsible is one of ours, or a body or agency by its name."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        CheckConstraint("(responsible_id IS NULL) <> (responsible_body = '')", name="one_owner"),
        Index("ix_follow_ups_state_deadline", "state", "deadline", "id"),
        Index("ix_follow_ups_deadline", "deadline", "id"),
        Index("ix_follow_ups_responsible", "responsible_id", "state", "deadline"),
        Index("ix_follow_ups_organisation", "organisation_id", "state", "deadline"),
    )

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"), index=True)
    what: Mapped[line]
    details: Mapped[personal_note] = mapped_column(default="")
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    responsible_body: Mapped[line] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    """The body to which it was promised."""
    deadline: Mapped[date]
    state: Mapped[FollowUpState] = mapped_column(default=FollowUpState.OPEN)
    settled_on: Mapped[date | None]
    reason: Mapped[personal_note] = mapped_column(default="")
    """How it was done, or why it was dropped."""
    created_at: Mapped[datetime]

    delegation: Mapped[Delegation] = relationship()
    stop: Mapped[Stop | None] = relationship()
    responsible: Mapped[User | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def responsible_name(self) -> str:
        return self.responsible.name if self.responsible else self.responsible_body

    def is_overdue(self, today: date) -> bool:
        return self.state is FollowUpState.OPEN and self.deadline < today

    def audit_label(self) -> str:
        return self.what


class Gift(Versioned, Audited, Base):
    """A gift between us and our guests. `counterpart` and `our_side` are roles, not names."""

    __tablename__ = "gifts"
    __table_args__ = (Index("ix_gifts_dated_on", "dated_on", "id"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    direction: Mapped[GiftDirection]
    item: Mapped[line]
    counterpart: Mapped[line] = mapped_column(default="")
    person: Mapped[personal_line] = mapped_column(default="")
    our_side: Mapped[line] = mapped_column(default="")
    dated_on: Mapped[date]
    value: Mapped[int | None]
    """Whole units of the currency, rounded up; None while nobody knows."""
    currency: Mapped[Currency] = mapped_column(default=Currency.KRW)
    kept_at: Mapped[line] = mapped_column(default="")
    reported_on: Mapped[date | None]
    report_number: Mapped[line] = mapped_column(default="")
    notes: Mapped[personal_note] = mapped_column(default="")

    delegation: Mapped[Delegation] = relationship()

    @property
    def report_state(self) -> ReportState:
        return report_state(
            self.direction, self.value, self.currency, is_reported=self.reported_on is not None
        )

    def audit_label(self) -> str:
        return self.item


class Photo(Versioned, Audited, Base):
    """A photograph without what its camera knew: scaled for display, with a thumbnail."""

    __tablename__ = "photos"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"), index=True)
    caption: Mapped[Translated] = mapped_column(default=EMPTY, info=PERSONAL)
    alt: Mapped[Translated] = mapped_column(default=EMPTY, info=PERSONAL)
    """What is to be seen, for who does not see it; the caption where it is empty."""
    clearance: Mapped[Clearance] = mapped_column(default=Clearance.UNCHECKED)
    shows_people: Mapped[bool] = mapped_column(default=True)
    width: Mapped[int]
    height: Mapped[int]
    """Pixels, as displayed."""
    added_at: Mapped[datetime]

    delegation: Mapped[Delegation] = relationship()
    stop: Mapped[Stop | None] = relationship()
    files: Mapped[list[File]] = relationship(
        primaryjoin="and_(foreign(File.owner_id) == Photo.id, File.owner_kind == 'photo')",
        order_by="File.id",
        viewonly=True,
    )

    def file_called(self, name: str) -> File | None:
        """SHOWN or SMALL; None where it was destroyed."""
        return next((file for file in self.files if file.name == name), None)

    @property
    def is_cleared(self) -> bool:
        return self.clearance is Clearance.CLEARED

    @property
    def words(self) -> Translated:
        """What stands for the picture where it is not seen."""
        return self.alt or self.caption

    def audit_label(self) -> str:
        """The log names a photograph by its number: captions name people."""
        return f"#{self.id}" if self.id else ""


class PressLink(Versioned, Audited, Base):
    """What a newspaper or a station published about a visit."""

    __tablename__ = "press_links"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    title: Mapped[line]
    outlet: Mapped[line] = mapped_column(default="")
    published_on: Mapped[date]
    url: Mapped[str] = mapped_column(CleanLine(LONGEST_ADDRESS))

    delegation: Mapped[Delegation] = relationship()
