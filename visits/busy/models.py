"""Calendars of others that tell when a site, a person or a vehicle is taken, and the spans they told."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.audit.recorder import Audited
from visits.busy.rules import Fault, Owner
from visits.kit.columns import intpk, line, personal_note
from visits.kit.tables import Base
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site


def volatile(**options: Any) -> Any:
    """A column that changes with every reading, which is nothing to account for."""
    return mapped_column(info={"unaudited": True}, **options)


class BusySource(Audited, Base):
    """A calendar in a file or at an address, of exactly one owner. It goes with its owner."""

    __tablename__ = "busy_sources"
    __table_args__ = (
        CheckConstraint(
            "(site_id IS NOT NULL AND person_id IS NULL AND vehicle_id IS NULL) OR "
            "(site_id IS NULL AND person_id IS NOT NULL AND vehicle_id IS NULL) OR "
            "(site_id IS NULL AND person_id IS NULL AND vehicle_id IS NOT NULL)",
            name="one_owner",
        ),
    )

    id: Mapped[intpk]
    site_id: Mapped[int | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    vehicle_id: Mapped[int | None] = mapped_column(
        ForeignKey("vehicles.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[line]
    """How its keeper calls it."""
    address: Mapped[personal_note] = mapped_column(default="")
    """Sealed, because many addresses of calendars are secrets; "" is a file."""
    host: Mapped[line] = mapped_column(default="")
    """The server of the address, which may be shown."""
    by: Mapped[line]
    at: Mapped[datetime]
    """When it was entered or replaced by hand, by whom."""
    read_at: Mapped[datetime] = volatile()
    """The last reading that succeeded: the spans are from then."""
    tried_at: Mapped[datetime] = volatile()
    """When a worker last began to read it, which is also its claim."""
    fault: Mapped[Fault | None] = volatile()
    """Why the last reading failed; None when it succeeded."""
    number: Mapped[int] = volatile(default=0)
    """How many spans it told."""
    left_out: Mapped[int] = volatile(default=0)
    """Events that could not be read."""
    zones: Mapped[tuple[str, ...]] = volatile(default=())
    """Zones in which times were read that named none, or one that nobody knows."""

    site: Mapped[Site | None] = relationship()
    person: Mapped[Person | None] = relationship()
    vehicle: Mapped[Vehicle | None] = relationship()
    spans: Mapped[list["BusySpan"]] = relationship(
        back_populates="source", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def owner(self) -> tuple[Owner, int]:
        """Whose it is: kind and id."""
        if self.site_id is not None:
            return Owner.SITE, self.site_id
        if self.person_id is not None:
            return Owner.PERSON, self.person_id
        return Owner.VEHICLE, self.vehicle_id or 0


class BusySpan(Base):
    """The owner is taken from one instant to another: nothing else is known of it."""

    __tablename__ = "busy_spans"
    __table_args__ = (
        Index("ix_busy_spans_source_id_ends", "source_id", "ends"),
        Index("ix_busy_spans_ends", "ends"),
    )

    id: Mapped[intpk]
    source_id: Mapped[int] = mapped_column(ForeignKey("busy_sources.id", ondelete="CASCADE"))
    starts: Mapped[datetime]
    ends: Mapped[datetime]

    source: Mapped[BusySource] = relationship(back_populates="spans")
