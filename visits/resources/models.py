"""People of ours, their language pairs, vehicles, and when either cannot serve."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk, line, note, personal_line, short
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.resources.rules import InterpretingMode, Proficiency, Skill, plate_words

EMPTY = Translated()


class Person(Versioned, Audited, Searchable, Base):
    """One of ours who receives, interprets, escorts, drives or teaches."""

    __tablename__ = "people"

    id: Mapped[intpk]
    name: Mapped[Translated]
    sort_key: Mapped[line] = mapped_column(index=True)
    position: Mapped[Translated] = mapped_column(default=EMPTY)
    department: Mapped[line] = mapped_column(default="")
    email: Mapped[personal_line] = mapped_column(default="", index=True)
    phone: Mapped[personal_line] = mapped_column(default="")
    skills: Mapped[tuple[str, ...]] = mapped_column(default=())
    """Values of `rules.Skill`."""
    rank_order: Mapped[int] = mapped_column(default=100)
    diary_office: Mapped[line] = mapped_column(default="")
    """The office that keeps a principal's diary: it is asked, the diary is never shown."""
    daily_hours: Mapped[int | None]
    """Most hours of interpreting a day."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    is_retired: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[note] = mapped_column(default="")

    user: Mapped[User | None] = relationship()
    pairs: Mapped[list["LanguagePair"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="LanguagePair.id"
    )
    absences: Mapped[list["Unavailability"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="Unavailability.starts"
    )

    def has(self, skill: Skill) -> bool:
        return skill.value in self.skills

    def search_texts(self) -> tuple[str, ...]:
        return (*self.name.values(), self.department, self.email)


class LanguagePair(Audited, Base):
    """A person interprets between these two languages, both ways."""

    __tablename__ = "language_pairs"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first: Mapped[short]
    second: Mapped[short]
    mode: Mapped[InterpretingMode] = mapped_column(default=InterpretingMode.CONSECUTIVE)
    level: Mapped[Proficiency] = mapped_column(default=Proficiency.FLUENT)

    person: Mapped[Person] = relationship(back_populates="pairs")


class Vehicle(Versioned, Audited, Searchable, Base):
    """A vehicle of the city or one that it charters."""

    __tablename__ = "vehicles"

    id: Mapped[intpk]
    name: Mapped[Translated]
    sort_key: Mapped[line] = mapped_column(index=True)
    plate: Mapped[str] = mapped_column(String(40), unique=True)
    seats: Mapped[int]
    """Seats for passengers, without the driver's."""
    has_wheelchair_place: Mapped[bool] = mapped_column(default=False)
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    is_retired: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[note] = mapped_column(default="")

    driver: Mapped[Person | None] = relationship()
    absences: Mapped[list["Unavailability"]] = relationship(
        back_populates="vehicle", cascade="all, delete-orphan", order_by="Unavailability.starts"
    )

    def search_texts(self) -> tuple[str, ...]:
        return (*self.name.values(), *plate_words(self.plate))


class Unavailability(Audited, Base):
    """A span in which a person or a vehicle cannot serve. The reason stays in the office."""

    __tablename__ = "unavailabilities"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (vehicle_id IS NULL)", name="one_owner"),
    )

    id: Mapped[intpk]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"), index=True)
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    reason: Mapped[line] = mapped_column(default="")

    person: Mapped[Person | None] = relationship(back_populates="absences")
    vehicle: Mapped[Vehicle | None] = relationship(back_populates="absences")
