"""What was released: frozen, numbered copies of itineraries."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.conflicts.rules import Mode, StopKind
from visits.itineraries.models.programme import EMPTY, Itinerary
from visits.itineraries.rules import Approval, PublishedState, Visibility, Will
from visits.kit.columns import intpk, line, personal_line, personal_note, short
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
    urgent_reason: Mapped[line] = mapped_column(default="", server_default="")
    """Why it could wait for nobody: neither for approval, nor for office hours."""
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approval_note: Mapped[line] = mapped_column(default="", server_default="")

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
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


class ReleasePlan(Audited, Base):
    """What an officer prepares before a release: the note to the guests, and an approver's word.

    The word is about the programme that was shown (`digest`), whatever hosts answer meanwhile.
    """

    __tablename__ = "release_plans"

    id: Mapped[intpk]
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"), unique=True)
    note: Mapped[Translated] = mapped_column(default=EMPTY)
    state: Mapped[Approval] = mapped_column(default=Approval.NONE)
    digest: Mapped[str] = mapped_column(String(64), default="", info={"unaudited": True})
    draft_version: Mapped[int | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    comment: Mapped[line] = mapped_column(default="")

    itinerary: Mapped[Itinerary] = relationship(back_populates="plan")
    choices: Mapped[list["LetterChoice"]] = relationship(
        back_populates="plan", cascade="all, delete-orphan", order_by="LetterChoice.id"
    )
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class LetterChoice(Audited, Base):
    """What an officer decided about one letter of the next release, and wrote over it.

    `digest` is of the composed letter that the text was written over: another one asks to be read.
    """

    __tablename__ = "letter_choices"
    __table_args__ = (UniqueConstraint("plan_id", "who"),)

    id: Mapped[intpk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("release_plans.id"))
    who: Mapped[short]
    """As `recipients.Recipient.who`."""
    will: Mapped[Will] = mapped_column(default=Will.SEND)
    subject: Mapped[personal_line | None]
    text: Mapped[personal_note | None]
    digest: Mapped[str] = mapped_column(String(64), default="", info={"unaudited": True})
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    plan: Mapped[ReleasePlan] = relationship(back_populates="choices")
    by: Mapped[User] = relationship()


class Receipt(Audited, Base):
    """Somebody signed for a release: has seen it, by button, or told so to an officer (*by*)."""

    __tablename__ = "release_receipts"
    __table_args__ = (UniqueConstraint("release_id", "who"),)

    id: Mapped[intpk]
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    who: Mapped[short]
    """Guests as a whole, a contact or a person of ours: as `recipients.Recipient.who`."""
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    release: Mapped[Release] = relationship()
    by: Mapped[User | None] = relationship()
