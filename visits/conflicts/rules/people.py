"""Our people and vehicles: whether they can come, be understood, and carry everybody."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from visits.conflicts.rules.catalogue import Code
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about, from_until, minutes
from visits.conflicts.rules.parties import people_at
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.sites import windows_around
from visits.conflicts.rules.values import (
    DelegationFacts,
    LanguagePair,
    Programme,
    Role,
    StopFacts,
    StopKind,
    World,
)

KOREAN = "ko"
SPOKEN_KINDS = frozenset(
    {
        StopKind.SITE_VISIT,
        StopKind.MEETING,
        StopKind.COURTESY_CALL,
        StopKind.LECTURE,
        StopKind.WORKSHOP,
        StopKind.CEREMONY,
    }
)
RIDING_ROLES = (Role.INTERPRETS, Role.ESCORTS)


class Understanding(StrEnum):
    """How guests and hosts understand each other at a stop."""

    NOT_NEEDED = "not_needed"
    SHARED_LANGUAGE = "shared_language"
    OUR_INTERPRETER = "our_interpreter"
    OWN_INTERPRETER = "own_interpreter"
    MISSING = "missing"


def people_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """What stands against the people and vehicles of a programme, bookings apart."""
    for stop in programme.stops:
        if stop.is_planned:
            yield from persons_away(stop, world)
            yield from vehicles_away(stop, world)
            yield from not_understood(stop, programme.delegation, world)
            yield from too_short_to_interpret(stop, programme.delegation, world)
            yield from too_few_seats(stop, programme.delegation, world)
            yield from no_lift(stop, programme.delegation, world)


def persons_away(stop: StopFacts, world: World) -> Iterator[Finding]:
    """Somebody assigned is away for some of the stop."""
    for number in stop.persons():
        for away in world.people[number].unavailable:
            if away.overlaps(stop.when):
                yield about(
                    stop,
                    Code.PERSON_UNAVAILABLE,
                    world.calendar,
                    person=number,
                    roles=stop.roles_of(number),
                    **from_until(away),
                )


def vehicles_away(stop: StopFacts, world: World) -> Iterator[Finding]:
    """A vehicle assigned cannot be had for some of the stop."""
    for number in stop.vehicles:
        for away in world.vehicles[number].unavailable:
            if away.overlaps(stop.when):
                yield about(
                    stop,
                    Code.VEHICLE_UNAVAILABLE,
                    world.calendar,
                    vehicle=number,
                    **from_until(away),
                )


def understanding(stop: StopFacts, delegation: DelegationFacts, world: World) -> Understanding:
    """Who bridges the languages of a stop.

    One language of the guests is enough, as is English on both sides. Hosts who name no language
    are assumed to speak Korean; nothing is asked of guests who name none.
    """
    guests = frozenset(stop.languages or delegation.languages)
    if stop.kind not in SPOKEN_KINDS or not guests:
        return Understanding.NOT_NEEDED
    hosts = _host_languages(stop, world)
    if _bridging(stop, guests, hosts, world):
        return Understanding.OUR_INTERPRETER
    if not guests.isdisjoint(hosts):
        return Understanding.SHARED_LANGUAGE
    if delegation.has_own_interpreter:
        return Understanding.OWN_INTERPRETER
    return Understanding.MISSING


def fitting_pairs(
    stop: StopFacts, delegation: DelegationFacts, world: World
) -> Mapping[int, tuple[LanguagePair, ...]]:
    """The interpreters assigned who can bridge this stop, each with the language pairs that do."""
    guests = frozenset(stop.languages or delegation.languages)
    return _bridging(stop, guests, _host_languages(stop, world), world)


def not_understood(stop: StopFacts, delegation: DelegationFacts, world: World) -> Iterator[Finding]:
    """Guests and hosts share no language and nobody interprets between them."""
    if understanding(stop, delegation, world) is not Understanding.MISSING:
        return
    yield about(
        stop,
        Code.INTERPRETER_LANGUAGE_MISSING,
        world.calendar,
        languages=stop.languages or delegation.languages,
        host_languages=_host_languages(stop, world),
        assumed=None if _named_languages(stop, world) else "host_speaks_korean",
        interpreters=stop.persons(Role.INTERPRETS),
    )


def too_short_to_interpret(
    stop: StopFacts, delegation: DelegationFacts, world: World
) -> Iterator[Finding]:
    """Consecutive interpretation takes half as long again as the site's typical visit.

    The delegation's own interpreter is assumed to interpret consecutively.
    """
    site, needed, there = _site(stop, world), consecutive_minutes(stop, world), minutes(stop.when)
    if site is None or needed is None or there >= needed:
        return
    means = understanding(stop, delegation, world)
    own = means is Understanding.OWN_INTERPRETER
    if not (own or means is Understanding.OUR_INTERPRETER):
        return
    pairs = fitting_pairs(stop, delegation, world)
    if any(pair.simultaneous for mine in pairs.values() for pair in mine):
        return
    yield about(
        stop,
        Code.INTERPRETATION_TIME,
        world.calendar,
        site=site.id,
        typical=site.typical_minutes,
        needed=needed,
        minutes=there,
        missing=needed - there,
        own=own,
        interpreters=tuple(pairs),
    )


def consecutive_minutes(stop: StopFacts, world: World) -> int | None:
    """What the typical visit of the stop's site takes with consecutive interpretation, rounded up."""
    site = _site(stop, world)
    if site is None or site.typical_minutes is None:
        return None
    return (site.typical_minutes * 3 + 1) // 2


def too_few_seats(stop: StopFacts, delegation: DelegationFacts, world: World) -> Iterator[Finding]:
    """Our vehicles at the stop seat fewer than the party, its escorts and interpreters."""
    if not stop.vehicles:
        return
    guests = people_at(stop, delegation)
    staff = len(stop.persons(*RIDING_ROLES))
    seats = sum(world.vehicles[number].seats for number in stop.vehicles)
    if seats < guests + staff:
        yield about(
            stop,
            Code.VEHICLE_SEATS,
            world.calendar,
            vehicles=stop.vehicles,
            seats=seats,
            needed=guests + staff,
            missing=guests + staff - seats,
            guests=guests,
            staff=staff,
        )


def no_lift(stop: StopFacts, delegation: DelegationFacts, world: World) -> Iterator[Finding]:
    """Somebody comes in a wheelchair, and none of our vehicles at the stop has a place for one."""
    chairs = delegation.wheelchairs
    people = len(chairs if stop.party is None else chairs & stop.party)
    if not people or not stop.vehicles:
        return
    if not any(world.vehicles[number].has_wheelchair_place for number in stop.vehicles):
        yield about(
            stop,
            Code.VEHICLE_ACCESSIBILITY,
            world.calendar,
            vehicles=stop.vehicles,
            people=people,
        )


def _site(stop: StopFacts, world: World) -> SiteFacts | None:
    return None if stop.site is None else world.sites[stop.site]


def _named_languages(stop: StopFacts, world: World) -> frozenset[str]:
    """What the hosts say they speak, with the languages of the round that the stop lies in."""
    site = _site(stop, world)
    if site is None:
        return frozenset()
    if not site.windows:
        return site.languages
    rounds = windows_around(stop, site, world.calendar)
    return site.languages.union(*(window.languages for window in rounds))


def _host_languages(stop: StopFacts, world: World) -> frozenset[str]:
    return _named_languages(stop, world) or frozenset({KOREAN})


def _bridging(
    stop: StopFacts, guests: frozenset[str], hosts: frozenset[str], world: World
) -> Mapping[int, tuple[LanguagePair, ...]]:
    bridging = {
        number: tuple(pair for pair in world.people[number].pairs if _bridges(pair, guests, hosts))
        for number in stop.persons(Role.INTERPRETS)
    }
    return {number: pairs for number, pairs in bridging.items() if pairs}


def _bridges(pair: LanguagePair, guests: frozenset[str], hosts: frozenset[str]) -> bool:
    return (pair.first in guests and pair.second in hosts) or (
        pair.second in guests and pair.first in hosts
    )
