"""Conflict rules: what is wrong with a programme, as typed findings.

`findings(programme, world)` judges a whole draft; `clashes(own, others, …)` judges bookings alone,
those of one stop as well; `introduced(before, after)` says whether a save must be refused. The
facts of every code are listed in `catalogue`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from visits.conflicts.rules.bookings import (
    bookings_of,
    bookings_of_programme,
    clashes,
    delegation_clashes,
)
from visits.conflicts.rules.catalogue import SEVERITY, Code, Severity
from visits.conflicts.rules.civil_days import Calendar, HolidayFacts, HolidayKind
from visits.conflicts.rules.days import day_findings
from visits.conflicts.rules.fatigue import fatigue_findings
from visits.conflicts.rules.finding import Finding, introduced
from visits.conflicts.rules.guests import guest_findings
from visits.conflicts.rules.legs import Leg
from visits.conflicts.rules.lists import list_findings
from visits.conflicts.rules.movement import Journey, journeys, movement_findings
from visits.conflicts.rules.parties import people_at
from visits.conflicts.rules.people import Understanding, people_findings, understanding
from visits.conflicts.rules.places import (
    Closure,
    Mode,
    OfferedWindow,
    SiteFacts,
    Source,
    TravelTime,
)
from visits.conflicts.rules.quotas import quota_findings
from visits.conflicts.rules.sites import is_open, offers, site_findings
from visits.conflicts.rules.texts import text_findings
from visits.conflicts.rules.travel import Travel, times_by_pair, travel_between
from visits.conflicts.rules.values import (
    FIRM,
    OFF,
    Assignment,
    Booking,
    DelegationFacts,
    GuestFacts,
    LanguagePair,
    Layer,
    PersonFacts,
    Programme,
    ResourceKind,
    Role,
    StopFacts,
    StopKind,
    StopStatus,
    Strength,
    VehicleFacts,
    World,
)

__all__ = [
    "FIRM",
    "OFF",
    "SEVERITY",
    "Assignment",
    "Booking",
    "Calendar",
    "Closure",
    "Code",
    "DelegationFacts",
    "Finding",
    "GuestFacts",
    "HolidayFacts",
    "HolidayKind",
    "Journey",
    "LanguagePair",
    "Layer",
    "Leg",
    "Mode",
    "OfferedWindow",
    "PersonFacts",
    "Programme",
    "ResourceKind",
    "Role",
    "Severity",
    "SiteFacts",
    "Source",
    "StopFacts",
    "StopKind",
    "StopStatus",
    "Strength",
    "Travel",
    "TravelTime",
    "Understanding",
    "VehicleFacts",
    "World",
    "bookings_of",
    "bookings_of_programme",
    "clashes",
    "day_findings",
    "delegation_clashes",
    "fatigue_findings",
    "findings",
    "guest_findings",
    "introduced",
    "is_open",
    "journeys",
    "list_findings",
    "movement_findings",
    "offers",
    "people_at",
    "people_findings",
    "quota_findings",
    "site_findings",
    "text_findings",
    "times_by_pair",
    "travel_between",
    "understanding",
]


def findings(
    programme: Programme, world: World, own: Sequence[Booking] | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong with a draft, by day, then by time, gravest first.

    The order of stops and bookings given does not matter. Declined and cancelled stops are not
    judged; ideas and holds only warn. *own* is what the draft occupies, where that is known.
    """
    found = [
        *clashes(
            bookings_of_programme(programme, world.sites) if own is None else own,
            [booking for booking in world.bookings if booking.itinerary != programme.itinerary],
            sites=world.sites,
            calendar=world.calendar,
        ),
        *delegation_clashes(programme, world.calendar),
        *site_findings(programme, world),
        *quota_findings(programme, world),
        *people_findings(programme, world),
        *fatigue_findings(programme, world),
        *movement_findings(programme, world),
        *day_findings(programme, world),
        *guest_findings(programme, world),
        *text_findings(programme, world),
        *list_findings(programme, world),
    ]
    return in_order(found, programme)


def in_order(found: Iterable[Finding], programme: Programme) -> tuple[Finding, ...]:
    """By day, then by time, gravest first; keys, which are dear, decide only between equals."""
    starts = {stop.uid: stop.when.start.isoformat() for stop in programme.stops}
    alike: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for one in found:
        day = one.day.isoformat() if one.day else ""
        stop = one.stop or ""
        alike[day, starts.get(stop, ""), stop, -one.severity, one.code].append(one)
    return tuple(
        one
        for place in sorted(alike)
        for one in (
            alike[place]
            if len(alike[place]) == 1
            else sorted(alike[place], key=lambda finding: finding.key)
        )
    )
