"""What feeds are built from, and their bytes, shared by all workers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from visits.calendars.rules import OwnKind
from visits.conflicts.rules import StopKind
from visits.itineraries.rules import PublishedState
from visits.kit.columns import intpk, short
from visits.kit.tables import Base
from visits.kit.translated import Translated


class FeedStamp(Base):
    """Rises whenever something that a scope shows has changed."""

    __tablename__ = "feed_stamps"

    subject_kind: Mapped[short] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    shown: Mapped[str] = mapped_column(String(64), default="", server_default="")
    """Of a site or a delegation: a digest of what calendars of others say of it."""


class OwnEntry(Base):
    """An entry that no publication numbers: time to prepare, a way, a draft in the office's calendar.

    Written when stops are published or a draft changes, never when a calendar is built: its number
    rises whenever its time, place or state changes, and what is no longer meant stays, cancelled.
    """

    __tablename__ = "own_entries"
    __table_args__ = (
        Index("ix_own_entries_owner", "owner_kind", "owner_id", "starts"),
        Index("ix_own_entries_itinerary", "itinerary_id", "kind"),
    )

    id: Mapped[intpk]
    uid: Mapped[str] = mapped_column(String(120), unique=True)
    owner_kind: Mapped[short]
    owner_id: Mapped[int]
    kind: Mapped[OwnKind]
    stop_uid: Mapped[str] = mapped_column(String(60), index=True)
    """Of the stop that it serves, or whose draft it shows."""
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id", ondelete="CASCADE"))
    sequence: Mapped[int] = mapped_column(default=0)
    state: Mapped[PublishedState]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    stop_kind: Mapped[StopKind]
    title: Mapped[Translated]
    site_id: Mapped[int | None]
    place: Mapped[Translated]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class FeedCache(Base):
    """The bytes of one feed, as they stood at a stamp: data stamp and city date."""

    __tablename__ = "feed_caches"

    link_id: Mapped[str] = mapped_column(
        ForeignKey("secret_links.id", ondelete="CASCADE"), primary_key=True
    )
    stamp: Mapped[str] = mapped_column(String(40))
    etag: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
