"""A small world to judge: a Tuesday in Sejong, and values with the least that a test must say."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from visits.conflicts.rules import (
    Assignment,
    Booking,
    Calendar,
    DelegationFacts,
    Programme,
    Role,
    SiteFacts,
    StopFacts,
    StopKind,
    World,
    findings,
)
from visits.kit.interval import Interval

SEOUL = ZoneInfo("Asia/Seoul")
TUESDAY = date(2026, 11, 24)
CALENDAR = Calendar(SEOUL)

SITE, OTHER_SITE, AIRPORT = 1, 2, 9
ITINERARY, DELEGATION = 70, 7


def at(clock, day=TUESDAY):
    """The instant of a wall time of Seoul, `9:30`."""
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour, minute), SEOUL).astimezone(UTC)


def iso(clock, day=TUESDAY):
    return at(clock, day).isoformat()


def span(first, last, day=TUESDAY, until=None):
    return Interval(at(first, day), at(last, until or day))


def a_stop(first="10:00", last="11:00", *, day=TUESDAY, **said):
    given = {"uid": "stop", "kind": StopKind.SITE_VISIT, "when": span(first, last, day)}
    return StopFacts(**{**given, **said})


def a_site(number=SITE, **said):
    """A site that asks nothing and limits nothing."""
    return SiteFacts(**{"id": number, "concurrent_groups": None, **said})


def a_delegation(**said):
    return DelegationFacts(**{"id": DELEGATION, "planned": 9, **said})


def a_programme(*stops, itinerary=ITINERARY, **said):
    return Programme(itinerary=itinerary, delegation=a_delegation(**said), stops=stops)


def a_world(*sites, calendar=CALENDAR, people=(), vehicles=(), **said):
    return World(
        **{
            "at": at("9:00", TUESDAY - timedelta(days=60)),
            "calendar": calendar,
            "sites": {site.id: site for site in sites or (a_site(), a_site(OTHER_SITE))},
            "people": {person.id: person for person in people},
            "vehicles": {vehicle.id: vehicle for vehicle in vehicles},
            **said,
        }
    )


def interprets(person, **said):
    return Assignment(Role.INTERPRETS, person=person, **said)


def drives(vehicle, **said):
    return Assignment(Role.DRIVES, vehicle=vehicle, **said)


def booked(kind, number, first="10:00", last="11:00", **said):
    """A booking of another itinerary."""
    given = {"stop": "theirs", "itinerary": 80, "when": span(first, last)}
    return Booking(**{"kind": kind, "id": number, **given, **said})


def said(code, programme, world):
    """The findings of one code, each as (severity, stop, facts)."""
    return [
        (finding.severity, finding.stop, dict(finding.facts))
        for finding in findings(programme, world)
        if finding.code == code
    ]


def codes(programme, world):
    return [finding.code for finding in findings(programme, world)]
