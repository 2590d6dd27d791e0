"""INTERPRETER_FATIGUE, after the standards of the AIIC."""

import pytest

from tests.conflicts.cast import (
    SITE,
    a_programme,
    a_site,
    a_stop,
    a_world,
    booked,
    interprets,
    iso,
    said,
)
from visits.conflicts.rules import Code, LanguagePair, PersonFacts, ResourceKind, Severity

ABLE = LanguagePair("ko", "ar", simultaneous=True)
CONSECUTIVE = LanguagePair("ko", "ar")


def tired(*stops, person=None, bookings=(), site=None):
    people = (person or PersonFacts(id=4, pairs=(CONSECUTIVE,)), PersonFacts(id=5, pairs=(ABLE,)))
    world = a_world(site or a_site(), people=people, bookings=bookings)
    told = said(Code.INTERPRETER_FATIGUE, a_programme(*stops, languages=("ar",)), world)
    assert all(severity is Severity.WARN for severity, _, _ in told)
    return [(facts["cause"], stop, facts["minutes"], facts["limit"]) for _, stop, facts in told]


def working(first, last, uid="a", **said):
    return a_stop(first, last, uid=uid, site=SITE, **{"assignments": (interprets(4),), **said})


@pytest.mark.parametrize(("last", "found"), [("17:00", []), ("17:01", [("day", "c", 361, 360)])])
def test_six_hours_a_day_are_enough(last, found):
    stops = (working("9:00", "11:00"), working("12:00", "14:00", "b"), working("15:00", last, "c"))
    assert tired(*stops) == found


def test_who_says_less_is_asked_for_less():
    person = PersonFacts(id=4, pairs=(CONSECUTIVE,), daily_minutes=120)
    assert tired(working("9:00", "11:01"), person=person) == [("day", "a", 121, 120)]


def test_other_delegations_tire_as_well():
    elsewhere = booked(ResourceKind.PERSON, 4, "12:00", "17:00", interprets=True)
    escorting = booked(ResourceKind.PERSON, 4, "17:00", "19:00")
    found = tired(working("9:00", "10:30"), bookings=(elsewhere, elsewhere, escorting))
    assert found == [("day", "a", 390, 360)]


@pytest.mark.parametrize(
    ("second", "found"),
    [("11:15", []), ("11:14", [("session", "b", 181, 180)])],
)
def test_a_session_ends_after_three_hours(second, found):
    assert tired(working("9:00", "11:00"), working(second, "12:01", "b")) == found


def test_a_session_says_from_when_until_when():
    programme = a_programme(working("9:00", "12:30"), languages=("ar",))
    people = (PersonFacts(id=4, pairs=(CONSECUTIVE,)),)
    ((_, _, facts),) = said(Code.INTERPRETER_FATIGUE, programme, a_world(people=people))
    assert (facts["from"], facts["until"], facts["over"]) == (iso("9:00"), iso("12:30"), 30)


@pytest.mark.parametrize(
    ("last", "assignments", "found"),
    [
        ("10:50", (interprets(5),), [("alone", "a", 50, 40)]),
        ("10:40", (interprets(5),), []),
        ("11:00", (interprets(5),), []),
        ("10:50", (interprets(4),), []),
        ("10:50", (interprets(4), interprets(5)), [("alone", "a", 50, 40)]),
    ],
)
def test_nobody_interprets_simultaneously_alone_for_more_than_forty_minutes(
    last, assignments, found
):
    stop = working("10:00", last, assignments=assignments)
    assert tired(stop, site=a_site(typical_minutes=40)) == found
