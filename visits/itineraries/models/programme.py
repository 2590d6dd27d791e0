"""Itineraries, days, stops and who serves at them; what they occupy; what was told of them."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.conflicts.rules import (
    Code,
    Layer,
    Mode,
    ResourceKind,
    Role,
    Severity,
    StopKind,
    StopStatus,
    Strength,
)
from visits.delegations.models import Delegation, Party
from visits.itineraries.rules import Consent, PublishedState, Said, Scope, Visibility
from visits.kit.columns import (
    CleanText,
    Versioned,
    intpk,
    line,
    note,
    personal_line,
    short,
)
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site, Space

if TYPE_CHECKING:
    from visits.itineraries.models.releases import Release, ReleasePlan

EMPTY = Translated()


def new_uid() -> str:
    """A stop's permanent name, which is also its calendar UID."""
    return f"{uuid.uuid4()}@visits"


class Itinerary(Versioned, Audited, Base):
    """The one draft of a delegation. Its version rises with every change of a stop."""

    __tablename__ = "itineraries"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), unique=True)
    current_release_id: Mapped[int | None]
    """What guests see. No foreign key: releases point here already, and tables must not circle."""
    changed_at: Mapped[datetime] = mapped_column(info={"unaudited": True})
    """Of anything in it; what changed is told of the stop or the day itself."""
    turns: Mapped[int] = mapped_column(default=0, info={"unaudited": True})
    """How often the visit was cancelled, and taken up again: odd while it is cancelled. Guests'
    calendars count it; the log tells it of the delegation."""
    turned_at: Mapped[datetime | None] = mapped_column(info={"unaudited": True})

    delegation: Mapped[Delegation] = relationship()
    current_release: Mapped["Release | None"] = relationship(
        primaryjoin="foreign(Itinerary.current_release_id) == Release.id", viewonly=True
    )
    days: Mapped[list["Day"]] = relationship(
        back_populates="itinerary", cascade="all, delete-orphan", order_by="Day.day"
    )
    stops: Mapped[list["Stop"]] = relationship(
        back_populates="itinerary",
        cascade="all, delete-orphan",
        order_by="(Stop.starts, Stop.id)",
    )
    overrides: Mapped[list["Override"]] = relationship(viewonly=True, order_by="Override.id")
    releases: Mapped[list["Release"]] = relationship(
        back_populates="itinerary",
        foreign_keys="Release.itinerary_id",
        order_by="Release.number",
    )
    plan: Mapped["ReleasePlan | None"] = relationship(
        back_populates="itinerary", cascade="all, delete-orphan"
    )


class Day(Versioned, Audited, Base):
    """A day's title, note and rain plan; a day without any of them has no row."""

    __tablename__ = "days"
    __table_args__ = (UniqueConstraint("itinerary_id", "day"),)

    id: Mapped[intpk]
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"), index=True)
    day: Mapped[date]
    title: Mapped[Translated] = mapped_column(default=EMPTY)
    note: Mapped[Translated] = mapped_column(default=EMPTY)
    rain_plan: Mapped[Translated] = mapped_column(default=EMPTY)

    itinerary: Mapped[Itinerary] = relationship(back_populates="days")


class Stop(Versioned, Audited, Base):
    """One item of the programme, from `starts` until just before `ends`, at most 24 hours.

    It takes place at a site of ours or at a `place` in words; `end_site`/`end_place` is where it
    ends when that is elsewhere. No party means everybody; no headcount means the party's size.
    """

    __tablename__ = "stops"
    __table_args__ = (
        CheckConstraint("ends > starts", name="ends_after_start"),
        Index("ix_stops_site_starts", "site_id", "starts"),
        Index("ix_stops_itinerary_starts", "itinerary_id", "starts"),
        Index("ix_stops_load", "itinerary_id", "status", "kind", "site_id", "starts", "ends"),
    )

    id: Mapped[intpk]
    uid: Mapped[str] = mapped_column(String(60), unique=True, default=new_uid)
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"))
    kind: Mapped[StopKind]
    title: Mapped[Translated]
    public_note: Mapped[Translated] = mapped_column(default=EMPTY)
    internal_note: Mapped[note] = mapped_column(default="")
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"), index=True)
    place: Mapped[Translated] = mapped_column(default=EMPTY)
    end_site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    end_place: Mapped[Translated] = mapped_column(default=EMPTY)
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    is_pinned: Mapped[bool] = mapped_column(default=False)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"), index=True)
    headcount: Mapped[int | None]
    languages: Mapped[tuple[str, ...]] = mapped_column(default=())
    status: Mapped[StopStatus] = mapped_column(default=StopStatus.IDEA)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.GUESTS)
    mode: Mapped[Mode | None]
    """How the party gets here from the stop before; of a transfer, how it goes."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    """Last change of anything that others may see."""
    asked_at: Mapped[datetime | None]
    """The first ask: lead times count from here."""
    agreed_starts: Mapped[datetime | None]
    agreed_ends: Mapped[datetime | None]
    """What the host had agreed to, while it is asked for another time at the same site."""
    held_at: Mapped[datetime | None]
    """Since when it is held: a hold lasts some working days only."""

    itinerary: Mapped[Itinerary] = relationship(back_populates="stops")
    site: Mapped[Site | None] = relationship(foreign_keys=[site_id])
    space: Mapped[Space | None] = relationship()
    end_site: Mapped[Site | None] = relationship(foreign_keys=[end_site_id])
    party: Mapped[Party | None] = relationship()
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="stop", cascade="all, delete-orphan", order_by="Assignment.id"
    )

    @property
    def site_at_end(self) -> Site | None:
        """Where the stop ends: as stated, else where its site lets people out."""
        if self.end_site is not None or self.end_place:
            return self.end_site
        return self.site.end_site if self.site else None

    @property
    def ends_elsewhere(self) -> Translated:
        """The name of where it ends, empty when that is where it takes place."""
        site = self.site_at_end
        if site is None:
            return self.end_place
        return EMPTY if site is self.site else site.name

    @property
    def has_agreement(self) -> bool:
        """Whether anybody of ours agreed to serve here."""
        return any(
            one.person_id is not None and one.consent is Consent.CONSENTED
            for one in self.assignments
        )


class Assignment(Audited, Base):
    """A person of ours, or a vehicle (then `role` is drives), that serves at a stop."""

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (vehicle_id IS NULL)", name="one_resource"),
        Index("ix_assignments_load", "stop_id", "role", "consent", "person_id"),
    )

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    role: Mapped[Role]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"), index=True)
    consent: Mapped[Consent] = mapped_column(default=Consent.REQUESTED)
    agreed_to: Mapped[str] = mapped_column(
        String(64), default="", server_default="", info={"unaudited": True}
    )
    """When and where a person agreed to serve, since changed and asked anew; see `rules.gist`."""

    stop: Mapped[Stop] = relationship(back_populates="assignments")
    person: Mapped[Person | None] = relationship()
    vehicle: Mapped[Vehicle | None] = relationship()


class Booking(Base):
    """What a stop occupies, kept beside the stops so that a clash is one indexed look-up.

    On PostgreSQL an exclusion constraint keeps two itineraries from the same person or vehicle.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        Index("ix_bookings_resource", "resource_kind", "resource_id", "starts", "ends"),
    )

    id: Mapped[intpk]
    resource_kind: Mapped[ResourceKind]
    resource_id: Mapped[int]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    weight: Mapped[int] = mapped_column(default=1)
    stop_uid: Mapped[str] = mapped_column(String(60), index=True)
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"), index=True)
    layer: Mapped[Layer]
    strength: Mapped[Strength]
    interprets: Mapped[bool] = mapped_column(default=False)


class FindingRow(Base):
    """A finding that stands open in a draft; an override with its reason sticks to its key."""

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("itinerary_id", "key"),
        Index("ix_findings_severity", "severity", "itinerary_id"),
    )

    id: Mapped[intpk]
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"))
    key: Mapped[str] = mapped_column(String(200))
    code: Mapped[Code]
    severity: Mapped[Severity]
    stop_uid: Mapped[str | None] = mapped_column(String(60))
    day: Mapped[date | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int] = mapped_column(default=0)

    itinerary: Mapped[Itinerary] = relationship(viewonly=True)

    @property
    def starts_on(self) -> date:
        """The first day of the visit: lists of findings over all visits go by it."""
        return self.itinerary.delegation.starts_on


class Override(Audited, Base):
    """Somebody goes on over a finding, and says why."""

    __tablename__ = "overrides"
    __table_args__ = (UniqueConstraint("itinerary_id", "key"),)

    id: Mapped[intpk]
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"))
    key: Mapped[str] = mapped_column(String(200))
    code: Mapped[Code]
    reason: Mapped[line]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class Publication(Base):
    """A stop became known outside: which state, time and place, by what, to whom.

    `sequence` begins at 0 and rises by one when start, end, place or status differ from the uid's
    last publication anywhere. Rows are only ever appended; calendars read the newest shown to them.
    """

    __tablename__ = "publications"
    __table_args__ = (
        Index("ix_publications_uid", "uid", "id"),
        Index("ix_publications_site", "site_id", "starts"),
        Index("ix_publications_starts", "starts", "uid"),
        Index("ix_publications_itinerary", "itinerary_id", "id"),
    )

    id: Mapped[intpk]
    uid: Mapped[str] = mapped_column(String(60))
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id"))
    sequence: Mapped[int]
    state: Mapped[PublishedState]
    scope: Mapped[Scope]
    release_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[StopKind]
    title: Mapped[Translated]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    site_id: Mapped[int | None]
    end_site_id: Mapped[int | None]
    place: Mapped[Translated]
    people: Mapped[int]
    person_ids: Mapped[tuple[str, ...]] = mapped_column(default=())
    vehicle_ids: Mapped[tuple[str, ...]] = mapped_column(default=())

    renamed_at: Mapped[datetime | None]
    """When its site or its visit was last called otherwise: all that changes of a row, for calendars."""

    namings: Mapped[list["Naming"]] = relationship(cascade="all, delete-orphan")


class Naming(Base):
    """A publication names a person of ours or a vehicle: whose calendars show it is one look-up.

    The same as `person_ids` and `vehicle_ids` of the row; `starts` is a copy of its own.
    """

    __tablename__ = "namings"
    __table_args__ = (
        Index("ix_namings_resource", "resource_kind", "resource_id", "starts", "publication_id"),
    )

    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publications.id", ondelete="CASCADE"), primary_key=True
    )
    resource_kind: Mapped[ResourceKind] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(primary_key=True)
    starts: Mapped[datetime]


class Answer(Audited, Base):
    """What a host or an assigned person told us about a stop, and how: by link or its staff twin."""

    __tablename__ = "answers"

    id: Mapped[intpk]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    answer: Mapped[Said]
    channel: Mapped[short]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    note: Mapped[str] = mapped_column(CleanText, default="")
    """A reason, conditions, or whatever else they said."""
    most_people: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """The officer who entered it; None when it came by the host's own link."""
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship()
