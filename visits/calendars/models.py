"""What feeds are built from, and their bytes, shared by all workers."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from visits.kit.columns import short
from visits.kit.tables import Base


class FeedStamp(Base):
    """Rises whenever something that a scope shows has changed."""

    __tablename__ = "feed_stamps"

    subject_kind: Mapped[short] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


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
