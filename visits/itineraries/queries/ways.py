"""The ways between the stops of a programme, with the time that they take."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from visits.conflicts.rules import (
    Calendar,
    Journey,
    Mode,
    Programme,
    SiteFacts,
    Source,
    StopFacts,
    World,
    journeys,
)
from visits.conflicts.rules.movement import SLACK_MINUTES
from visits.conflicts.rules.travel import kilometres
from visits.itineraries.judging import just_judged
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import Roster, programme_of, roster_of
from visits.itineraries.world import travel_times
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.sites.models import Site


@dataclass(frozen=True, slots=True)
class ShownLeg:
    """A way between two stops. Minutes; `needed` is travel and boarding, None when not known."""

    from_uid: str
    to_uid: str
    from_site: int
    to_site: int
    mode: Mode | None
    needed: int | None
    boarding: int | None
    available: int
    source: Source | None
    kilometres: float | None
    """As the crow flies."""
    party: Translated
    """The subgroup that goes, empty for everybody."""

    @property
    def missing(self) -> int:
        """How many minutes lack; 0 when it works or nothing is known."""
        return max(0, (self.needed or 0) - self.available)

    @property
    def is_tight(self) -> bool:
        """Whether it works with little time to spare."""
        if self.needed is None:
            return False
        return 0 <= self.available - self.needed < SLACK_MINUTES


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def legs(
    session: Session,
    itinerary: Itinerary,
    *,
    known: Callable[[Roster], tuple[StopFacts, ...]] | None = None,
    more: Iterable[Site] = (),
) -> tuple[ShownLeg, ...]:
    """The ways between the stops of an itinerary loaded by `the_itinerary`; two queries, none for a
    draft that this transaction has judged.

    *known* are its stops as somebody else knows them than the draft has them, at its sites or at
    *more*.
    """
    judged = just_judged(session, itinerary.id) if known is None else None
    if judged is not None:
        return ways_of(itinerary, judged.programme, judged.world)
    roster = roster_of(session, itinerary.delegation)
    programme = programme_of(itinerary, roster)
    if known is not None:
        programme = replace(programme, stops=known(roster))
    places = places_of(itinerary, more)
    world = World(
        at=LONG_AGO,
        calendar=Calendar(zone_of(session)),
        sites=places,
        travel=travel_times(session, places) if places else (),
    )
    return ways_of(itinerary, programme, world)


def ways_of(itinerary: Itinerary, programme: Programme, world: World) -> tuple[ShownLeg, ...]:
    parties = {stop.uid: stop.party.name for stop in itinerary.stops if stop.party}
    return tuple(shown(journey, world.sites, parties) for journey in journeys(programme, world))


def places_of(itinerary: Itinerary, more: Iterable[Site]) -> dict[int, SiteFacts]:
    """Where the ways lead, with the least that they need to know of a site."""
    rows: list[Site | None] = list(more)
    for stop in itinerary.stops:
        rows += [stop.site, stop.end_site, stop.site.end_site if stop.site else None]
    known = {site.id: site for site in rows if site is not None}
    return {number: facts_of_place(site, known) for number, site in known.items()}


def facts_of_place(site: Site, known: Collection[int]) -> SiteFacts:
    """The least that ways need to know of a site, which ends at one of those *known*."""
    return SiteFacts(
        id=site.id,
        latitude=site.lat,
        longitude=site.lng,
        end_site=site.end_site_id if site.end_site_id in known else None,
        is_beyond_city=site.is_elsewhere,
    )


def shown(
    journey: Journey, places: Mapping[int, SiteFacts], parties: dict[str, Translated]
) -> ShownLeg:
    leg, travel = journey.leg, journey.travel
    distance = kilometres(places[leg.from_site], places[leg.to_site])
    return ShownLeg(
        from_uid=leg.origin.uid,
        to_uid=leg.goal.uid,
        from_site=leg.from_site,
        to_site=leg.to_site,
        mode=leg.mode,
        needed=travel.needed if travel else None,
        boarding=travel.boarding if travel else None,
        available=journey.available,
        source=travel.source if travel else None,
        kilometres=None if distance is None else round(distance, 1),
        party=parties.get(leg.goal.uid) or parties.get(leg.origin.uid) or Translated(),
    )
