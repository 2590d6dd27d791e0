"""How papers say where a stop is, when it begins and who serves at it, in the paper's language."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from visits.conflicts.rules import Role
from visits.delegations.wording import with_position
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Consent
from visits.languages import dates
from visits.resources.models import Person


def place_of(stop: Stop, tag: str) -> str:
    """Site and room, or the place in words; and where it ends when that is elsewhere."""
    site = stop.site.name.to(tag) if stop.site else stop.place.to(tag)
    room = stop.space.name.to(tag) if stop.space else ""
    begins = " ".join(part for part in (site, room) if part)
    ends = stop.ends_elsewhere.to(tag)
    return f"{begins} → {ends}" if ends else begins


def time_of(stop: Stop, tag: str, zone: tzinfo) -> str:
    """The day without its year, and the hour at which it begins."""
    day = stop.starts.astimezone(zone).date()
    return f"{dates.day(day, tag, year=False)} {dates.clock(stop.starts, zone)}"


def person_name(person: Person, tag: str) -> str:
    """One of ours, with position."""
    return with_position(person.name.to(tag), person.position.to(tag), tag)


def name_of_serving(one: Assignment, tag: str) -> str:
    """Who or what serves at a stop."""
    if one.person is not None:
        return person_name(one.person, tag)
    return one.vehicle.name.to(tag) if one.vehicle is not None else ""


def serving(stop: Stop, role: Role) -> Iterator[Person]:
    """Who of ours does this and has not declined, by rank."""
    people = [one.person for one in attending(stop.assignments) if one.role is role and one.person]
    yield from sorted(people, key=lambda person: (person.rank_order, person.id))


def attending(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Those that were not declined."""
    return [one for one in assignments if one.consent is not Consent.DECLINED]
