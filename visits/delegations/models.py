"""Delegations, the countries they count for, their delegates and parties."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.delegations.rules import (
    DelegateRole,
    DelegationState,
    Level,
    NameOrder,
    Needed,
    PhotoConsent,
    RosterAct,
    joined_name,
    shown_name,
)
from visits.kit.columns import Versioned, intpk, line, note, personal_line, personal_note, short
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.languages.scripts import language_of
from visits.organisations.models import Organisation

EMPTY = Translated()
PERSONAL = {"personal": True}


class Delegation(Versioned, Audited, Searchable, Base):
    """One incoming group. Dates are days in the city's zone; the code is year and number."""

    __tablename__ = "delegations"
    __table_args__ = (
        Index("ix_delegations_state_starts_on", "state", "starts_on", "id"),
        UniqueConstraint("year", "number"),
    )

    id: Mapped[intpk]
    code: Mapped[short] = mapped_column(unique=True)
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[Translated]
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date] = mapped_column(index=True)
    level: Mapped[Level] = mapped_column(default=Level.WORKING)
    purpose: Mapped[Translated] = mapped_column(default=EMPTY)
    themes: Mapped[tuple[str, ...]] = mapped_column(default=())
    languages: Mapped[tuple[str, ...]]
    """BCP 47; the first is the one we write in."""
    own_interpreter: Mapped[bool] = mapped_column(default=False)
    lead_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    referrer_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    liaison_name: Mapped[personal_line] = mapped_column(default="")
    liaison_position: Mapped[personal_line] = mapped_column(default="")
    liaison_email: Mapped[personal_line] = mapped_column(default="")
    liaison_phone: Mapped[personal_line] = mapped_column(default="")
    liaison_language: Mapped[short] = mapped_column(default="en")
    home_zone: Mapped[short] = mapped_column(default="Asia/Seoul")
    state: Mapped[DelegationState] = mapped_column(default=DelegationState.DRAFT)
    notes: Mapped[note] = mapped_column(default="")
    created_at: Mapped[datetime]

    lead: Mapped[User] = relationship(foreign_keys=[lead_id])
    deputy: Mapped[User | None] = relationship(foreign_keys=[deputy_id])
    referrer: Mapped[Organisation | None] = relationship()
    countries: Mapped[list["DelegationCountry"]] = relationship(
        back_populates="delegation",
        cascade="all, delete-orphan",
        order_by="DelegationCountry.position",
    )
    bodies: Mapped[list["DelegationBody"]] = relationship(
        back_populates="delegation",
        cascade="all, delete-orphan",
        order_by="DelegationBody.position",
    )
    delegates: Mapped[list["Delegate"]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Delegate.precedence"
    )
    parties: Mapped[list["Party"]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Party.id"
    )

    @property
    def planned(self) -> int:
        """People announced, all countries together."""
        return sum(country.planned for country in self.countries)

    @property
    def people(self) -> int:
        """People who came, where that is known, else who were announced."""
        return sum(country.counted for country in self.countries)

    @property
    def answerable(self) -> User | None:
        """Who is written to about the visit: its lead, after they left its deputy, else nobody."""
        if self.lead.is_enabled:
            return self.lead
        return self.deputy if self.deputy is not None and self.deputy.is_enabled else None

    def search_texts(self) -> tuple[str, ...]:
        return (self.code, *self.title.values())


class DelegationCountry(Audited, Base):
    """How many come from one country. Figures count these rows, so they outlive the names."""

    __tablename__ = "delegation_countries"
    __table_args__ = (UniqueConstraint("delegation_id", "country"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    country: Mapped[str] = mapped_column(String(8), index=True)
    planned: Mapped[int]
    actual: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    delegation: Mapped[Delegation] = relationship(back_populates="countries")

    @property
    def counted(self) -> int:
        return self.planned if self.actual is None else self.actual


class DelegationBody(Audited, Base):
    """An organisation that the delegation comes from."""

    __tablename__ = "delegation_bodies"
    __table_args__ = (UniqueConstraint("delegation_id", "organisation_id"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    delegation: Mapped[Delegation] = relationship(back_populates="bodies")
    organisation: Mapped[Organisation] = relationship()


class Delegate(Versioned, Audited, Base):
    """One person of the delegation, named as in the passport, in Hangul and in their own script."""

    __tablename__ = "delegates"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    family_name: Mapped[personal_line] = mapped_column(default="")
    given_name: Mapped[personal_line] = mapped_column(default="")
    name_order: Mapped[NameOrder] = mapped_column(default=NameOrder.GIVEN_FIRST)
    hangul_name: Mapped[personal_line] = mapped_column(default="")
    native_name: Mapped[personal_line] = mapped_column(default="")
    form_of_address: Mapped[personal_line] = mapped_column(default="")
    position_ko: Mapped[personal_line] = mapped_column(default="")
    position_en: Mapped[personal_line] = mapped_column(default="")
    organisation_name: Mapped[personal_line] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(String(8), default="")
    role: Mapped[DelegateRole] = mapped_column(default=DelegateRole.MEMBER)
    precedence: Mapped[int]
    precedence_reason: Mapped[line] = mapped_column(default="")
    languages: Mapped[tuple[str, ...]] = mapped_column(default=())
    meal_needs: Mapped[tuple[str, ...]] = mapped_column(default=(), info=PERSONAL)
    meal_note: Mapped[personal_line] = mapped_column(default="")
    mobility: Mapped[tuple[str, ...]] = mapped_column(default=(), info=PERSONAL)
    mobility_note: Mapped[personal_line] = mapped_column(default="")
    arrangements: Mapped[tuple[str, ...]] = mapped_column(
        default=(), server_default="[]", info=PERSONAL
    )
    """What they asked us to arrange themselves: values of `rules.Arrangement`."""
    arrival_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    arrival_time: Mapped[time | None] = mapped_column(info=PERSONAL)
    """As on the ticket: wall time of the place where they arrive."""
    arrival: Mapped[personal_line] = mapped_column(default="")
    """The flight or train, by its number."""
    arrival_place: Mapped[personal_line] = mapped_column(default="")
    departure_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    departure_time: Mapped[time | None] = mapped_column(info=PERSONAL)
    departure: Mapped[personal_line] = mapped_column(default="")
    departure_place: Mapped[personal_line] = mapped_column(default="")
    photo_consent: Mapped[PhotoConsent] = mapped_column(default=PhotoConsent.UNKNOWN)
    notes: Mapped[personal_note] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    """Since when they do not come; kept because lists that were sent name them."""

    delegation: Mapped[Delegation] = relationship(back_populates="delegates")

    @property
    def passport_name(self) -> str:
        return joined_name(self.family_name, self.given_name, self.name_order)

    @property
    def shown_name(self) -> str:
        return shown_name(self.hangul_name, self.passport_name, self.native_name)

    @property
    def native_language(self) -> str:
        """For `lang=` round the native name."""
        return language_of(self.native_name, self.languages)

    @property
    def position(self) -> str:
        return self.position_en or self.position_ko

    @property
    def has_needs(self) -> bool:
        """Whether anything is known of them that may tell of health or belief."""
        noted = (self.meal_needs, self.meal_note, self.mobility, self.mobility_note)
        return any(noted) or bool(self.arrangements)

    @property
    def lacking(self) -> tuple[Needed, ...]:
        """What is still needed of them, in the order of `Needed`."""
        known = {
            Needed.PASSPORT_NAME: self.passport_name,
            Needed.NATIONALITY: self.nationality,
            Needed.POSITION: self.position,
            Needed.MEALS: self.meal_needs or self.meal_note,
            Needed.ARRIVAL: self.arrival_on or self.arrival,
            Needed.DEPARTURE: self.departure_on or self.departure,
            Needed.PHOTO: self.photo_consent is not PhotoConsent.UNKNOWN,
        }
        return tuple(item for item in Needed if not known[item])

    def audit_label(self) -> str:
        """The log names a delegate by number: names stay in the roster."""
        return f"#{self.precedence}"


class Party(Versioned, Audited, Base):
    """A named set of delegates; a stop is for one party or for everybody."""

    __tablename__ = "parties"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    name: Mapped[Translated]

    delegation: Mapped[Delegation] = relationship(back_populates="parties")
    members: Mapped[list["PartyMember"]] = relationship(
        back_populates="party", cascade="all, delete-orphan"
    )

    @property
    def member_ids(self) -> frozenset[int]:
        return frozenset(member.delegate_id for member in self.members)


class PartyMember(Base):
    """A delegate belongs to a party."""

    __tablename__ = "party_members"

    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id"), primary_key=True)
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegates.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    party: Mapped[Party] = relationship(back_populates="members")
    delegate: Mapped[Delegate] = relationship()


class RosterEntry(Base):
    """A line of the roster's log: what the liaison did, by link or told to an officer."""

    __tablename__ = "roster_entries"
    __table_args__ = (Index("ix_roster_entries_delegation", "delegation_id", "id"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"))
    act: Mapped[RosterAct]
    delegate_id: Mapped[int | None]
    """Whom it was about; without a foreign key, since they may be gone."""
    people: Mapped[int] = mapped_column(default=1)
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """The officer who entered it; None when it came by the liaison's own link."""
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship()
