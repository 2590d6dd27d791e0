"""Taking an agenda over: its lines become ideas in one gesture. Flush at most."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.agendas.models import PlaceName
from visits.agendas.rules import Item
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries.actions import changing
from visits.itineraries.actions.planning import fill
from visits.itineraries.actions.serving import appoint
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import Duty, StopValues
from visits.kit.clock import NoSuchTime, local
from visits.kit.errors import Refused
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.languages.scripts import language_written
from visits.resources.models import Person
from visits.sites.models import Site

BETWEEN_NAMES = re.compile(r"[,;/·、\n]|\s+(?:and|및)\s+")


def take_over(
    session: Session, itinerary: Itinerary, items: Sequence[Item], *, at: datetime, by: User | None
) -> list[Stop]:
    """Ideas out of the lines that need no question, judged once; one step for whoever undoes it.

    Who is named and is one of our people attends; everybody else stays in the internal note.
    Raises Refused (`skipped_time`) for a wall time that there is not, Blocked as any other gesture.
    """
    zone, spoken = zone_of(session), itinerary.delegation.languages
    stops: list[Stop] = []
    known = our_people(session) if any(item.who for item in items) else {}
    with changing(session, itinerary, at=at, by=by):
        for item in items:
            stop = Stop(status=StopStatus.IDEA, created_at=at, changed_at=at)
            ours, others = parted(item.who, known)
            values = replace(values_of(item, spoken, zone), internal_note=others)
            fill(session, itinerary, stop, values)
            appoint(stop, [Duty(Role.ATTENDS, person_id=number) for number in ours])
            itinerary.stops.append(stop)
            stops.append(stop)
    return stops


def our_people(session: Session) -> dict[str, int]:
    """By the key of each of their names; a name that two people have names nobody."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for person in session.scalars(select(Person).where(Person.is_retired.is_(False))):
        for key in {search_key(name) for name in person.name.values()}:
            shared |= {key} & found.keys()
            found[key] = person.id
    return {key: number for key, number in found.items() if key not in shared}


def parted(who: str, known: Mapping[str, int]) -> tuple[list[int], str]:
    """Which of our people a cell names, and whom else, as it is written."""
    names = [name.strip() for name in BETWEEN_NAMES.split(who) if name.strip()]
    ours = [known[key] for name in names if (key := search_key(name)) in known]
    others = [name for name in names if search_key(name) not in known]
    return list(dict.fromkeys(ours)), ", ".join(others) if ours else who


def values_of(item: Item, spoken: Sequence[str], zone: ZoneInfo) -> StopValues:
    """What the line says, in the language in which it is written; who it names stays in the office."""
    return StopValues(
        kind=item.kind,
        title=written(item.title, spoken),
        starts=instant(item.starts, zone),
        ends=instant(item.ends, zone),
        public_note=written("\n".join(item.lines), spoken),
        internal_note=item.who,
        site_id=item.site,
        place=written(item.place, spoken),
    )


def written(text: str, spoken: Sequence[str]) -> Translated:
    return Translated({language_written(text, tuple(spoken)): text})


def instant(wall: datetime | None, zone: ZoneInfo) -> datetime:
    if wall is None:
        raise Refused("line_without_time")
    try:
        return local(wall.date(), wall.time(), zone)
    except NoSuchTime as error:
        raise Refused("skipped_time") from error


LONGEST_KEY = 200
"""As many signs as the column holds."""


def remember(session: Session, said: Mapping[str, int], *, by: str, at: datetime) -> None:
    """What an officer said of words for places, by their key: the next agenda is understood by it.

    A cell full of words is said once; it does not come back in these very words.
    """
    for key, number in said.items():
        if not 0 < len(key) <= LONGEST_KEY or session.get(Site, number) is None:
            continue
        row = session.get(PlaceName, key) or PlaceName(key=key)
        row.site_id, row.said_by, row.said_at = number, by, at
        session.add(row)
    session.flush()
