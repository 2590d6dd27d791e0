"""Whether there is time for the ways between stops, and whether the programme explains them.

What is firm is followed alone, then with the holds, then with the ideas: a way that only exists
with a hold or an idea can only warn.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from visits.conflicts.rules.catalogue import SEVERITY, Code, Severity
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import A_MINUTE, iso
from visits.conflicts.rules.legs import Jump, Leg, Way, ways
from visits.conflicts.rules.parties import companions, people_at
from visits.conflicts.rules.travel import Times, Travel, times_by_pair, travel_between
from visits.conflicts.rules.values import DelegationFacts, Programme, StopFacts, World

SLACK_MINUTES = 10
"""Less than this to spare is tight."""

LEVELS: tuple[Callable[[StopFacts], bool], ...] = (
    lambda stop: stop.is_firm,
    lambda stop: stop.is_booked,
    lambda stop: stop.is_planned,
)


@dataclass(frozen=True, slots=True)
class Journey:
    """A leg with the time that it takes; None where nothing is known."""

    leg: Leg
    travel: Travel | None

    @property
    def available(self) -> int:
        """Whole minutes between the two stops."""
        return int(self.leg.available.total_seconds()) // A_MINUTE


def movement_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """The gravest of what is found about each way between two stops."""
    times = world.times or times_by_pair(world.travel)
    gravest: dict[tuple[object, ...], Finding] = {}
    for way, is_firm in _all_ways(programme, world):
        found = _jump(way, world) if isinstance(way, Jump) else _leg(way, programme, world, times)
        if found is None:
            continue
        if not is_firm:
            found = _warning(found)
        # Tight and infeasible are two answers to one question: whether there is time.
        about = (found.stop, found.facts["from_stop"], found.facts.get("cause"))
        if about not in gravest or _gravity(found) > _gravity(gravest[about]):
            gravest[about] = found
    yield from gravest.values()


def journeys(programme: Programme, world: World) -> tuple[Journey, ...]:
    """The legs of all planned stops with their times, to be shown between the stops."""
    times = world.times or times_by_pair(world.travel)
    legs = dict.fromkeys(
        way
        for group in companions(programme)
        for way in ways(group.stops, world.sites, world.calendar)
        if isinstance(way, Leg) and way.from_site != way.to_site
    )
    return tuple(Journey(leg, travel_on(leg, programme.delegation, world, times)) for leg in legs)


def travel_on(leg: Leg, delegation: DelegationFacts, world: World, times: Times) -> Travel | None:
    """What the people of the leg's goal need for it."""
    return travel_between(
        world.sites[leg.from_site],
        world.sites[leg.to_site],
        mode=leg.mode,
        people=people_at(leg.goal, delegation),
        wheelchair=delegation.has_wheelchair,
        times=times,
    )


def _all_ways(programme: Programme, world: World) -> Iterator[tuple[Way, bool]]:
    """Each way of each group once per level, and whether it exists among firm stops alone."""
    for group in companions(programme):
        followed: list[StopFacts] = []
        for level in LEVELS:
            stops = [stop for stop in group.stops if level(stop)]
            if len(stops) == len(followed) and level is not LEVELS[0]:
                continue  # the very same stops: every way is known already
            followed = stops
            for way in ways(stops, world.sites, world.calendar):
                yield way, level is LEVELS[0]


def _jump(jump: Jump, world: World) -> Finding:
    return Finding(
        code=Code.PLACE_DISCONTINUITY,
        severity=SEVERITY[Code.PLACE_DISCONTINUITY],
        stop=jump.goal.uid,
        day=world.calendar.day_of(jump.goal.when.start),
        facts={
            "cause": jump.cause,
            "from_stop": jump.origin.uid,
            "from_site": jump.from_site,
            "to_site": jump.to_site,
        },
    )


def _leg(leg: Leg, programme: Programme, world: World, times: Times) -> Finding | None:
    travel = travel_on(leg, programme.delegation, world, times)
    if travel is None or not travel.needed:
        return None
    available = Journey(leg, travel).available
    wanted = travel.needed + SLACK_MINUTES
    if available >= wanted:
        return None
    code = Code.TRAVEL_INFEASIBLE if available < travel.needed else Code.TRAVEL_TIGHT
    missing = (travel.needed if code is Code.TRAVEL_INFEASIBLE else wanted) - available
    shift = timedelta(minutes=missing)
    return Finding(
        code=code,
        severity=SEVERITY[code],
        stop=leg.goal.uid,
        day=world.calendar.day_of(leg.goal.when.start),
        facts={
            "from_stop": leg.origin.uid,
            "from_site": leg.from_site,
            "to_site": leg.to_site,
            "mode": leg.mode,
            "travel": travel.minutes,
            "boarding": travel.boarding,
            "needed": travel.needed,
            "available": available,
            "missing": missing,
            "source": travel.source,
            "start_from": iso(leg.goal.when.start + shift),
            "leave_by": iso(leg.origin.when.end - shift),
        },
    )


def _warning(finding: Finding) -> Finding:
    return Finding(finding.code, Severity.WARN, finding.stop, finding.day, finding.facts)


def _gravity(finding: Finding) -> tuple[Severity, bool, int]:
    is_infeasible = finding.code is Code.TRAVEL_INFEASIBLE
    return (finding.severity, is_infeasible, finding.facts.get("missing", 0))
