"""Facts of findings as their rows keep them, and the names that their sentences need."""

from datetime import UTC, date, datetime

from visits.itineraries.queries import Names
from visits.kit.translated import Translated

DAY = date(2026, 11, 24)
OWN, OTHER = 70, 80


def at(clock, day=24):
    """An instant as facts hold it, of a wall time in Seoul."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour - 9, minute, tzinfo=UTC).isoformat()


def named(name):
    return Translated(en=name)


NAMES = Names(
    sites={1: named("Control Centre"), 2: named("Arboretum")},
    people={3: named("Kang Sua"), 4: named("Amal Haddad")},
    vehicles={5: named("Bus 12가 3456")},
    stops={
        "here": (named("Briefing"), "2026-004"),
        "before": (named("Lunch"), "2026-004"),
        "there": (named("Ride"), "2026-005"),
    },
    holidays={6: named("Arbor Day")},
    closures={7: named("Works")},
)
SPAN = {"from": at("10:00"), "until": at("12:00")}
OVERLAP = {
    **SPAN,
    "resource": "person",
    "id": 3,
    "other_stop": "there",
    "other_itinerary": OTHER,
    "minutes": 120,
    "free_from": at("12:30"),
}
COUNTED = {**SPAN, "site": 1, "limit": 20, "over": 9, "with": ["there"], "free_from": at("12:00")}
CLOSED = {**SPAN, "site": 1, "closure": None, "reason": "", "offers": []}
OFFERS = [[at("14:00"), at("15:00")], [at("10:30", 25), at("11:30", 25)]]
WINDOW = {"site": 1, "starts": at("10:00"), "ends": at("11:00"), "languages": ["ar"]}
LEAD = {
    "site": 1,
    "lead_days": 10,
    "days": 3,
    "missing": 7,
    "counted_from": "2026-11-19",
    "ask_by": "2026-11-10",
    "earliest": "2026-12-03",
}
TRAVEL = {
    "from_stop": "before",
    "from_site": 2,
    "to_site": 1,
    "mode": "own_bus",
    "travel": 20,
    "boarding": 5,
    "needed": 25,
    "available": 15,
    "missing": 10,
    "source": "estimated",
    "start_from": at("10:10"),
    "leave_by": at("9:35"),
}
JUMP = {"from_stop": "before", "from_site": 2, "to_site": 1}
LUNCH = {"site": 1, "from": "12:00", "until": "13:00", "minutes": 30}
MEAL = {"from": "11:30", "until": "12:30", "everyone": False, "delegates": []}
OFFICE = {"opens": "09:00", "closes": "18:00", "starts": "19:00", "ends": "20:00"}
SEATS = {"vehicles": [5], "seats": 25, "needed": 28, "missing": 3, "guests": 26, "staff": 2}
LANGUAGES = {"languages": ["ar", "en"], "host_languages": ["ko"], "interpreters": []}
QUOTA = {
    "site": 1,
    "limit": 2,
    "groups": 3,
    "over": 1,
    "first_day": "2026-11-01",
    "last_day": "2026-11-30",
    "earliest": "2026-12-01",
}
FREE = "Free again from 12:30."
