"""Sites and what belongs to them."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk, line, note, personal_line, short
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.sites.rules import (
    Category,
    ClosureKind,
    ContactChannel,
    ContactRole,
    Exposure,
    QuotaPeriod,
    Security,
    TravelMode,
    TravelSource,
)

EMPTY = Translated()


class Site(Versioned, Audited, Searchable, Base):
    """A place that delegations go to. Group sizes in people, times in minutes, place in degrees."""

    __tablename__ = "sites"
    __table_args__ = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
        CheckConstraint("lng BETWEEN -180 AND 180", name="lng"),
    )

    id: Mapped[intpk]
    slug: Mapped[short] = mapped_column(unique=True)
    name: Mapped[Translated]
    sort_key: Mapped[line] = mapped_column(index=True)
    summary: Mapped[Translated] = mapped_column(default=EMPTY)
    description: Mapped[Translated] = mapped_column(default=EMPTY)
    category: Mapped[Category]
    themes: Mapped[tuple[str, ...]] = mapped_column(default=())
    address_ko: Mapped[line] = mapped_column(default="")
    address_roman: Mapped[line] = mapped_column(default="")
    lat: Mapped[float]
    lng: Mapped[float]
    is_elsewhere: Mapped[bool] = mapped_column(default=False)
    """Beyond the city: an airport, a station, a hotel in the capital."""
    entrance_note: Mapped[Translated] = mapped_column(default=EMPTY)
    drop_off: Mapped[line] = mapped_column(default="")
    exposure: Mapped[Exposure] = mapped_column(default=Exposure.EXACT)
    max_group: Mapped[int]
    min_group: Mapped[int] = mapped_column(default=1)
    concurrent_groups: Mapped[int] = mapped_column(default=1)
    minutes_min: Mapped[int]
    minutes_typical: Mapped[int]
    minutes_max: Mapped[int]
    lead_days: Mapped[int] = mapped_column(default=10)
    quota: Mapped[int | None]
    """Most groups in each `quota_period`."""
    quota_period: Mapped[QuotaPeriod] = mapped_column(
        default=QuotaPeriod.MONTH, server_default=QuotaPeriod.MONTH.value
    )
    serves: Mapped[tuple[str, ...]] = mapped_column(default=(), server_default="[]")
    """Of a kitchen: which needs it can meet, values of `rules.MealNeed`."""
    photo_policy: Mapped[Translated] = mapped_column(default=EMPTY)
    is_accessible: Mapped[bool] = mapped_column(default=True)
    has_prayer_room: Mapped[bool] = mapped_column(default=False)
    is_outdoor: Mapped[bool] = mapped_column(default=False)
    has_bus_parking: Mapped[bool] = mapped_column(default=True)
    security: Mapped[Security] = mapped_column(default=Security.OPEN)
    identity_fields: Mapped[tuple[str, ...]] = mapped_column(default=())
    list_due_days: Mapped[int] = mapped_column(default=3)
    end_site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    """Where a visit that moves (a ride) ends."""
    closed_on_holidays: Mapped[bool]
    closed_weekdays: Mapped[tuple[str, ...]] = mapped_column(default=())
    """ISO weekdays as text: "1" is Monday."""
    is_closed_at_lunch: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=True)
    letter_recipient: Mapped[line] = mapped_column(default="")
    letter_via: Mapped[line] = mapped_column(default="")
    letter_reference: Mapped[line] = mapped_column(default="")
    notes: Mapped[note] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    end_site: Mapped["Site | None"] = relationship(remote_side="Site.id")
    spaces: Mapped[list["Space"]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="Space.id"
    )
    windows: Mapped[list["OfferedWindow"]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="OfferedWindow.id"
    )
    closures: Mapped[list["Closure"]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="Closure.starts"
    )
    contacts: Mapped[list["SiteContact"]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="SiteContact.id"
    )

    def search_texts(self) -> tuple[str, ...]:
        return (*self.name.values(), self.slug.replace("-", " "), self.address_ko)


class Space(Audited, Base):
    """A room of a site."""

    __tablename__ = "spaces"

    id: Mapped[intpk]
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    name: Mapped[Translated]
    seats: Mapped[int | None]

    site: Mapped[Site] = relationship(back_populates="spaces")


class OfferedWindow(Audited, Base):
    """A round that a site offers: on a weekday or one date, in wall time, within a season.

    Exactly one of `weekday` (1 is Monday) and `day` is given; no `first`/`last` means always.
    """

    __tablename__ = "offered_windows"
    __table_args__ = (CheckConstraint("(weekday IS NULL) <> (day IS NULL)", name="one_kind"),)

    id: Mapped[intpk]
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    weekday: Mapped[int | None]
    day: Mapped[date | None]
    opens: Mapped[time]
    closes: Mapped[time]
    first: Mapped[date | None]
    last: Mapped[date | None]
    languages: Mapped[tuple[str, ...]] = mapped_column(default=())

    site: Mapped[Site] = relationship(back_populates="windows")


class Closure(Audited, Base):
    """A span of instants in which the site does not receive."""

    __tablename__ = "closures"

    id: Mapped[intpk]
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    kind: Mapped[ClosureKind] = mapped_column(
        default=ClosureKind.CLOSED, server_default=ClosureKind.CLOSED.value
    )
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    reason: Mapped[Translated] = mapped_column(default=EMPTY)
    source: Mapped[line] = mapped_column(default="")

    site: Mapped[Site] = relationship(back_populates="closures")


class SiteContact(Versioned, Audited, Base):
    """Who answers for a site, and how that person is reached."""

    __tablename__ = "site_contacts"

    id: Mapped[intpk]
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[line]
    position: Mapped[line] = mapped_column(default="")
    role: Mapped[ContactRole]
    languages: Mapped[tuple[str, ...]] = mapped_column(default=())
    language: Mapped[short] = mapped_column(default="ko")
    channel: Mapped[ContactChannel] = mapped_column(default=ContactChannel.MAIL)
    email: Mapped[personal_line] = mapped_column(default="")
    phone: Mapped[personal_line] = mapped_column(default="")
    organisation: Mapped[line] = mapped_column(default="")
    """Where they work, when that is not the site itself; its head is the recipient of letters."""
    letter_via: Mapped[line] = mapped_column(default="")
    letter_reference: Mapped[line] = mapped_column(default="")
    wants_list: Mapped[bool] = mapped_column(default=False)
    """On Thursdays, what takes place at the site in the next week."""
    wants_month: Mapped[bool] = mapped_column(default=False)
    """On the last Thursday of a month, what takes place at the site in the next month."""

    site: Mapped[Site] = relationship(back_populates="contacts")


class TravelTime(Versioned, Audited, Base):
    """Minutes from one site to another, without boarding. Both directions are rows of their own."""

    __tablename__ = "travel_times"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "mode"),)

    id: Mapped[intpk]
    from_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    mode: Mapped[TravelMode] = mapped_column(default=TravelMode.BUS)
    minutes: Mapped[int]
    km: Mapped[float | None]
    source: Mapped[TravelSource] = mapped_column(default=TravelSource.GIVEN)

    start: Mapped[Site] = relationship(foreign_keys=[from_id])
    end: Mapped[Site] = relationship(foreign_keys=[to_id])
