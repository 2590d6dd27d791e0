"""Taking an agenda over: its lines become ideas in one gesture. Flush at most."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.agendas.models import PlaceName
from visits.agendas.rules import Item
from visits.conflicts.rules import StopStatus
from visits.itineraries.actions import changing
from visits.itineraries.actions.planning import fill
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopValues
from visits.kit.clock import NoSuchTime, local
from visits.kit.errors import Refused
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.languages.scripts import language_written
from visits.sites.models import Site


def take_over(
    session: Session, itinerary: Itinerary, items: Sequence[Item], *, at: datetime, by: User | None
) -> list[Stop]:
    """Ideas out of the lines that need no question, judged once; one step for whoever undoes it.

    Raises Refused (`skipped_time`) for a wall time that there is not, Blocked as any other gesture.
    """
    zone, spoken = zone_of(session), itinerary.delegation.languages
    stops: list[Stop] = []
    with changing(session, itinerary, at=at, by=by):
        for item in items:
            stop = Stop(status=StopStatus.IDEA, created_at=at, changed_at=at)
            fill(session, itinerary, stop, values_of(item, spoken, zone))
            itinerary.stops.append(stop)
            stops.append(stop)
    return stops


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


def remember(session: Session, said: Mapping[str, int], *, by: str, at: datetime) -> None:
    """What an officer said of words for places, by their key: the next agenda is understood by it."""
    for key, number in said.items():
        if not key or session.get(Site, number) is None:
            continue
        row = session.get(PlaceName, key) or PlaceName(key=key)
        row.site_id, row.said_by, row.said_at = number, by, at
        session.add(row)
    session.flush()
