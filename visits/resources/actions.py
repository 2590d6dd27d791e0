"""Changing people and vehicles. What programmes rest on tells `ResourceChanged`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.kit.errors import InUse, Refused
from visits.kit.events import tell
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.kit.uses import uses_of
from visits.resources import queries
from visits.resources.events import ResourceChanged
from visits.resources.models import LanguagePair, Person, Unavailability, Vehicle
from visits.resources.rules import Skill

# -- people ----------------------------------------------------------------------------------------


def add_person(session: Session, facts: Mapping[str, Any]) -> Person:
    """A new person out of a form's facts."""
    person = Person(**facts, sort_key=sort_key_of(facts["name"]))
    session.add(person)
    session.flush()
    return person


def revise_person(session: Session, person: Person, facts: Mapping[str, Any]) -> None:
    """Change what the form says."""
    for name, value in facts.items():
        setattr(person, name, value)
    person.sort_key = sort_key_of(person.name)
    session.flush()
    tell(session, ResourceChanged("person", person.id))


def interpret(session: Session, person: Person, pairs: Sequence[Mapping[str, Any]]) -> None:
    """These are the pairs of languages between which the person interprets from now on.

    Who has a pair interprets: the skill follows.
    """
    person.pairs = [LanguagePair(**pair) for pair in pairs]
    if pairs and not person.has(Skill.INTERPRETS):
        person.skills = (*person.skills, Skill.INTERPRETS.value)
    touch(session, person)


def uses_of_person(session: Session, person: Person) -> list[tuple[str, int]]:
    """What counts on the person, so that there is no deleting, and how many of it."""
    driven = queries.number_driven_by(session, person.id)
    return uses_of(session, "person", person.id, own=[("vehicle", driven)])


def delete_person(session: Session, person: Person) -> None:
    """Raises InUse while stops count on the person, or vehicles."""
    if used := uses_of_person(session, person):
        raise InUse(used)
    session.delete(person)
    session.flush()


# -- vehicles --------------------------------------------------------------------------------------


def add_vehicle(session: Session, facts: Mapping[str, Any]) -> Vehicle:
    """A new vehicle out of a form's facts. Raises Refused when the plate is another's."""
    vehicle = Vehicle()
    keep_vehicle(session, vehicle, facts)
    return vehicle


def revise_vehicle(session: Session, vehicle: Vehicle, facts: Mapping[str, Any]) -> None:
    """Change what the form says. Raises Refused when the plate is another's."""
    keep_vehicle(session, vehicle, facts)
    tell(session, ResourceChanged("vehicle", vehicle.id))


def keep_vehicle(session: Session, vehicle: Vehicle, facts: Mapping[str, Any]) -> None:
    """Write it down; the database sees to it that no other has its plate."""
    try:
        with session.begin_nested():
            for name, value in facts.items():
                setattr(vehicle, name, value)
            vehicle.sort_key = sort_key_of(vehicle.name)
            session.add(vehicle)
    except IntegrityError as error:
        raise Refused("plate_taken") from error


def uses_of_vehicle(session: Session, vehicle: Vehicle) -> list[tuple[str, int]]:
    """What counts on the vehicle, so that it cannot be deleted, and how many of it."""
    return uses_of(session, "vehicle", vehicle.id)


def delete_vehicle(session: Session, vehicle: Vehicle) -> None:
    """Raises InUse while stops count on the vehicle."""
    if used := uses_of_vehicle(session, vehicle):
        raise InUse(used)
    session.delete(vehicle)
    session.flush()


# -- both ------------------------------------------------------------------------------------------


def retire(session: Session, owner: Person | Vehicle, *, retired: bool) -> None:
    """Take somebody or something off the lists of choices, or put it back; the history stays."""
    owner.is_retired = retired
    session.flush()


def note_absence(
    session: Session, owner: Person | Vehicle, *, starts: datetime, ends: datetime, reason: str
) -> Unavailability:
    """The owner cannot serve in this span; the findings of the stops in it follow."""
    if ends <= starts:
        raise Refused("ends_before_start")
    absence = Unavailability(starts=starts, ends=ends, reason=reason)
    if isinstance(owner, Vehicle):
        absence.vehicle_id = owner.id
    else:
        absence.person_id = owner.id
    session.add(absence)
    touch(session, owner)
    return absence


def take_back_absence(session: Session, owner: Person | Vehicle, absence: Unavailability) -> None:
    """The owner can serve after all."""
    session.delete(absence)
    touch(session, owner)


def touch(session: Session, owner: Person | Vehicle) -> None:
    """What hangs on the owner changed: forms that were opened before are stale now."""
    owner.version += 1
    session.flush()
    kind = "vehicle" if isinstance(owner, Vehicle) else "person"
    tell(session, ResourceChanged(kind, owner.id))


def sort_key_of(name: Translated) -> str:
    return search_key(name.to("ko"))[:200]
