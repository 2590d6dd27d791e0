"""Taps and what follows of them, incidents, who was there, ways as they really took."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.delegations.models import Delegate, Delegation
from visits.escorting.rules import IncidentKind, Live, Oddity, StopState, TapKind, Tapped
from visits.itineraries.models import Stop
from visits.kit.columns import intpk, line, personal_line, personal_note, short
from visits.kit.tables import Base
from visits.papers.models import File
from visits.papers.pictures import SHOWN, SMALL
from visits.sites.models import Site
from visits.sites.rules import TravelMode

UNAUDITED = {"unaudited": True}
OWNER = "incident"
"""How files name an incident: (OWNER, id)."""


class Told:
    """How an act of an escort reached us: by link or account, or told to an officer (`by`)."""

    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    """Who said so: the label of a link, or whom an officer names."""
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Tap(Told, Audited, Base):
    """One press of a button, or what an officer was told. Never changed; `key` makes it one.

    `at` is when it happened, `received_at` when we learned of it; a phone without network waits.
    """

    __tablename__ = "taps"
    __table_args__ = (Index("ix_taps_delegation_day", "delegation_id", "day"),)

    id: Mapped[intpk]
    key: Mapped[short] = mapped_column(unique=True, info=UNAUDITED)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"), index=True)
    day: Mapped[date]
    """Of the city, to which it belongs."""
    kind: Mapped[TapKind]
    number: Mapped[int | None]
    """Minutes, or people."""
    of_key: Mapped[short] = mapped_column(default="", info=UNAUDITED)
    """Which tap is taken back."""
    at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(info=UNAUDITED)
    oddity: Mapped[Oddity] = mapped_column(default=Oddity.NONE, info=UNAUDITED)

    delegation: Mapped[Delegation] = relationship()
    stop: Mapped[Stop | None] = relationship()
    by: Mapped[User | None] = relationship()

    @property
    def author(self) -> str:
        """Who said so; empty where a link has no label."""
        return self.person or (self.by.name if self.by else "")

    @property
    def tapped(self) -> Tapped:
        return Tapped(
            key=self.key,
            kind=self.kind,
            at=self.at,
            received_at=self.received_at,
            uid=self.stop.uid if self.stop else None,
            number=self.number,
            of_key=self.of_key,
            author=self.author,
            oddity=self.oddity,
        )

    def audit_label(self) -> str:
        return self.stop.uid if self.stop else ""


class StopToday(Base):
    """How a stop stands, as it follows of all taps of its day: written anew with each of them."""

    __tablename__ = "stops_today"
    __table_args__ = (Index("ix_stops_today_delegation_day", "delegation_id", "day"),)

    id: Mapped[intpk]
    uid: Mapped[str] = mapped_column(String(60), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    day: Mapped[date]
    state: Mapped[StopState]
    late: Mapped[int] = mapped_column(default=0)
    """Minutes behind the plan at its start; `ends_late` at its end."""
    ends_late: Mapped[int] = mapped_column(default=0)
    rain_plan: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    heads: Mapped[int | None]
    changed_at: Mapped[datetime]

    @property
    def live(self) -> Live:
        return Live(self.state, self.late, self.ends_late, self.rain_plan)


class Incident(Told, Audited, Base):
    """Something went wrong. What is written of it may name people: the log says that it is there."""

    __tablename__ = "incidents"
    __table_args__ = (Index("ix_incidents_settled_at", "settled_at", "happened_at"),)

    id: Mapped[intpk]
    key: Mapped[short] = mapped_column(unique=True, info=UNAUDITED)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"), index=True)
    kind: Mapped[IncidentKind]
    text: Mapped[personal_note] = mapped_column(default="")
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(info=UNAUDITED)
    settled_at: Mapped[datetime | None]
    outcome: Mapped[personal_note] = mapped_column(default="")
    """What was done."""

    delegation: Mapped[Delegation] = relationship()
    stop: Mapped[Stop | None] = relationship()
    by: Mapped[User | None] = relationship()
    files: Mapped[list[File]] = relationship(
        primaryjoin="and_(foreign(File.owner_id) == Incident.id, File.owner_kind == 'incident')",
        order_by="File.id",
        viewonly=True,
    )

    @property
    def author(self) -> str:
        return self.person or (self.by.name if self.by else "")

    @property
    def pictures(self) -> list[tuple[File, File]]:
        """Each photograph: as it is looked at, and small."""
        shown = [file for file in self.files if file.name == SHOWN]
        small = [file for file in self.files if file.name == SMALL]
        return list(zip(shown, small, strict=False))

    def audit_label(self) -> str:
        return f"#{self.id}" if self.id else ""


class CheckIn(Told, Audited, Base):
    """A delegate was seen at a stop: by their code, or by the list."""

    __tablename__ = "check_ins"
    __table_args__ = (UniqueConstraint("stop_id", "delegate_id"),)

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegates.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]

    stop: Mapped[Stop] = relationship()
    delegate: Mapped[Delegate] = relationship()
    by: Mapped[User | None] = relationship()

    def audit_label(self) -> str:
        return self.stop.uid if self.stop else ""


class MeasuredRide(Base):
    """How long the way to a stop took, in minutes, from departure to arrival."""

    __tablename__ = "measured_rides"
    __table_args__ = (Index("ix_measured_rides_way", "from_id", "to_id", "mode"),)

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), unique=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    mode: Mapped[TravelMode]
    minutes: Mapped[int]
    day: Mapped[date]

    start: Mapped[Site] = relationship(foreign_keys=[from_id])
    end: Mapped[Site] = relationship(foreign_keys=[to_id])
