"""NO_REST, PRAYER_GAP, FASTING_MEAL, DIET_UNSERVED, SITE_ACCESSIBILITY, OUTDOOR_NO_FALLBACK, REPEAT_CONTENT."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conflicts.cast import (
    OTHER_SITE,
    SITE,
    TUESDAY,
    a_programme,
    a_site,
    a_stop,
    a_world,
    booked,
    iso,
    said,
    span,
)
from visits.conflicts.rules import Code, ResourceKind, Severity, StopKind, StopStatus, Strength
from visits.conflicts.rules.sun import sunset

WARN = Severity.WARN
PRAYING = {"praying": frozenset({1, 2}), "delegates": 9}


# -- pauses ----------------------------------------------------------------------------------------


def day_of(*hours, **facts):
    """A programme of stops at these hours, `9:00-10:30`, a kind before it where it says so."""
    stops = []
    for number, written in enumerate(hours):
        kind, _, times = written.rpartition(" ")
        first, last = times.split("-")
        stops.append(
            a_stop(first, last, uid=f"s{number}", kind=StopKind(kind or "site_visit"), site=SITE)
        )
    return a_programme(*stops, **facts)


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (("9:00-10:15", "10:15-11:30"), []),
        (("9:00-10:15", "10:15-11:31"), [("s1", "9:00", "11:31", 151)]),
        (("9:00-10:15", "10:29-11:45"), [("s1", "9:00", "11:45", 165)]),
        (("9:00-10:15", "10:30-12:00"), []),
        (("9:00-10:15", "rest 10:15-10:25", "10:25-11:45"), []),
        (("9:00-10:15", "meal 10:15-10:25", "10:25-11:45"), []),
        (("9:00-10:15", "transfer 10:15-10:25", "10:25-11:45"), [("s2", "9:00", "11:45", 165)]),
        (("9:00-10:15", "transfer 10:15-10:30", "10:30-12:00"), []),
        (("meal 9:00-12:00",), []),
    ],
)
def test_guests_get_a_pause_every_two_and_a_half_hours(hours, found):
    told = said(Code.NO_REST, day_of(*hours), a_world())
    assert [
        (s, stop, facts["from"], facts["until"], facts["minutes"]) for s, stop, facts in told
    ] == [(WARN, stop, iso(first), iso(last), length) for stop, first, last, length in found]


def test_a_subgroup_that_gets_no_pause_is_named():
    both = a_stop("9:00", "10:15", uid="both", site=SITE)
    some = a_stop("10:20", "11:45", uid="some", site=SITE, party=frozenset({3}))
    ((_, stop, facts),) = said(Code.NO_REST, a_programme(both, some, delegates=9), a_world())
    assert (stop, facts["everyone"], facts["delegates"]) == ("some", False, (3,))


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        (("9:00-11:00", "11:00-13:00"), []),
        (("9:00-11:00", "11:00-13:01"), [241]),
        (("9:00-11:00", "meal 11:10-12:00", "12:20-13:20"), [260]),
        (("9:00-11:00", "11:30-13:20"), []),
        (("9:00-11:00", "rest 11:00-11:15", "11:15-13:20"), []),
        (("9:00-11:00", "free 11:00-11:20", "11:20-13:20"), []),
    ],
)
def test_who_asked_for_time_to_pray_finds_it(hours, minutes):
    told = said(Code.PRAYER_GAP, day_of(*hours, **PRAYING), a_world())
    assert [(s, stop, facts["minutes"], facts["people"]) for s, stop, facts in told] == [
        (WARN, None, length, 2) for length in minutes
    ]


def test_nobody_who_did_not_ask_is_thought_to_pray():
    programme = day_of("9:00-14:00", languages=("ar",), delegates=9)
    assert said(Code.PRAYER_GAP, programme, a_world()) == []


def test_only_those_of_a_subgroup_are_counted():
    stops = [a_stop("9:00", "14:00", uid=f"s{n}", site=SITE, party=frozenset({n})) for n in (1, 3)]
    programme = a_programme(*stops, **PRAYING)
    assert [facts["people"] for _, _, facts in said(Code.PRAYER_GAP, programme, a_world())] == [1]


# -- meals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needs", "serves", "unserved"),
    [
        (("halal",), (), ("halal",)),
        (("halal",), ("halal",), ()),
        (("halal", "nut_allergy"), ("halal",), ("nut_allergy",)),
        (("no_pork",), ("halal",), ()),
        (("vegetarian",), ("vegan",), ()),
        (("vegan",), ("vegetarian",), ("vegan",)),
        (("none",), (), ()),
        (("other",), (), ()),
    ],
)
def test_a_kitchen_serves_what_guests_need(needs, serves, unserved):
    meal = a_stop("12:00", "13:00", kind=StopKind.MEAL, site=SITE)
    programme = a_programme(meal, diets={1: frozenset(needs)}, delegates=9)
    told = said(Code.DIET_UNSERVED, programme, a_world(a_site(serves=frozenset(serves))))
    facts = {"site": SITE, "needs": unserved, "people": 1}
    assert told == ([(WARN, "stop", facts)] if unserved else [])


def test_a_meal_of_a_subgroup_needs_what_that_needs():
    meal = a_stop("12:00", "13:00", kind=StopKind.MEAL, site=SITE, party=frozenset({2}))
    programme = a_programme(meal, diets={1: frozenset({"halal"})}, delegates=9)
    assert said(Code.DIET_UNSERVED, programme, a_world()) == []


@pytest.mark.parametrize(
    ("starts", "fasting", "found"),
    [
        ("12:00", {1}, [("17:18", 1)]),
        ("17:00", {1, 2}, [("17:18", 2)]),
        ("17:30", {1}, []),
        ("12:00", (), []),
    ],
)
def test_guests_who_fast_are_not_invited_before_sunset(starts, fasting, found):
    meal = a_stop(starts, "19:00", kind=StopKind.MEAL, site=SITE)
    programme = a_programme(meal, fasting=frozenset(fasting), delegates=9)
    told = said(Code.FASTING_MEAL, programme, a_world(a_site(latitude=36.48, longitude=127.29)))
    assert [(facts["sunset"], facts["people"]) for _, _, facts in told] == found


@pytest.mark.parametrize(
    ("day", "place", "expected"),
    [
        (date(2026, 3, 20), (51.4769, 0.0), (18, 14)),
        (date(2026, 6, 21), (36.48, 127.29), (10, 52)),
        (date(2026, 12, 21), (36.48, 127.29), (8, 20)),
    ],
)
def test_the_sun_sets_when_almanacs_say(day, place, expected):
    wanted = datetime(day.year, day.month, day.day, *expected, tzinfo=UTC)
    assert abs(sunset(day, *place) - wanted) <= timedelta(minutes=3)


def test_in_the_far_north_the_summer_sun_does_not_set():
    assert sunset(date(2026, 6, 21), 70.0, 20.0) is None


# -- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "accessible", "people"),
    [(None, False, 1), (frozenset({1}), False, 1), (frozenset({2}), False, 0), (None, True, 0)],
)
def test_a_site_can_be_reached_with_a_wheelchair(party, accessible, people):
    programme = a_programme(a_stop(site=SITE, party=party), wheelchairs=frozenset({1}), delegates=9)
    told = said(Code.SITE_ACCESSIBILITY, programme, a_world(a_site(is_accessible=accessible)))
    assert told == ([(WARN, "stop", {"site": SITE, "people": people})] if people else [])


@pytest.mark.parametrize(
    ("days", "outdoors", "is_found"),
    [((), True, True), ((TUESDAY,), True, False), ((), False, False)],
)
def test_outdoors_there_is_a_plan_for_rain(days, outdoors, is_found):
    plain = a_programme(a_stop(site=SITE))
    programme = type(plain)(
        itinerary=plain.itinerary,
        delegation=plain.delegation,
        stops=plain.stops,
        rain_plans=frozenset(days),
    )
    told = said(Code.OUTDOOR_NO_FALLBACK, programme, a_world(a_site(is_outdoor=outdoors)))
    assert told == [(WARN, "stop", {"site": SITE})] * is_found


@pytest.mark.parametrize(
    ("days_before", "site", "strength", "is_found"),
    [
        (730, SITE, Strength.FIRM, True),
        (731, SITE, Strength.FIRM, False),
        (1, SITE, Strength.FIRM, True),
        (1, OTHER_SITE, Strength.FIRM, False),
        (1, SITE, Strength.HOLD, False),
    ],
)
def test_a_body_is_not_shown_the_same_twice_in_two_years(days_before, site, strength, is_found):
    day = TUESDAY - timedelta(days=days_before)
    before = booked(ResourceKind.SITE, site, when=span("10:00", "11:00", day), strength=strength)
    told = said(Code.REPEAT_CONTENT, a_programme(a_stop(site=SITE)), a_world(seen=(before,)))
    facts = {"site": SITE, "other_stop": "theirs", "seen_on": day.isoformat()}
    assert told == [(WARN, "stop", facts)] * is_found


def test_a_stop_that_does_not_take_place_is_spared():
    stop = a_stop(site=SITE, status=StopStatus.CANCELLED)
    assert said(Code.OUTDOOR_NO_FALLBACK, a_programme(stop), a_world(a_site(is_outdoor=True))) == []
