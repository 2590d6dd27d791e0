"""What a gesture would bring: judged by the rules that judge a save, without saving anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from visits.conflicts import rules
from visits.conflicts.rules import Finding, Programme, Severity, StopFacts, World
from visits.itineraries.judging import changed_facts, judge, services
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import Roster, programme_of
from visits.itineraries.queries import ShownLeg
from visits.itineraries.queries.ways import shown
from visits.planner.rules.templates import Laid


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft as it would be: what refuses it, what it adds, the ways between its stops."""

    programme: Programme
    world: World
    refused: tuple[Finding, ...]
    brought: tuple[Finding, ...]
    ways: tuple[ShownLeg, ...]


def tried(
    session: Session,
    itinerary: Itinerary,
    stops: Sequence[StopFacts],
    roster: Roster,
    *,
    at: datetime,
) -> Trial:
    """The draft with these stops: in the place of those with their uid, else beside the others."""
    before = programme_of(itinerary, roster)
    after = with_stops(before, stops)
    judged = judge(session, before, after, at=at)
    return Trial(
        programme=after,
        world=judged.world,
        refused=judged.refused,
        brought=rules.introduced(judged.before, judged.after, least=Severity.WARN),
        ways=ways_of(after, judged.world, itinerary),
    )


def with_stops(programme: Programme, stops: Iterable[StopFacts]) -> Programme:
    given = {stop.uid: stop for stop in stops}
    kept = [given.pop(stop.uid, stop) for stop in programme.stops]
    return replace(programme, stops=(*kept, *given.values()))


def ways_of(programme: Programme, world: World, itinerary: Itinerary) -> tuple[ShownLeg, ...]:
    parties = {stop.uid: stop.party.name for stop in itinerary.stops if stop.party}
    places = dict(world.sites)
    return tuple(shown(one, places, parties) for one in rules.journeys(programme, world))


def ideas_of(laid: Iterable[Laid], roster: Roster) -> list[StopFacts]:
    """Stops that would be added, as ideas; each gets a uid of its own.

    Raises Refused for values that cannot be.
    """
    found = []
    for one in laid:
        facts = changed_facts(None, one.values.checked(), None, roster)
        found.append(replace(facts, assignments=services(facts, one.duties)))
    return found
