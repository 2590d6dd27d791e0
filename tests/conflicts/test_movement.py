"""TRAVEL_INFEASIBLE, TRAVEL_TIGHT, PLACE_DISCONTINUITY."""

from datetime import date

import pytest

from tests.conflicts.cast import (
    AIRPORT,
    OTHER_SITE,
    SITE,
    a_programme,
    a_site,
    a_stop,
    a_world,
    iso,
    said,
    span,
)
from visits.conflicts.rules import (
    Code,
    Mode,
    Severity,
    StopKind,
    StopStatus,
    TravelTime,
    journeys,
)

BLOCK_RELEASE, WARN = Severity.BLOCK_RELEASE, Severity.WARN
THIRD = 3
SITES = (
    a_site(),
    a_site(OTHER_SITE),
    a_site(THIRD),
    a_site(AIRPORT, is_beyond_city=True),
)
TIMES = (
    TravelTime(SITE, OTHER_SITE, Mode.OWN_BUS, 15),
    TravelTime(OTHER_SITE, THIRD, Mode.OWN_BUS, 25),
    TravelTime(SITE, THIRD, Mode.OWN_BUS, 40),
    TravelTime(SITE, AIRPORT, Mode.OWN_BUS, 150),
    TravelTime(OTHER_SITE, AIRPORT, Mode.KTX, 55),
)
WORLD = a_world(*SITES, travel=TIMES)


def stop(uid, first, last, site=None, **given):
    return a_stop(first, last, uid=uid, site=site, **given)


def transfer(uid, first, last, site=None, **given):
    return stop(uid, first, last, site, kind=StopKind.TRANSFER, **given)


def travel_facts(available, missing, **changed):
    return {
        "from_stop": "a",
        "from_site": SITE,
        "to_site": OTHER_SITE,
        "mode": None,
        "travel": 15,
        "boarding": 5,
        "needed": 20,
        "available": available,
        "missing": missing,
        "source": "given",
        **changed,
    }


def movements(*stops, world=WORLD, **delegation):
    """Every finding on movement, as (code, stop it is about, stop before, minutes missing)."""
    programme = a_programme(*stops, **delegation)
    return [
        (code, uid, facts["from_stop"], facts.get("missing", facts.get("cause")))
        for code in (Code.TRAVEL_INFEASIBLE, Code.TRAVEL_TIGHT, Code.PLACE_DISCONTINUITY)
        for _, uid, facts in said(code, programme, world)
    ]


# -- time enough -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "code", "severity", "facts"),
    [
        (
            "11:00",
            Code.TRAVEL_INFEASIBLE,
            BLOCK_RELEASE,
            travel_facts(0, 20, start_from=iso("11:20"), leave_by=iso("10:40")),
        ),
        (
            "11:19",
            Code.TRAVEL_INFEASIBLE,
            BLOCK_RELEASE,
            travel_facts(19, 1, start_from=iso("11:20"), leave_by=iso("10:59")),
        ),
        (
            "11:20",
            Code.TRAVEL_TIGHT,
            WARN,
            travel_facts(20, 10, start_from=iso("11:30"), leave_by=iso("10:50")),
        ),
        (
            "11:29",
            Code.TRAVEL_TIGHT,
            WARN,
            travel_facts(29, 1, start_from=iso("11:30"), leave_by=iso("10:59")),
        ),
    ],
)
def test_the_way_takes_its_time(first, code, severity, facts):
    programme = a_programme(stop("a", "10:00", "11:00", SITE), stop("b", first, "12:00", 2))
    assert said(code, programme, WORLD) == [(severity, "b", facts)]
    other = {Code.TRAVEL_INFEASIBLE, Code.TRAVEL_TIGHT} - {code}
    assert said(other.pop(), programme, WORLD) == []


@pytest.mark.parametrize(
    "second",
    [
        stop("b", "11:30", "12:00", OTHER_SITE),
        stop("b", "11:00", "12:00", SITE),
        stop("b", "11:00", "12:00"),
    ],
)
def test_with_time_enough_or_no_way_to_go_nothing_is_found(second):
    assert movements(stop("a", "10:00", "11:00", SITE), second) == []


def test_the_way_begins_where_the_stop_ends():
    ride = stop("a", "10:00", "11:00", SITE, end_site=OTHER_SITE)
    assert movements(ride, stop("b", "11:00", "12:00", OTHER_SITE)) == []
    assert movements(ride, stop("b", "11:00", "12:00", THIRD)) == [
        (Code.TRAVEL_INFEASIBLE, "b", "a", 30)
    ]


def test_a_site_may_let_its_guests_out_elsewhere():
    world = a_world(a_site(end_site=OTHER_SITE), *SITES[1:], travel=TIMES)
    found = movements(
        stop("a", "10:00", "11:00", SITE), stop("b", "11:00", "12:00", THIRD), world=world
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "b", "a", 30)]


@pytest.mark.parametrize(
    ("delegation", "missing"),
    [({"planned": 15}, 20), ({"planned": 16}, 25), ({"wheelchairs": frozenset({3})}, 30)],
)
def test_boarding_is_part_of_the_way(delegation, missing):
    found = movements(
        stop("a", "10:00", "11:00", SITE), stop("b", "11:00", "12:00", 2), **delegation
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "b", "a", missing)]


@pytest.mark.parametrize(
    ("status", "found"),
    [
        (StopStatus.ASKED, [(BLOCK_RELEASE, "b")]),
        (StopStatus.HOLD, [(WARN, "b")]),
        (StopStatus.IDEA, [(WARN, "b")]),
        (StopStatus.DECLINED, []),
        (StopStatus.CANCELLED, []),
    ],
)
def test_a_way_to_an_idea_or_a_hold_only_warns(status, found):
    programme = a_programme(
        stop("a", "10:00", "11:00", SITE), stop("b", "11:00", "11:30", 2, status=status)
    )
    infeasible = said(Code.TRAVEL_INFEASIBLE, programme, WORLD)
    assert [(severity, uid) for severity, uid, _ in infeasible] == found


@pytest.mark.parametrize("status", [StopStatus.HOLD, StopStatus.IDEA])
def test_what_is_not_firm_does_not_hide_a_way_that_is(status):
    programme = a_programme(
        stop("a", "10:00", "11:00", SITE),
        stop("maybe", "11:05", "11:10", SITE, status=status),
        stop("b", "11:15", "12:00", OTHER_SITE),
    )
    found = said(Code.TRAVEL_INFEASIBLE, programme, WORLD)
    assert [(severity, uid, facts["from_stop"]) for severity, uid, facts in found] == [
        (BLOCK_RELEASE, "b", "a"),
        (WARN, "b", "maybe"),
    ]


def test_a_stop_without_a_place_takes_time_on_the_way():
    lunch = stop("lunch", "11:10", "12:00", kind=StopKind.MEAL)
    found = movements(
        stop("a", "10:00", "11:00", SITE), lunch, stop("b", "12:05", "13:00", OTHER_SITE)
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "b", "a", 5)]


def test_between_stops_that_overlap_there_is_no_way():
    found = movements(
        stop("a", "10:00", "12:00", SITE),
        stop("b", "10:30", "11:00", OTHER_SITE),
        stop("c", "12:00", "13:00", SITE),
    )
    assert found == []


def test_parties_go_their_own_ways():
    one, two = frozenset({1}), frozenset({2})
    found = movements(
        stop("together", "9:00", "10:00", SITE),
        stop("one", "10:00", "11:00", SITE, party=one),
        stop("two", "10:30", "11:00", OTHER_SITE, party=two),
        stop("again", "11:00", "12:00", SITE),
        planned=2,
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "again", "two", 20)]


def test_the_night_is_time_enough():
    evening = a_stop(uid="a", site=SITE, when=span("19:00", "21:00"))
    morning = a_stop("9:00", "10:00", uid="b", site=THIRD, day=date(2026, 11, 25))
    assert movements(evening, morning) == []


# -- transfers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "begin", "found"),
    [
        ("11:00", "11:20", "11:20", [(Code.TRAVEL_TIGHT, "b", "a", 10)]),
        ("11:00", "11:20", "11:30", []),
        ("11:05", "11:15", "11:30", []),
        ("11:00", "11:19", "11:19", [(Code.TRAVEL_INFEASIBLE, "b", "a", 1)]),
    ],
)
@pytest.mark.parametrize("places", [{}, {"site": SITE, "end_site": OTHER_SITE}])
def test_a_transfer_is_time_on_the_way(first, last, begin, found, places):
    stops = (
        stop("a", "10:00", "11:00", SITE),
        transfer("t", first, last, **places),
        stop("b", begin, "12:00", OTHER_SITE),
    )
    assert movements(*stops) == found


def test_a_transfer_says_how_people_go():
    programme = a_programme(
        stop("a", "10:00", "11:00", OTHER_SITE),
        transfer("t", "11:00", "12:00", mode=Mode.KTX),
        stop("b", "12:00", "13:00", AIRPORT, kind=StopKind.DEPARTURE),
    )
    ((_, _, facts),) = said(Code.TRAVEL_TIGHT, programme, WORLD)
    assert (facts["mode"], facts["travel"], facts["available"]) == ("ktx", 55, 60)


def test_the_last_transfer_must_arrive_in_time_too():
    found = movements(
        stop("a", "10:00", "11:00", SITE),
        transfer("t", "11:00", "11:15", SITE, end_site=OTHER_SITE),
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "t", "a", 5)]


def test_the_first_transfer_is_a_way_of_its_own():
    found = movements(
        transfer("t", "8:30", "8:40", SITE, end_site=OTHER_SITE),
        stop("b", "8:45", "10:00", OTHER_SITE),
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "b", "t", 5)]


def test_a_programme_may_begin_with_an_arrival_by_transfer():
    found = movements(
        transfer("t", "8:30", "8:40", None, end_site=SITE),
        transfer("on", "8:40", "8:50", None, end_site=OTHER_SITE),
        stop("b", "8:55", "10:00", OTHER_SITE),
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "b", "t", 5)]


def test_after_a_stop_without_a_place_a_transfer_says_where_people_are():
    found = movements(
        stop("walk", "10:00", "11:00"),
        transfer("t", "11:00", "11:10", None, end_site=SITE),
        stop("b", "11:15", "12:00", OTHER_SITE),
    )
    assert found == [
        (Code.TRAVEL_INFEASIBLE, "b", "t", 15),
        (Code.PLACE_DISCONTINUITY, "b", "t", "transfer_end"),
    ]


def test_two_transfers_are_two_ways():
    found = movements(
        stop("a", "10:00", "11:00", SITE),
        transfer("bus", "11:00", "11:10", SITE, end_site=OTHER_SITE, mode=Mode.OWN_BUS),
        transfer("train", "11:20", "12:10", OTHER_SITE, end_site=AIRPORT, mode=Mode.KTX),
        stop("b", "12:30", "13:00", AIRPORT, kind=StopKind.DEPARTURE),
    )
    assert found == [(Code.TRAVEL_INFEASIBLE, "bus", "a", 10)]


# -- places that do not join -----------------------------------------------------------------------


def jump_facts(cause, origin, from_site, to_site):
    return {"cause": cause, "from_stop": origin, "from_site": from_site, "to_site": to_site}


@pytest.mark.parametrize(
    ("site", "end_site", "expected"),
    [
        (SITE, OTHER_SITE, []),
        (SITE, None, []),
        (None, OTHER_SITE, []),
        (None, None, []),
        (THIRD, OTHER_SITE, [("t", jump_facts("transfer_start", "a", SITE, THIRD))]),
        (SITE, THIRD, [("b", jump_facts("transfer_end", "t", THIRD, OTHER_SITE))]),
    ],
)
def test_a_transfer_joins_the_stops_around_it(site, end_site, expected):
    programme = a_programme(
        stop("a", "9:00", "10:00", SITE),
        transfer("t", "10:00", "12:00", site, end_site=end_site),
        stop("b", "14:00", "15:00", OTHER_SITE),
    )
    found = said(Code.PLACE_DISCONTINUITY, programme, WORLD)
    assert found == [(WARN, uid, facts) for uid, facts in expected]


def test_a_place_beyond_the_city_in_the_midst_of_a_day_needs_a_transfer():
    a, b = stop("a", "6:00", "7:00", SITE), stop("b", "18:00", "19:00", SITE)
    trip = stop("trip", "11:00", "12:00", AIRPORT)
    there = transfer("there", "8:00", "10:40", SITE, end_site=AIRPORT)
    back = transfer("back", "12:00", "15:00", AIRPORT, end_site=SITE)
    assert movements(a, trip, b) == [
        (Code.PLACE_DISCONTINUITY, "trip", "a", "no_transfer"),
        (Code.PLACE_DISCONTINUITY, "b", "trip", "no_transfer"),
    ]
    assert movements(a, there, trip, back, b) == []


def test_a_first_or_last_stop_elsewhere_needs_none():
    found = movements(
        stop("arrival", "6:00", "7:00", AIRPORT, kind=StopKind.ARRIVAL),
        stop("a", "10:00", "11:00", SITE),
        stop("departure", "16:00", "17:00", AIRPORT, kind=StopKind.DEPARTURE),
    )
    assert found == []


def test_two_places_in_the_city_need_none():
    assert movements(stop("a", "9:00", "10:00", SITE), stop("b", "11:00", "12:00", 2)) == []


# -- the legs that are shown -----------------------------------------------------------------------


def test_the_ways_between_stops_can_be_shown_with_their_times():
    programme = a_programme(
        stop("a", "10:00", "11:00", SITE),
        stop("b", "11:30", "12:00", OTHER_SITE),
        stop("idea", "13:00", "14:00", THIRD, status=StopStatus.IDEA),
        stop("c", "15:00", "16:00", AIRPORT),
    )
    shown = [
        (
            journey.leg.origin.uid,
            journey.leg.goal.uid,
            journey.travel and journey.travel.needed,
            journey.available,
        )
        for journey in journeys(programme, WORLD)
    ]
    assert shown == [("a", "b", 20, 30), ("b", "idea", 30, 60), ("idea", "c", None, 60)]
