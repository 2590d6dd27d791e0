"""How a programme stands at a moment, and how people get from stop to stop."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.factories import SEOUL, TUESDAY, WEDNESDAY, wall
from visits.conflicts.rules import Mode, SiteFacts, StopKind, TravelTime
from visits.kit.translated import Translated
from visits.portal.rules import (
    DayTexts,
    GuestStop,
    HomeTime,
    Way,
    When,
    days_of,
    home_time,
    standing,
    ways_to,
)

SITES = {n: SiteFacts(id=n) for n in (1, 2, 3)}
TIMES = (
    TravelTime(1, 2, Mode.OWN_BUS, 20),
    TravelTime(2, 3, Mode.OWN_BUS, 30),
    TravelTime(1, 3, Mode.OWN_BUS, 40),
)


def a_stop(uid, first="10:00", last="11:00", *, day=TUESDAY, **facts):
    given = {"kind": StopKind.SITE_VISIT, "title": Translated(en=uid)}
    return GuestStop(uid=uid, starts=wall(first, day), ends=wall(last, day), **{**given, **facts})


def ways(*stops):
    return ways_to(stops, people=9, sites=SITES, travel=TIMES, zone=SEOUL)


def test_a_stop_runs_from_its_start_until_just_before_its_end():
    stops = [a_stop("a"), a_stop("b", "11:00", "12:00"), a_stop("c", "13:00", "14:00")]
    assert standing(stops, wall("10:00")) == {"a": When.NOW, "b": When.NEXT, "c": When.LATER}
    assert standing(stops, wall("11:00")) == {"a": When.PAST, "b": When.NOW, "c": When.NEXT}
    assert set(standing(stops, wall("14:00")).values()) == {When.PAST}


def test_two_groups_may_have_something_next_together():
    stops = [a_stop("a"), a_stop("b"), a_stop("c", "12:00", "13:00")]
    assert standing(stops, wall("9:00")) == {"a": When.NEXT, "b": When.NEXT, "c": When.LATER}


def test_what_is_cancelled_is_never_next_nor_now():
    stops = [a_stop("a", is_cancelled=True), a_stop("b", "12:00", "13:00")]
    assert standing(stops, wall("9:00")) == {"a": When.LATER, "b": When.NEXT}
    assert standing(stops, wall("10:30")) == {"a": When.LATER, "b": When.NEXT}


def test_summer_time_at_home_counts_on_the_day_of_the_stop():
    paris = ZoneInfo("Europe/Paris")
    winter, summer = a_stop("a"), a_stop("b", day=TUESDAY + timedelta(days=60))
    assert home_time(winter, SEOUL, paris) == HomeTime("02:00", "03:00", 0)
    assert home_time(summer, SEOUL, paris) == HomeTime("03:00", "04:00", 0)


def test_a_night_belongs_to_the_day_on_which_it_starts():
    night = a_stop("night", "23:00", "23:30")
    early = a_stop("early", "0:10", "1:00", day=WEDNESDAY)
    texts = {TUESDAY: DayTexts(title=Translated(en="First"))}
    found = days_of([early, night], texts, SEOUL)
    assert [(day.day, [stop.uid for stop in day.stops]) for day in found] == [
        (TUESDAY, ["night"]),
        (WEDNESDAY, ["early"]),
    ]
    assert [day.texts.title for day in found] == [Translated(en="First"), Translated()]


def test_each_day_of_the_visit_stands_there_also_without_stops():
    found = days_of([a_stop("a")], {}, SEOUL, within=(TUESDAY, WEDNESDAY))
    assert [(day.day, len(day.stops)) for day in found] == [(TUESDAY, 1), (WEDNESDAY, 0)]
    long = days_of([a_stop("a")], {}, SEOUL, within=(TUESDAY, TUESDAY + timedelta(days=14)))
    assert [day.day for day in long] == [TUESDAY]


def test_minutes_on_the_way_are_told_without_boarding():
    first, second = a_stop("a", site_id=1), a_stop("b", "12:00", "13:00", site_id=2)
    assert ways(first, second) == {"b": Way(None, 20)}


def test_within_one_place_there_is_no_way():
    assert ways(a_stop("a", site_id=1), a_stop("b", "12:00", "13:00", site_id=1)) == {}


def test_a_ride_that_ends_elsewhere_is_followed():
    ride = a_stop("a", site_id=1, end_site_id=2)
    assert ways(ride, a_stop("b", "12:00", "13:00", site_id=3)) == {"b": Way(None, 30)}


def test_a_transfer_says_itself_how_it_goes():
    transfer = a_stop(
        "t", "11:00", "11:30", kind=StopKind.TRANSFER, mode=Mode.CHARTERED, end_site_id=2
    )
    stops = (a_stop("a", site_id=1), transfer, a_stop("b", "12:00", "13:00", site_id=2))
    assert ways(*stops) == {}


def test_a_night_between_is_no_way():
    assert ways(a_stop("a", site_id=1), a_stop("b", day=WEDNESDAY, site_id=2)) == {}


def test_a_cancelled_stop_is_not_on_the_way():
    cancelled = a_stop("x", "11:00", "11:30", site_id=2, is_cancelled=True)
    stops = (a_stop("a", site_id=1), cancelled, a_stop("b", "12:00", "13:00", site_id=3))
    assert ways(*stops) == {"b": Way(None, 40)}


def test_where_groups_come_from_different_places_only_the_mode_is_told():
    one, two = frozenset({1}), frozenset({2})
    stops = (
        a_stop("a", site_id=1, party=one),
        a_stop("b", site_id=2, party=two),
        a_stop("c", "13:00", "14:00", site_id=3, mode=Mode.OWN_BUS),
    )
    assert ways(*stops) == {"c": Way(Mode.OWN_BUS, None)}


def test_no_stops_have_no_ways():
    assert ways() == {}
