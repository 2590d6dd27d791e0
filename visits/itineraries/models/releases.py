"""What was released: frozen, numbered copies of itineraries."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.conflicts.rules import Mode, StopKind
from visits.itineraries.models.programme import EMPTY, Itinerary
from visits.itineraries.rules import PublishedState, Visibility
from visits.kit.columns import intpk, line
from visits.kit.tables import Base
from visits.kit.translated import Translated


class Release(Audited, Base):
    """A frozen, numbered copy of an itinerary. Its rows never change."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("itinerary_id", "number"),)

    id: Mapped[intpk]
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"), index=True)
    number: Mapped[int]
    note: Mapped[Translated] = mapped_column(default=EMPTY)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    diff: Mapped[dict[str, Any]] = mapped_column(JSON)
    days: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    overrides: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    by: Mapped[User] = relationship()
    itinerary: Mapped[Itinerary] = relationship(
        back_populates="releases", foreign_keys=[itinerary_id]
    )
    stops: Mapped[list["ReleasedStop"]] = relationship(
        back_populates="release", order_by="(ReleasedStop.starts, ReleasedStop.id)"
    )


class ReleasedStop(Base):
    """What guests may know of one stop in one release: an allow-list, without names of delegates."""

    __tablename__ = "released_stops"
    __table_args__ = (
        UniqueConstraint("release_id", "uid"),
        Index("ix_released_stops_uid", "uid", "release_id"),
    )

    id: Mapped[intpk]
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    uid: Mapped[str] = mapped_column(String(60))
    sequence: Mapped[int]
    state: Mapped[PublishedState]
    visibility: Mapped[Visibility]
    kind: Mapped[StopKind]
    title: Mapped[Translated]
    public_note: Mapped[Translated]
    site_id: Mapped[int | None] = mapped_column(index=True)
    site_name: Mapped[Translated]
    place: Mapped[Translated]
    address_ko: Mapped[line]
    address_roman: Mapped[line]
    entrance_note: Mapped[Translated]
    lat: Mapped[float | None]
    lng: Mapped[float | None]
    end_site_id: Mapped[int | None]
    end_place: Mapped[Translated]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    mode: Mapped[Mode | None]
    party_name: Mapped[Translated]
    delegate_ids: Mapped[tuple[str, ...]]
    languages: Mapped[tuple[str, ...]]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    release: Mapped[Release] = relationship(back_populates="stops")
