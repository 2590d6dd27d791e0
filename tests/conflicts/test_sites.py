"""SITE_CLOSURE, SITE_WINDOW, SITE_LEAD_TIME, MIN_GROUP."""

from datetime import date, time

import pytest

from tests.conflicts.cast import (
    SEOUL,
    SITE,
    TUESDAY,
    a_programme,
    a_site,
    a_stop,
    a_world,
    at,
    interprets,
    iso,
    said,
    span,
)
from visits.conflicts.rules import (
    Calendar,
    Closure,
    Code,
    HolidayFacts,
    HolidayKind,
    OfferedWindow,
    PersonFacts,
    Severity,
    StopKind,
    StopStatus,
)

WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)
BLOCK, BLOCK_RELEASE, WARN = Severity.BLOCK, Severity.BLOCK_RELEASE, Severity.WARN


# -- closures --------------------------------------------------------------------------------------


def closure(first="11:00", last="12:00", day=TUESDAY, until=None):
    return Closure(5, span(first, last, day, until), "repairs")


@pytest.mark.parametrize(
    ("first", "last", "is_closed"),
    [
        ("10:00", "11:00", False),
        ("10:00", "11:01", True),
        ("11:00", "12:00", True),
        ("11:59", "12:30", True),
        ("12:00", "13:00", False),
    ],
)
def test_a_stop_in_a_closure_blocks(first, last, is_closed):
    programme = a_programme(a_stop(first, last, site=SITE))
    world = a_world(a_site(closures=(closure(),)))
    facts = {
        "site": SITE,
        "cause": "closure",
        "closure": 5,
        "holiday": None,
        "reason": "repairs",
        "from": iso("11:00"),
        "until": iso("12:00"),
        "offers": (),
    }
    assert said(Code.SITE_CLOSURE, programme, world) == [(BLOCK, "stop", facts)] * is_closed


@pytest.mark.parametrize(
    ("day", "is_closed"),
    [
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 11, 24), True),
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
    ],
)
def test_a_closure_of_eight_days_closes_each_of_them(day, is_closed):
    eight_days = closure("0:00", "0:00", date(2026, 11, 20), date(2026, 11, 28))
    programme = a_programme(a_stop(site=SITE, day=day))
    found = said(Code.SITE_CLOSURE, programme, a_world(a_site(closures=(eight_days,))))
    assert len(found) == is_closed


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        (StopStatus.IDEA, WARN),
        (StopStatus.HOLD, WARN),
        (StopStatus.ASKED, BLOCK),
        (StopStatus.CONFIRMED, BLOCK),
    ],
)
def test_only_a_firm_stop_is_refused(status, severity):
    programme = a_programme(a_stop("11:00", "12:00", site=SITE, status=status))
    found = said(Code.SITE_CLOSURE, programme, a_world(a_site(closures=(closure(),))))
    assert [severity for severity, _, _ in found] == [severity]


@pytest.mark.parametrize("status", [StopStatus.DECLINED, StopStatus.CANCELLED])
def test_what_does_not_take_place_is_not_judged(status):
    programme = a_programme(a_stop("11:00", "12:00", site=SITE, status=status))
    assert said(Code.SITE_CLOSURE, programme, a_world(a_site(closures=(closure(),)))) == []


@pytest.mark.parametrize("stop_kind", [StopKind.TRANSFER, StopKind.ARRIVAL, StopKind.DEPARTURE])
def test_a_site_that_people_only_come_by_may_be_closed(stop_kind):
    programme = a_programme(a_stop("11:00", "12:00", site=SITE, kind=stop_kind))
    assert said(Code.SITE_CLOSURE, programme, a_world(a_site(closures=(closure(),)))) == []


def weekly(day=TUESDAY, until=None):
    return {
        "site": SITE,
        "cause": "weekly",
        "closure": None,
        "holiday": None,
        "reason": "",
        "from": iso("0:00", day),
        "until": iso("0:00", until or WEDNESDAY),
        "offers": (),
    }


def test_a_weekly_closing_day_blocks():
    world = a_world(a_site(weekly_closing_days=frozenset({1})))
    tuesday = a_programme(a_stop(site=SITE))
    wednesday = a_programme(a_stop(site=SITE, day=WEDNESDAY))
    assert said(Code.SITE_CLOSURE, tuesday, world) == [(BLOCK, "stop", weekly())]
    assert said(Code.SITE_CLOSURE, wednesday, world) == []


@pytest.mark.parametrize(
    ("last", "facts"),
    [("0:00", []), ("0:01", [(BLOCK, "stop", weekly(WEDNESDAY, THURSDAY))])],
)
def test_a_stop_over_midnight_is_judged_on_both_days(last, facts):
    night = a_stop(site=SITE, when=span("23:00", last, TUESDAY, WEDNESDAY))
    world = a_world(a_site(weekly_closing_days=frozenset({2})))
    assert said(Code.SITE_CLOSURE, a_programme(night), world) == facts


@pytest.mark.parametrize(
    ("holiday", "closes", "is_closed"),
    [
        (HolidayKind.PUBLIC, True, True),
        (HolidayKind.SUBSTITUTE, True, True),
        (HolidayKind.ELECTION_DAY, True, True),
        (HolidayKind.TEMPORARY, True, True),
        (HolidayKind.OWN_CLOSURE, True, True),
        (HolidayKind.WORKING_NOTE, True, False),
        (HolidayKind.PUBLIC, False, False),
    ],
)
def test_offices_are_closed_on_days_off(holiday, closes, is_closed):
    calendar = Calendar(SEOUL, (HolidayFacts(3, TUESDAY, "개천절", holiday),))
    world = a_world(a_site(closed_on_holidays=closes), calendar=calendar)
    facts = {**weekly(), "cause": "holiday", "holiday": 3, "reason": "개천절"}
    found = said(Code.SITE_CLOSURE, a_programme(a_stop(site=SITE)), world)
    assert found == [(BLOCK, "stop", facts)] * is_closed


def test_a_round_on_a_date_opens_a_closing_day_but_not_a_closure():
    on_the_day = OfferedWindow(time(9), time(18), day=TUESDAY)
    site = {"weekly_closing_days": frozenset({1}), "windows": (on_the_day,)}
    programme = a_programme(a_stop("11:00", "12:00", site=SITE))
    shut = said(Code.SITE_CLOSURE, programme, a_world(a_site(closures=(closure(),), **site)))
    assert said(Code.SITE_CLOSURE, programme, a_world(a_site(**site))) == []
    assert [facts["cause"] for _, _, facts in shut] == ["closure"]


# -- offered windows -------------------------------------------------------------------------------

ROUNDS = (
    OfferedWindow(time(10, 30), time(11), weekday=1),
    OfferedWindow(time(14), time(14, 30), weekday=1),
    OfferedWindow(time(10, 30), time(11), weekday=3),
)


def window_facts(first, last, **changed):
    return {
        "site": SITE,
        "cause": "time",
        "starts": iso(first),
        "ends": iso(last),
        "languages": (),
        "offers": (
            (iso("10:30"), iso("11:00")),
            (iso("14:00"), iso("14:30")),
            (iso("10:30", THURSDAY), iso("11:00", THURSDAY)),
        ),
        **changed,
    }


@pytest.mark.parametrize(
    ("first", "last", "is_offered"),
    [
        ("10:30", "11:00", True),
        ("10:29", "10:59", False),
        ("10:31", "11:01", False),
        ("10:40", "10:50", True),
        ("14:00", "14:30", True),
        ("13:00", "13:30", False),
    ],
)
def test_a_stop_lies_within_one_of_the_rounds(first, last, is_offered):
    programme = a_programme(a_stop(first, last, site=SITE))
    found = said(Code.SITE_WINDOW, programme, a_world(a_site(windows=ROUNDS)))
    expected = [(BLOCK_RELEASE, "stop", window_facts(first, last))]
    assert found == ([] if is_offered else expected)


def test_a_site_without_windows_receives_at_any_time():
    programme = a_programme(a_stop("3:00", "4:00", site=SITE))
    assert said(Code.SITE_WINDOW, programme, a_world(a_site())) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "is_offered"),
    [
        (TUESDAY, TUESDAY, True),
        (None, TUESDAY, True),
        (TUESDAY, None, True),
        (WEDNESDAY, None, False),
        (None, date(2026, 11, 23), False),
    ],
)
def test_a_round_is_offered_in_its_season_only(valid_from, valid_until, is_offered):
    window = OfferedWindow(
        time(10), time(11), weekday=1, valid_from=valid_from, valid_until=valid_until
    )
    programme = a_programme(a_stop("10:00", "11:00", site=SITE))
    found = said(Code.SITE_WINDOW, programme, a_world(a_site(windows=(window,))))
    assert len(found) == (not is_offered)


@pytest.mark.parametrize(
    ("weekday", "first", "last", "is_offered"),
    [
        (1, "23:00", "1:00", True),
        (1, "23:30", "1:01", False),
        (0, "0:10", "0:50", True),
    ],
)
def test_a_round_may_go_on_after_midnight(weekday, first, last, is_offered):
    window = OfferedWindow(time(22), time(1), weekday=weekday)
    until = WEDNESDAY if first > last else TUESDAY
    programme = a_programme(a_stop(site=SITE, when=span(first, last, TUESDAY, until)))
    found = said(Code.SITE_WINDOW, programme, a_world(a_site(windows=(window,))))
    assert len(found) == (not is_offered)


@pytest.mark.parametrize(
    ("languages", "stop_said", "delegation_said", "is_offered"),
    [
        (frozenset(), {}, {"languages": ("ar",)}, True),
        (frozenset({"en"}), {}, {"languages": ("ar", "en")}, True),
        (frozenset({"en"}), {}, {"languages": ("ar",)}, False),
        (frozenset({"en"}), {"languages": ("ar",)}, {"languages": ("en",)}, False),
        (frozenset({"en"}), {}, {"languages": ("ar",), "has_own_interpreter": True}, True),
        (frozenset({"en"}), {"assignments": (interprets(4),)}, {"languages": ("ar",)}, True),
        (frozenset({"en"}), {}, {}, True),
    ],
)
def test_a_round_in_another_language_needs_an_interpreter(
    languages, stop_said, delegation_said, is_offered
):
    window = OfferedWindow(time(10), time(11), weekday=1, languages=languages)
    programme = a_programme(a_stop("10:00", "11:00", site=SITE, **stop_said), **delegation_said)
    world = a_world(a_site(windows=(window,)), people=(PersonFacts(id=4),))
    facts = window_facts(
        "10:00",
        "11:00",
        cause="language",
        languages=("ar",),
        offers=tuple(
            (iso("10:00", day), iso("11:00", day))
            for day in (date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15))
        ),
    )
    found = said(Code.SITE_WINDOW, programme, world)
    assert found == ([] if is_offered else [(BLOCK_RELEASE, "stop", facts)])


def test_offers_leave_out_rounds_that_are_closed_or_too_short():
    site = a_site(
        windows=(*ROUNDS, OfferedWindow(time(9), time(9, 10), weekday=1)),
        closures=(closure("14:15", "15:00"),),
    )
    programme = a_programme(a_stop("13:00", "13:30", site=SITE))
    ((_, _, facts),) = said(Code.SITE_WINDOW, programme, a_world(site))
    next_tuesday = date(2026, 12, 1)
    assert facts["offers"] == (
        (iso("10:30"), iso("11:00")),
        (iso("10:30", THURSDAY), iso("11:00", THURSDAY)),
        (iso("10:30", next_tuesday), iso("11:00", next_tuesday)),
    )


# -- lead time -------------------------------------------------------------------------------------


def lead_facts(days, counted_from, earliest, *, asked=True):
    return {
        "site": SITE,
        "lead_days": 10,
        "days": days,
        "missing": 10 - days,
        "asked": asked,
        "counted_from": counted_from,
        "ask_by": "2026-11-10",
        "earliest": earliest,
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2026, 11, 10), []),
        (date(2026, 11, 11), [lead_facts(9, "2026-11-11", "2026-11-25")]),
        (date(2026, 11, 14), [lead_facts(6, "2026-11-14", "2026-11-30")]),
        (date(2026, 11, 30), [lead_facts(0, "2026-11-30", "2026-12-14")]),
    ],
)
def test_a_site_is_asked_ten_working_days_before(asked, expected):
    programme = a_programme(a_stop(site=SITE, asked_at=at("17:59", asked)))
    found = said(Code.SITE_LEAD_TIME, programme, a_world(a_site(lead_days=10)))
    assert found == [(WARN, "stop", facts) for facts in expected]


def test_holidays_do_not_count_towards_the_lead_time():
    calendar = Calendar(SEOUL, (HolidayFacts(3, date(2026, 11, 17), "임시공휴일"),))
    programme = a_programme(a_stop(site=SITE, asked_at=at("9:00", date(2026, 11, 10))))
    world = a_world(a_site(lead_days=10), calendar=calendar)
    ((_, _, facts),) = said(Code.SITE_LEAD_TIME, programme, world)
    assert (facts["days"], facts["ask_by"]) == (9, "2026-11-09")


@pytest.mark.parametrize(
    ("status", "is_late"),
    [(StopStatus.IDEA, True), (StopStatus.HOLD, True), (StopStatus.CONFIRMED, False)],
)
def test_what_was_not_asked_counts_as_asked_now_unless_it_is_settled(status, is_late):
    programme = a_programme(a_stop(site=SITE, status=status))
    world = a_world(a_site(lead_days=10), at=at("9:00", date(2026, 11, 11)))
    facts = lead_facts(9, "2026-11-11", "2026-11-25", asked=False)
    found = said(Code.SITE_LEAD_TIME, programme, world)
    assert found == [(WARN, "stop", facts)] * is_late


def test_the_day_of_the_ask_is_the_citys():
    late_in_utc = at("0:30", date(2026, 11, 11))
    programme = a_programme(a_stop(site=SITE, asked_at=late_in_utc))
    ((_, _, facts),) = said(Code.SITE_LEAD_TIME, programme, a_world(a_site(lead_days=10)))
    assert facts["counted_from"] == "2026-11-11"


def test_a_site_that_declined_is_still_not_confirmed_and_holds_nothing_back():
    programme = a_programme(
        a_stop(site=SITE, status=StopStatus.DECLINED, asked_at=at("9:00", date(2026, 11, 10)))
    )
    world = a_world(at=at("9:00", date(2026, 11, 23)))
    facts = {"site": SITE, "asked_on": "2026-11-10", "refused": True}
    assert said(Code.HOST_NOT_CONFIRMED, programme, world) == [(WARN, "stop", facts)]
    assert said(Code.SITE_LEAD_TIME, programme, world) == []


# -- smallest group --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stop_said", "people", "is_found"),
    [
        ({}, 9, True),
        ({"headcount": 10}, 10, False),
        ({"party": frozenset({1, 2})}, 2, True),
    ],
)
def test_a_group_may_be_too_small(stop_said, people, is_found):
    programme = a_programme(a_stop(site=SITE, **stop_said))
    facts = {"site": SITE, "minimum": 10, "people": people, "missing": 10 - people}
    found = said(Code.MIN_GROUP, programme, a_world(a_site(min_group=10)))
    assert found == [(WARN, "stop", facts)] * is_found
