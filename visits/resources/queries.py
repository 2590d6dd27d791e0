"""Reading people of ours and vehicles."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.kit.search import matching
from visits.resources.models import LanguagePair, Person, Unavailability, Vehicle
from visits.resources.rules import Skill, plate_of

# -- people ----------------------------------------------------------------------------------------


def the_person(session: Session, person_id: int) -> Person:
    """A person with the language pairs. Raises NotThere."""
    rows = select(Person).where(Person.id == person_id).options(selectinload(Person.pairs))
    person = session.scalar(rows)
    if person is None:
        raise NotThere("person")
    return person


def person_called(session: Session, email: str, *, skill: Skill | None = None) -> Person:
    """Whoever reads this address, of those who can do this. Raises NotThere."""
    rows = select(Person).where(func.lower(Person.email) == email.strip().lower())
    if skill is not None:
        rows = rows.where(can(skill))
    person = session.scalar(rows.order_by(Person.is_retired, Person.id).limit(1))
    if person is None:
        raise NotThere("person")
    return person


def people(
    words: str = "", *, skill: Skill | None = None, language: str = "", retired: bool = False
) -> Select[Person]:
    """People by the beginnings of words, by what they can do, by a language they interpret."""
    rows = select(Person).where(Person.is_retired.is_(retired)).options(selectinload(Person.pairs))
    if skill is not None:
        rows = rows.where(can(skill))
    if language:
        spoken = or_(LanguagePair.first == language, LanguagePair.second == language)
        rows = rows.where(Person.pairs.any(spoken))
    ids = matching(Person, words)
    return rows if ids is None else rows.where(Person.id.in_(ids))


def can(skill: Skill) -> ColumnElement[bool]:
    """Skills are a short list in JSON: the quoted word stands in it."""
    return cast(Person.skills, String).contains(f'"{skill.value}"', autoescape=True)


def page_of_people(session: Session, rows: Select[Person], cursor: str | None) -> Page[Person]:
    """Receiving officials come by their rank, all others after them by name."""
    by = (Person.rank_order, Person.sort_key, Person.id)
    return page_of(session, rows, by=by, cursor=cursor)


def people_who(session: Session, skill: Skill) -> list[Person]:
    """Everybody in service who can do this, by rank and name: for choices."""
    order = (Person.rank_order, Person.sort_key, Person.id)
    return list(session.scalars(people(skill=skill).order_by(*order)))


def linked_users(session: Session) -> set[int]:
    """Accounts that belong to a person already."""
    rows = select(Person.user_id).where(Person.user_id.is_not(None))
    return {user for user in session.scalars(rows) if user}


def number_driven_by(session: Session, person_id: int) -> int:
    rows = select(func.count(Vehicle.id)).where(Vehicle.driver_id == person_id)
    return session.scalar(rows) or 0


# -- vehicles --------------------------------------------------------------------------------------


def the_vehicle(session: Session, vehicle_id: int) -> Vehicle:
    """A vehicle with its driver. Raises NotThere."""
    vehicle = session.get(Vehicle, vehicle_id, options=[joinedload(Vehicle.driver)])
    if vehicle is None:
        raise NotThere("vehicle")
    return vehicle


def vehicle_with(session: Session, plate: str) -> Vehicle:
    """The vehicle with this number plate, however it is spaced. Raises NotThere."""
    vehicle = session.scalar(select(Vehicle).where(Vehicle.plate == plate_of(plate)))
    if vehicle is None:
        raise NotThere("vehicle")
    return vehicle


def vehicles(words: str = "", *, seats: int = 0, retired: bool = False) -> Select[Vehicle]:
    """Vehicles by the beginnings of words and digits, with so many seats at least."""
    rows = select(Vehicle).where(Vehicle.is_retired.is_(retired), Vehicle.seats >= seats)
    ids = matching(Vehicle, words)
    rows = rows if ids is None else rows.where(Vehicle.id.in_(ids))
    return rows.options(joinedload(Vehicle.driver))


def page_of_vehicles(session: Session, rows: Select[Vehicle], cursor: str | None) -> Page[Vehicle]:
    return page_of(session, rows, by=(Vehicle.sort_key, Vehicle.id), cursor=cursor)


def all_vehicles(session: Session) -> list[Vehicle]:
    """Every vehicle in use, the largest first: for choices."""
    order = (Vehicle.seats.desc(), Vehicle.sort_key, Vehicle.id)
    return list(session.scalars(vehicles().order_by(*order)))


# -- unavailability --------------------------------------------------------------------------------


def absences_of(
    session: Session, owner: Person | Vehicle, *, since: datetime
) -> list[Unavailability]:
    """When the owner cannot serve, from the instant on, soonest first."""
    rows = select(Unavailability).where(owned_by(owner), Unavailability.ends > since)
    return list(session.scalars(rows.order_by(Unavailability.starts, Unavailability.id)))


def the_absence(session: Session, owner: Person | Vehicle, absence_id: int) -> Unavailability:
    """An absence of this very person or vehicle. Raises NotThere."""
    rows = select(Unavailability).where(owned_by(owner), Unavailability.id == absence_id)
    absence = session.scalar(rows)
    if absence is None:
        raise NotThere("unavailability")
    return absence


def owned_by(owner: Person | Vehicle) -> ColumnElement[bool]:
    if isinstance(owner, Vehicle):
        return Unavailability.vehicle_id == owner.id
    return Unavailability.person_id == owner.id
