"""HOLIDAY, OFFICE_HOURS, LUNCH_HOUR, MEAL_MISSING."""

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
    said,
    span,
)
from visits.conflicts.rules import (
    Calendar,
    Code,
    HolidayFacts,
    HolidayKind,
    OfferedWindow,
    Severity,
    StopKind,
    StopStatus,
    findings,
)

WARN = Severity.WARN
WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 28)


# -- the days of the visit ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_outside"),
    [(TUESDAY, False), (WEDNESDAY, False), (SATURDAY, True), (date(2026, 11, 23), True)],
)
def test_a_stop_outside_the_visit_is_pointed_out(day, is_outside):
    visit = {"first_day": TUESDAY, "last_day": WEDNESDAY}
    found = said(Code.OUTSIDE_VISIT, a_programme(a_stop(day=day), **visit), a_world())
    facts = {"first_day": "2026-11-24", "last_day": "2026-11-25"}
    assert found == [(WARN, "stop", facts)] * is_outside


def test_a_stop_that_was_cancelled_is_outside_of_nothing():
    stop = a_stop(day=SATURDAY, status=StopStatus.CANCELLED)
    visit = a_programme(stop, first_day=TUESDAY, last_day=WEDNESDAY)
    assert said(Code.OUTSIDE_VISIT, visit, a_world()) == []


# -- holidays --------------------------------------------------------------------------------------

HOLIDAYS = (
    HolidayFacts(1, TUESDAY, "임시공휴일", HolidayKind.TEMPORARY),
    HolidayFacts(2, TUESDAY, "국정감사", HolidayKind.WORKING_NOTE),
    HolidayFacts(3, date(2026, 12, 25), "성탄절"),
)


def test_each_holiday_and_note_of_a_day_is_told_once():
    programme = a_programme(a_stop(uid="a"), a_stop("14:00", "15:00", uid="b"))
    world = a_world(calendar=Calendar(SEOUL, HOLIDAYS))
    found = [finding for finding in findings(programme, world) if finding.code == Code.HOLIDAY]
    assert [(finding.day, finding.stop) for finding in found] == [(TUESDAY, None)] * 2
    assert sorted(said(Code.HOLIDAY, programme, world), key=lambda it: it[2]["holiday"]) == [
        (
            WARN,
            None,
            {"holiday": 1, "name": "임시공휴일", "kind": "temporary", "day_off": True},
        ),
        (
            WARN,
            None,
            {"holiday": 2, "name": "국정감사", "kind": "working_note", "day_off": False},
        ),
    ]


@pytest.mark.parametrize(("last", "is_found"), [("0:00", False), ("0:01", True)])
def test_a_stop_that_ends_at_midnight_is_not_on_the_next_day(last, is_found):
    calendar = Calendar(SEOUL, (HolidayFacts(1, WEDNESDAY, "공휴일"),))
    programme = a_programme(a_stop(when=span("22:00", last, TUESDAY, WEDNESDAY)))
    assert len(said(Code.HOLIDAY, programme, a_world(calendar=calendar))) == is_found


def test_a_cancelled_stop_keeps_no_holiday():
    programme = a_programme(a_stop(status=StopStatus.CANCELLED))
    assert said(Code.HOLIDAY, programme, a_world(calendar=Calendar(SEOUL, HOLIDAYS))) == []


# -- office hours ----------------------------------------------------------------------------------


def office_facts(starts, ends, *, weekend=False):
    return {
        "opens": "09:00",
        "closes": "18:00",
        "starts": starts,
        "ends": ends,
        "weekend": weekend,
    }


@pytest.mark.parametrize(
    ("first", "last", "day", "expected"),
    [
        ("9:00", "10:00", TUESDAY, []),
        ("8:59", "10:00", TUESDAY, [office_facts("08:59", "10:00")]),
        ("17:00", "18:00", TUESDAY, []),
        ("17:00", "18:01", TUESDAY, [office_facts("17:00", "18:01")]),
        ("10:00", "11:00", SATURDAY, [office_facts("10:00", "11:00", weekend=True)]),
    ],
)
def test_officials_work_in_office_hours(first, last, day, expected):
    programme = a_programme(a_stop(first, last, day=day, kind=StopKind.MEETING))
    found = said(Code.OFFICE_HOURS, programme, a_world())
    assert found == [(WARN, "stop", facts) for facts in expected]


@pytest.mark.parametrize(
    ("stop_kind", "is_office", "windows", "is_found"),
    [
        (StopKind.SITE_VISIT, True, (), True),
        (StopKind.SITE_VISIT, False, (), False),
        (StopKind.SITE_VISIT, True, (OfferedWindow(time(19), time(20), weekday=1),), False),
        (StopKind.SITE_VISIT, True, (OfferedWindow(time(10), time(11), weekday=1),), True),
        (StopKind.LECTURE, True, (), True),
        (StopKind.MEAL, True, (), False),
        (StopKind.CULTURAL, True, (), False),
        (StopKind.ARRIVAL, True, (), False),
    ],
)
def test_only_offices_keep_office_hours(stop_kind, is_office, windows, is_found):
    programme = a_programme(a_stop("19:00", "20:00", site=SITE, kind=stop_kind))
    world = a_world(a_site(closed_on_holidays=is_office, windows=windows))
    assert len(said(Code.OFFICE_HOURS, programme, world)) == is_found


# -- the lunch hour --------------------------------------------------------------------------------


def lunch_facts(minutes, *, site=None, closed=False):
    return {"site": site, "closed": closed, "from": "12:00", "until": "13:00", "minutes": minutes}


@pytest.mark.parametrize(
    ("first", "last", "minutes"),
    [
        ("11:00", "12:00", 0),
        ("11:00", "12:01", 1),
        ("12:00", "13:00", 60),
        ("12:50", "14:00", 10),
        ("13:00", "14:00", 0),
    ],
)
def test_a_meeting_leaves_officials_their_lunch(first, last, minutes):
    programme = a_programme(a_stop(first, last, kind=StopKind.MEETING))
    found = said(Code.LUNCH_HOUR, programme, a_world())
    assert found == ([(WARN, "stop", lunch_facts(minutes))] if minutes else [])


@pytest.mark.parametrize(
    ("stop_kind", "closes", "is_found"),
    [
        (StopKind.SITE_VISIT, True, True),
        (StopKind.SITE_VISIT, False, False),
        (StopKind.MEAL, True, False),
        (StopKind.DEPARTURE, True, False),
        (StopKind.COURTESY_CALL, False, True),
    ],
)
def test_a_site_may_close_for_lunch(stop_kind, closes, is_found):
    programme = a_programme(a_stop("12:30", "13:30", site=SITE, kind=stop_kind))
    found = said(Code.LUNCH_HOUR, programme, a_world(a_site(closed_at_lunch=closes)))
    assert found == [(WARN, "stop", lunch_facts(30, site=SITE, closed=closes))] * is_found


# -- a meal ----------------------------------------------------------------------------------------


def meal(first, last="13:00", **said):
    return a_stop(first, last, uid="meal", kind=StopKind.MEAL, **said)


def meals(*stops, **delegation):
    programme = a_programme(*stops, **delegation)
    found = findings(programme, a_world())
    return [
        (finding.day, finding.facts["everyone"], finding.facts["delegates"])
        for finding in found
        if finding.code == Code.MEAL_MISSING
    ]


@pytest.mark.parametrize(
    ("first", "last", "is_missing"),
    [
        ("11:29", "13:01", True),
        ("11:30", "13:01", False),
        ("11:29", "13:00", False),
        ("9:00", "17:00", True),
    ],
)
def test_whoever_is_with_us_over_noon_needs_a_meal(first, last, is_missing):
    programme = a_programme(a_stop(first, last))
    facts = {"from": "11:30", "until": "12:30", "everyone": True, "delegates": ()}
    assert said(Code.MEAL_MISSING, programme, a_world()) == [(WARN, None, facts)] * is_missing


@pytest.mark.parametrize(
    ("first", "is_missing"),
    [("11:29", True), ("11:30", False), ("12:30", False), ("12:31", True)],
)
def test_a_meal_starts_around_noon(first, is_missing):
    stops = (a_stop("9:00", "10:00", uid="a"), meal(first), a_stop("15:00", "16:00", uid="b"))
    assert meals(*stops) == [(TUESDAY, True, ())] * is_missing


@pytest.mark.parametrize(
    ("status", "is_missing"),
    [(StopStatus.IDEA, False), (StopStatus.HOLD, False), (StopStatus.CANCELLED, True)],
)
def test_a_meal_that_is_only_an_idea_is_thought_of(status, is_missing):
    stops = (a_stop("9:00", "10:00", uid="a"), a_stop("15:00", "16:00", uid="b"))
    assert meals(*stops, meal("12:00", status=status)) == [(TUESDAY, True, ())] * is_missing


def test_every_day_has_its_meal():
    tuesday, wednesday = a_stop("9:00", "16:00", uid="a"), a_stop("9:00", "16:00", uid="b")
    later = a_stop("9:00", "16:00", uid="b", day=WEDNESDAY)
    assert meals(tuesday, wednesday) == [(TUESDAY, True, ())]
    assert meals(tuesday, later, meal("12:00")) == [(WEDNESDAY, True, ())]


@pytest.mark.parametrize(
    ("fed", "expected"),
    [
        (frozenset({1, 2, 3, 4}), []),
        (frozenset({1, 2}), [(TUESDAY, False, (3, 4))]),
        (None, []),
    ],
)
def test_each_party_needs_its_meal(fed, expected):
    stops = (
        a_stop("9:00", "11:00", uid="a", party=frozenset({1, 2})),
        a_stop("9:00", "11:00", uid="b", party=frozenset({3, 4})),
        meal("12:00", party=fed),
        a_stop("14:00", "16:00", uid="c"),
    )
    assert meals(*stops, planned=4) == expected
