"""What stops occupy, and what cannot be occupied twice.

Persons, vehicles and the delegation itself are at one stop at a time; a site holds so many people
and so many groups. Both are found by sweeping over time: the cost is that of sorting, plus one step
per pair that really meets.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import heappop, heappush
from operator import itemgetter

from visits.conflicts.rules.catalogue import SEVERITY, Code, Severity
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.counted import crowding
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import from_until, iso, minutes
from visits.conflicts.rules.parties import people_at, share_people, visits_site
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.values import (
    Booking,
    DelegationFacts,
    Layer,
    Programme,
    ResourceKind,
    Role,
    StopFacts,
    Strength,
)

Waiting = list[tuple[datetime, int, Booking]]
Arrival = tuple[datetime, datetime, str, int, Booking]
ARRIVING = itemgetter(0, 1, 2, 3)


def bookings_of(
    stop: StopFacts,
    *,
    itinerary: int,
    delegation: DelegationFacts,
    sites: Mapping[int, SiteFacts],
    layer: Layer = Layer.DRAFT,
) -> tuple[Booking, ...]:
    """What one stop occupies: its site, its people, our vehicles; nothing while it is an idea.

    A stop of the current release is firm whatever has become of the draft.
    """
    released = layer is Layer.RELEASED
    if not (stop.is_booked or released):
        return ()
    strength = Strength.FIRM if stop.is_firm or released else Strength.HOLD

    def booked(
        kind: ResourceKind, number: int, *, weight: int = 1, interprets: bool = False
    ) -> Booking:
        return Booking(
            kind=kind,
            id=number,
            when=stop.when,
            stop=stop.uid,
            itinerary=itinerary,
            weight=weight,
            layer=layer,
            strength=strength,
            interprets=interprets,
        )

    site = sites[stop.site] if stop.site is not None else None
    interpreters = stop.persons(Role.INTERPRETS)
    used = [
        booked(ResourceKind.PERSON, person, interprets=person in interpreters)
        for person in stop.persons()
    ]
    used += [booked(ResourceKind.VEHICLE, vehicle) for vehicle in stop.vehicles]
    if site is not None and visits_site(stop, site):
        used.append(booked(ResourceKind.SITE, site.id, weight=people_at(stop, delegation)))
    return tuple(used)


def bookings_of_programme(
    programme: Programme, sites: Mapping[int, SiteFacts]
) -> tuple[Booking, ...]:
    """What the draft occupies."""
    return tuple(
        booking
        for stop in programme.stops
        for booking in bookings_of(
            stop, itinerary=programme.itinerary, delegation=programme.delegation, sites=sites
        )
    )


def clashes(
    own: Sequence[Booking],
    others: Sequence[Booking],
    *,
    sites: Mapping[int, SiteFacts],
    calendar: Calendar,
) -> Iterator[Finding]:
    """Where bookings of one itinerary meet each other, or those of other itineraries.

    For a whole programme as for one stop in a preview. Firm against firm is BLOCK, a hold against
    anything WARN. Others of the same itinerary are its own other layer and are left out.
    """
    mine = {booking.itinerary for booking in own}
    foreign = [booking for booking in others if booking.itinerary not in mine]
    exclusive: dict[tuple[Booking, str], list[Booking]] = defaultdict(list)
    company: dict[Booking, list[Booking]] = defaultdict(list)
    for first, second in meetings(own, foreign):
        if first.kind is not ResourceKind.SITE:
            exclusive[first, second.stop].append(second)
            continue
        company[first].append(second)
        if second.itinerary in mine:
            company[second].append(first)
    for (booking, _), met in exclusive.items():
        yield _overlap(booking, _gravest(booking, met), calendar)
    for booking in own:
        if booking.kind is ResourceKind.SITE:
            yield from crowding(booking, company[booking], sites[booking.id], calendar)


def delegation_clashes(programme: Programme, calendar: Calendar) -> Iterator[Finding]:
    """Where people of the delegation would have to be at two stops at once."""
    stops = {stop.uid: stop for stop in programme.stops if stop.is_booked}
    own = [
        Booking(
            kind=ResourceKind.DELEGATION,
            id=programme.delegation.id,
            when=stop.when,
            stop=stop.uid,
            itinerary=programme.itinerary,
            strength=Strength.FIRM if stop.is_firm else Strength.HOLD,
        )
        for stop in stops.values()
    ]
    for later, earlier in meetings(own, ()):
        first, second = stops[earlier.stop], stops[later.stop]
        if share_people(first, second):
            yield _overlap(later, earlier, calendar, delegates=_in_both(first, second))


def meetings(
    own: Iterable[Booking], others: Iterable[Booking]
) -> Iterator[tuple[Booking, Booking]]:
    """Each own booking with every booking of the same resource and another stop that shares time.

    Own comes first; of two own ones, the later. Each pair once; others never with each other.
    """
    arriving: list[Arrival] = [_arrival(booking, 0) for booking in own]
    arriving += [_arrival(booking, 1) for booking in others]
    arriving.sort(key=ARRIVING)
    present: dict[tuple[ResourceKind, int], tuple[Waiting, Waiting]] = {}
    for number, (start, end, stop, side, booking) in enumerate(arriving):
        key = booking.kind, booking.id
        sides = present.get(key)
        if sides is None:
            sides = present[key] = ([], [])
        here, there = sides
        for waiting in sides:
            while waiting and waiting[0][0] <= start:
                heappop(waiting)
        if here:
            if side:
                yield from ((met, booking) for _, _, met in sorted(here))
            else:
                yield from ((booking, met) for _, _, met in sorted(here) if met.stop != stop)
        if there and not side:
            yield from ((booking, met) for _, _, met in sorted(there))
        heappush(sides[side], (end, number, booking))


def _arrival(booking: Booking, side: int) -> "Arrival":
    return booking.when.start, booking.when.end, booking.stop, side, booking


def _gravest(booking: Booking, met: Sequence[Booking]) -> Booking:
    """Of the layers of one other stop, the firm one, then the one that shares the most time."""
    return max(met, key=lambda other: (other.is_firm, _shared_minutes(booking, other), other.layer))


def _shared_minutes(first: Booking, second: Booking) -> int:
    shared = first.when.shared(second.when)
    return minutes(shared) if shared else 0


def _overlap(
    booking: Booking, met: Booking, calendar: Calendar, delegates: list[int] | None = None
) -> Finding:
    code = _overlap_code(booking, met)
    shared = booking.when.shared(met.when) or booking.when
    firm = booking.is_firm and met.is_firm
    facts: dict[str, object] = {
        "resource": booking.kind.value,
        "id": booking.id,
        "other_stop": met.stop,
        "other_itinerary": met.itinerary,
        **from_until(shared),
        "minutes": minutes(shared),
        "free_from": iso(met.when.end),
    }
    if booking.kind is ResourceKind.DELEGATION:
        facts["delegates"] = delegates
    return Finding(
        code=code,
        severity=SEVERITY[code] if firm else Severity.WARN,
        stop=booking.stop,
        day=calendar.day_of(booking.when.start),
        facts=facts,
    )


def _overlap_code(booking: Booking, met: Booking) -> Code:
    if booking.kind is ResourceKind.VEHICLE:
        return Code.VEHICLE_OVERLAP
    interprets = booking.interprets or met.interprets
    return Code.INTERPRETER_OVERLAP if interprets else Code.PERSON_OVERLAP


def _in_both(first: StopFacts, second: StopFacts) -> list[int] | None:
    if first.party is None:
        return None if second.party is None else sorted(second.party)
    return sorted(first.party if second.party is None else first.party & second.party)
