"""What would mend a finding: tried out, harmless, the nearest first."""

from datetime import date, time

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
    drives,
    interprets,
    span,
)
from visits.conflicts.rules import (
    Assignment,
    Closure,
    Code,
    LanguagePair,
    OfferedWindow,
    PersonFacts,
    ResourceKind,
    Role,
    StopKind,
    StopStatus,
    VehicleFacts,
    findings,
)
from visits.conflicts.rules.mending import NEW, Change, Pool, mending

WEDNESDAY = date(2026, 11, 25)
DAYS = {"first_day": TUESDAY, "last_day": WEDNESDAY}
ARABIC = LanguagePair("ko", "ar")


def mends(code, programme, world, pool=None, *, may_move=True):
    """The changes that mend the first finding of a code."""
    finding = next(one for one in findings(programme, world) if one.code is code)
    pool = pool or Pool(people={})
    return mending(finding, programme, world, judge=findings, pool=pool, may_move=may_move)


def moved(*spans):
    return [Change(stop="stop", when=when) for when in spans]


def test_the_next_free_round_of_the_site_is_proposed():
    rounds = [
        OfferedWindow(time(hour), time(hour + 1), weekday=day)
        for day in (1, 2)
        for hour in (10, 14)
    ]
    site = a_site(
        windows=tuple(rounds), concurrent_groups=1, busy=(Closure(1, span("14:00", "15:00")),)
    )
    world = a_world(site)
    programme = a_programme(a_stop("11:00", "12:00", site=SITE), **DAYS)
    assert list(mends(Code.SITE_WINDOW, programme, world)) == moved(
        span("10:00", "11:00"),
        span("10:00", "11:00", WEDNESDAY),
        span("14:00", "15:00", WEDNESDAY),
    )


def test_nothing_is_proposed_that_others_have_taken_or_where_the_guests_are_elsewhere():
    site = a_site(concurrent_groups=1)
    theirs = [
        booked(ResourceKind.SITE, SITE, first, last, stop=first)
        for first, last in (("10:00", "11:00"), ("13:00", "18:00"))
    ]
    lunch = a_stop("12:00", "13:00", uid="lunch", kind=StopKind.MEAL)
    programme = a_programme(a_stop(site=SITE), lunch, first_day=TUESDAY, last_day=TUESDAY)
    found = mends(Code.SITE_CONCURRENCY, programme, a_world(site, bookings=theirs))
    assert list(found) == moved(span("9:00", "10:00"), span("11:00", "12:00"))


def test_a_pinned_stop_stays():
    site = a_site(closures=(Closure(1, span("10:00", "12:00")),))
    programme = a_programme(a_stop(site=SITE), **DAYS)
    assert mends(Code.SITE_CLOSURE, programme, a_world(site), may_move=False) == ()


def test_what_brings_no_caution_comes_first():
    """At noon the officials would lose their lunch."""
    meeting = a_stop("11:00", "12:00", kind=StopKind.MEETING, site=SITE)
    site = a_site(closures=(Closure(1, span("11:00", "11:30")),))
    programme = a_programme(meeting, first_day=TUESDAY, last_day=TUESDAY)
    assert list(mends(Code.SITE_CLOSURE, programme, a_world(site))) == moved(
        span("10:00", "11:00"), span("9:30", "10:30"), span("9:00", "10:00")
    )


def test_neither_the_break_of_a_site_nor_ones_own_lunch_is_proposed():
    site = a_site(closures=(Closure(1, span("10:00", "11:00")),), closed_at_lunch=True)
    lunch = a_stop("13:00", "14:00", uid="lunch", kind=StopKind.MEAL, status=StopStatus.IDEA)
    visit = a_stop("10:00", "11:00", site=SITE)
    programme = a_programme(visit, lunch, first_day=TUESDAY, last_day=TUESDAY)
    found = mends(Code.SITE_CLOSURE, programme, a_world(site))
    assert list(found) == moved(
        span("9:00", "10:00"), span("11:00", "12:00"), span("14:00", "15:00")
    )


def test_what_brings_a_caution_names_it():
    rounds = tuple(OfferedWindow(time(hour), time(hour + 1), weekday=1) for hour in (9, 12))
    site = a_site(windows=rounds)
    meeting = a_stop("10:00", "11:00", kind=StopKind.MEETING, site=SITE)
    programme = a_programme(meeting, first_day=TUESDAY, last_day=TUESDAY)
    found = mends(Code.SITE_WINDOW, programme, a_world(site))
    assert [(one.when, one.brings) for one in found] == [
        (span("9:00", "10:00"), ()),
        (span("12:00", "13:00"), (Code.LUNCH_HOUR,)),
    ]


def test_another_interpreter_of_the_language_who_is_free():
    stop = a_stop(site=SITE, assignments=(interprets(4),))
    people = (
        PersonFacts(id=4, pairs=(ARABIC,), unavailable=(span("9:00", "12:00"),)),
        PersonFacts(id=5, pairs=(ARABIC,), unavailable=(span("9:00", "12:00"),)),
        PersonFacts(id=6, pairs=(LanguagePair("ko", "fr"),)),
        PersonFacts(id=7, pairs=(ARABIC,)),
        PersonFacts(id=8, pairs=(ARABIC,)),
    )
    taken = booked(ResourceKind.PERSON, 8)
    world = a_world(people=people, bookings=(taken,))
    pool = Pool(people={number: frozenset({Role.INTERPRETS}) for number in (5, 6, 7, 8)})
    programme = a_programme(stop, languages=("ar",), first_day=TUESDAY, last_day=TUESDAY)
    found = mends(Code.PERSON_UNAVAILABLE, programme, world, pool, may_move=False)
    swap = Change(stop="stop", take=interprets(7), off=interprets(4))
    assert list(found) == [swap]


def test_an_interpreter_in_addition_where_a_language_is_missing():
    people = (PersonFacts(id=7, pairs=(ARABIC,)), PersonFacts(id=6))
    pool = Pool(people={6: frozenset({Role.INTERPRETS}), 7: frozenset({Role.INTERPRETS})})
    programme = a_programme(a_stop(site=SITE), languages=("ar",))
    found = mends(Code.INTERPRETER_LANGUAGE_MISSING, programme, a_world(people=people), pool)
    assert list(found) == [Change(stop="stop", take=interprets(7))]


def test_a_vehicle_with_seats_enough_and_a_place_for_a_wheelchair():
    vehicles = (
        VehicleFacts(id=1, seats=4),
        VehicleFacts(id=2, seats=8, has_wheelchair_place=True),
        VehicleFacts(id=3, seats=45),
        VehicleFacts(id=4, seats=45, has_wheelchair_place=True),
    )
    programme = a_programme(
        a_stop(assignments=(drives(1),)), wheelchairs=frozenset({1}), delegates=9
    )
    pool = Pool(people={}, vehicles=(2, 3, 4))
    world = a_world(vehicles=vehicles)
    assert list(mends(Code.VEHICLE_SEATS, programme, world, pool)) == [
        Change(stop="stop", take=drives(3), off=drives(1)),
        Change(stop="stop", take=drives(4), off=drives(1)),
        Change(stop="stop", take=drives(2)),
    ]
    found = mends(Code.VEHICLE_ACCESSIBILITY, programme, world, pool)
    assert {change.take.vehicle for change in found} == {2, 4}


@pytest.mark.parametrize(
    ("others", "first"),
    [
        ((), ("12:00", "13:00")),
        ((("11:00", "12:10"), ("13:10", "14:00")), ("12:10", "13:10")),
        ((("11:00", "12:00"), ("12:50", "14:00")), ("12:00", "12:50")),
    ],
)
def test_lunch_finds_its_place(others, first):
    stops = [a_stop(*hours, uid=str(n), site=SITE) for n, hours in enumerate(others)]
    around = (
        a_stop("9:00", "10:00", uid="early", site=SITE),
        a_stop("15:00", "16:00", uid="late", site=SITE),
    )
    found = mends(Code.MEAL_MISSING, a_programme(*around, *stops), a_world())
    assert found[0] == Change(stop=NEW, kind=StopKind.MEAL, when=span(*first))


def test_a_pause_is_put_where_there_is_room_or_the_stop_is_moved():
    stops = (
        a_stop("9:00", "10:20", uid="a", site=SITE),
        a_stop("10:30", "12:00", site=SITE),
    )
    programme = a_programme(*stops, first_day=TUESDAY, last_day=TUESDAY)
    found = mends(Code.NO_REST, programme, a_world())
    assert found[0] == Change(stop=NEW, kind=StopKind.REST, when=span("10:20", "10:30"))
    assert found[1] == Change(stop="stop", when=span("10:45", "12:15"))


def test_more_minutes_for_interpretation_in_steps_of_five():
    stop = a_stop("10:00", "10:52", site=SITE, assignments=(interprets(4),))
    world = a_world(a_site(typical_minutes=40), people=(PersonFacts(id=4, pairs=(ARABIC,)),))
    found = mends(Code.INTERPRETATION_TIME, a_programme(stop, languages=("ar",)), world)
    assert list(found) == moved(span("10:00", "11:02"), span("9:50", "10:52"))


def test_another_site_that_the_body_has_not_seen():
    seen = booked(ResourceKind.SITE, SITE, when=span("10:00", "11:00", date(2026, 5, 5)))
    programme = a_programme(a_stop(site=SITE))
    world = a_world(a_site(), a_site(OTHER_SITE), a_site(3, max_group=5), seen=(seen,))
    found = mends(Code.REPEAT_CONTENT, programme, world, Pool(people={}, sites=(3, OTHER_SITE)))
    assert list(found) == [Change(stop="stop", site=OTHER_SITE)]


def test_whoever_escorts_is_replaced_by_somebody_who_can():
    escorts = Assignment(Role.ESCORTS, person=4)
    away = PersonFacts(id=4, unavailable=(span("9:00", "12:00"),))
    world = a_world(people=(away, PersonFacts(id=5), PersonFacts(id=6)))
    pool = Pool(people={5: frozenset({Role.RECEIVES}), 6: frozenset({Role.ESCORTS})})
    programme = a_programme(a_stop(assignments=(escorts,)))
    found = mends(Code.PERSON_UNAVAILABLE, programme, world, pool, may_move=False)
    assert list(found) == [
        Change(stop="stop", take=Assignment(Role.ESCORTS, person=6), off=escorts)
    ]
