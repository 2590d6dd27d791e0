"""All rules together: one programme at a glance, and what holds of any programme."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.conflicts.cast import (
    ITINERARY,
    SEOUL,
    TUESDAY,
    a_programme,
    a_site,
    a_stop,
    a_world,
    at,
    codes,
    drives,
    interprets,
    span,
)
from visits.conflicts.rules import (
    Booking,
    Calendar,
    Closure,
    Code,
    HolidayFacts,
    LanguagePair,
    Layer,
    OfferedWindow,
    PersonFacts,
    ResourceKind,
    StopKind,
    StopStatus,
    Strength,
    VehicleFacts,
    findings,
    introduced,
)
from visits.conflicts.rules.bookings import meetings
from visits.conflicts.rules.counted import peak_within
from visits.kit.interval import Interval

QUARTER = timedelta(minutes=15)
WEDNESDAY = date(2026, 11, 25)


# -- one programme ---------------------------------------------------------------------------------


def test_a_good_half_day_has_no_findings():
    programme = a_programme(
        a_stop(
            "10:00",
            "11:00",
            uid="a",
            site=1,
            assignments=(interprets(4),),
            title_languages=frozenset({"ar", "ko"}),
        ),
        a_stop(
            "12:00",
            "13:00",
            uid="b",
            site=2,
            kind=StopKind.MEAL,
            title_languages=frozenset({"ar"}),
        ),
        languages=("ar",),
    )
    world = a_world(
        a_site(1, latitude=36.48, longitude=127.289, typical_minutes=40, max_group=9),
        a_site(2, latitude=36.482, longitude=127.287),
        people=(PersonFacts(id=4, pairs=(LanguagePair("ko", "ar"),)),),
    )
    assert findings(programme, world) == ()


def test_an_empty_programme_has_no_findings():
    assert findings(a_programme(), a_world()) == ()


def test_findings_come_by_day_then_time_then_gravity():
    late = a_stop("20:00", "21:00", uid="late", kind=StopKind.MEETING, assignments=(drives(6),))
    early = a_stop("9:00", "10:00", uid="early", site=1)
    next_day = replace(late, uid="next", when=span("19:00", "20:00", WEDNESDAY))
    world = a_world(
        a_site(1, max_group=8, min_group=10),
        vehicles=(VehicleFacts(id=6, seats=8),),
    )
    programme = a_programme(next_day, late, early, delegates=8, planned=9)
    assert [(f.stop, f.code) for f in findings(programme, world)] == [
        (None, Code.COUNT_MISMATCH),
        (None, Code.MEAL_MISSING),
        ("early", Code.SITE_CAPACITY),
        ("early", Code.MIN_GROUP),
        ("late", Code.VEHICLE_SEATS),
        ("late", Code.OFFICE_HOURS),
        ("next", Code.VEHICLE_SEATS),
        ("next", Code.OFFICE_HOURS),
    ]


def test_a_later_closure_hinders_no_other_edit_but_the_move_into_another_does():
    closures = tuple(
        Closure(number, span("9:00", "18:00", TUESDAY + timedelta(days=number)), "repairs")
        for number in (0, 1)
    )
    world = a_world(a_site(1, closures=closures))
    stop = a_stop(uid="a", site=1)
    before = findings(a_programme(stop), world)

    def refused(**changed):
        after = findings(a_programme(replace(stop, **changed)), world)
        return [finding.facts["closure"] for finding in introduced(before, after)]

    assert [finding.code for finding in before] == [Code.SITE_CLOSURE]
    assert refused(title_languages=frozenset({"ko"})) == []
    assert refused(when=span("11:00", "12:00")) == []
    assert refused(when=span("11:00", "12:00", WEDNESDAY)) == [1]


def test_what_is_cancelled_has_no_findings():
    stop = a_stop("3:00", "5:00", site=1, headcount=99, status=StopStatus.CANCELLED)
    assert codes(a_programme(stop, languages=("ar",)), a_world(a_site(1, max_group=1))) == []


# -- any programme ---------------------------------------------------------------------------------

START = at("7:00")
quarters = st.tuples(st.integers(0, 160), st.integers(1, 20))


def quarter_hours(pair):
    first, length = pair
    return Interval(START + first * QUARTER, START + (first + length) * QUARTER)


intervals = quarters.map(quarter_hours)
some_parties = st.sampled_from([None, frozenset({1}), frozenset({2, 3}), frozenset({1, 2})])
some_assignments = st.lists(
    st.sampled_from([interprets(4), interprets(5), drives(6), drives(7, declined=True)]),
    max_size=3,
    unique=True,
).map(tuple)


@st.composite
def some_stops(draw):
    count = draw(st.integers(0, 7))
    return tuple(
        a_stop(
            uid=f"stop-{number}",
            when=draw(intervals),
            kind=draw(st.sampled_from(StopKind)),
            status=draw(st.sampled_from(StopStatus)),
            site=draw(st.sampled_from([None, 1, 2, 3])),
            end_site=draw(st.sampled_from([None, None, 1, 3])),
            party=draw(some_parties),
            headcount=draw(st.sampled_from([None, None, 12])),
            assignments=draw(some_assignments),
            asked_at=draw(st.sampled_from([None, START - timedelta(days=9)])),
        )
        for number in range(count)
    )


@st.composite
def some_bookings(draw, most=8):
    count = draw(st.integers(0, most))
    return tuple(
        Booking(
            kind=draw(st.sampled_from([ResourceKind.SITE, ResourceKind.PERSON])),
            id=draw(st.sampled_from([1, 2, 4])),
            when=draw(intervals),
            stop=draw(st.sampled_from(["x", "y", "z"])),
            itinerary=80,
            weight=draw(st.integers(1, 20)),
            layer=draw(st.sampled_from(Layer)),
            strength=draw(st.sampled_from(Strength)),
        )
        for _ in range(count)
    )


def some_world(bookings, weeks=0):
    """The world of the properties, the whole of it some weeks later."""
    later = timedelta(weeks=weeks)
    day = TUESDAY + later
    windows = (
        OfferedWindow(time(10), time(12), weekday=1, valid_until=day),
        OfferedWindow(time(9), time(18), day=day + timedelta(days=1)),
    )
    closed = (Closure(1, shifted(span("14:00", "15:00"), later), "repairs"),)
    away = (shifted(span("13:00", "16:00"), later),)
    return a_world(
        a_site(1, max_group=20, concurrent_groups=1, windows=windows, lead_days=8),
        a_site(2, latitude=36.48, longitude=127.28, closures=closed, closed_on_holidays=True),
        a_site(3, latitude=37.45, longitude=126.45, is_beyond_city=True),
        calendar=Calendar(SEOUL, (HolidayFacts(1, day + timedelta(days=1), "휴일"),)),
        people=(PersonFacts(id=4, unavailable=away), PersonFacts(id=5)),
        vehicles=(VehicleFacts(id=6, seats=10), VehicleFacts(id=7, seats=3)),
        bookings=tuple(replace(booking, when=shifted(booking.when, later)) for booking in bookings),
        at=START + later,
    )


def shifted(interval, later):
    return Interval(interval.start + later, interval.end + later)


def later_fact(value, later):
    """A fact of the same finding, had everything been later."""
    if isinstance(value, tuple):
        return tuple(later_fact(item, later) for item in value)
    if isinstance(value, str) and value[:3] == "202":
        moment = date.fromisoformat if len(value) == 10 else datetime.fromisoformat
        return (moment(value) + later).isoformat()
    return value


@given(some_stops(), some_bookings(), st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(stops, bookings, random):
    world = some_world(bookings)
    expected = findings(a_programme(*stops, languages=("ar",)), world)
    mixed = list(stops), list(bookings)
    for row in mixed:
        random.shuffle(row)
    again = findings(a_programme(*mixed[0], languages=("ar",)), some_world(mixed[1]))
    assert again == expected
    assert [finding.key for finding in again] == [finding.key for finding in expected]


@given(some_stops(), some_bookings(), st.integers(1, 3))
def test_what_is_found_moves_with_the_weeks(stops, bookings, weeks):
    later = timedelta(weeks=weeks)
    moved = [
        replace(
            stop,
            when=shifted(stop.when, later),
            asked_at=stop.asked_at and stop.asked_at + later,
        )
        for stop in stops
    ]
    before = findings(a_programme(*stops), some_world(bookings))
    expected = [
        replace(
            finding,
            day=finding.day and finding.day + later,
            facts={name: later_fact(value, later) for name, value in finding.facts.items()},
        )
        for finding in before
    ]
    after = findings(a_programme(*moved), some_world(bookings, weeks))
    assert sorted(after, key=lambda finding: finding.key) == sorted(
        expected, key=lambda finding: finding.key
    )


@given(some_stops(), some_bookings())
def test_nothing_is_introduced_by_changing_nothing_and_all_by_beginning(stops, bookings):
    found = findings(a_programme(*stops), some_world(bookings))
    assert introduced(found, found) == ()
    assert introduced((), found) == tuple(finding for finding in found if finding.blocks)


@given(some_stops(), some_bookings())
def test_no_two_findings_have_one_key(stops, bookings):
    found = findings(a_programme(*stops), some_world(bookings))
    assert len({finding.key for finding in found}) == len(found)


# -- the sweeps ------------------------------------------------------------------------------------


@given(some_bookings(12), some_bookings(12))
def test_sweeping_finds_the_pairs_that_comparing_all_finds(own, others):
    mine = [
        replace(booking, itinerary=ITINERARY, stop=f"own-{number % 5}")
        for number, booking in enumerate(own)
    ]

    def meet(first, second):
        same = (first.kind, first.id) == (second.kind, second.id)
        return same and first.stop != second.stop and first.when.overlaps(second.when)

    def named(pair):
        return frozenset(id(booking) for booking in pair)

    pairs = list(meetings(mine, others))
    expected = {
        named((first, second))
        for first in mine
        for second in [*mine, *others]
        if meet(first, second)
    }
    assert {named(pair) for pair in pairs} == expected
    assert len(pairs) == len(expected)
    assert all(first.itinerary == ITINERARY for first, _ in pairs)


@given(intervals, some_bookings(12))
def test_the_fullest_moment_is_that_of_counting_at_every_moment(when, others):
    own = Booking(kind=ResourceKind.SITE, id=1, when=when, stop="own", itinerary=1, weight=9)

    def people(moment):
        there = {}
        for booking in others:
            if booking.when.holds(moment):
                there[booking.stop] = max(there.get(booking.stop, 0), booking.weight)
        return 9 + sum(there.values())

    moments = [when.start] + [
        booking.when.start for booking in others if when.holds(booking.when.start)
    ]
    peak = peak_within(own, others, lambda presence: presence.people)
    assert peak.amount == max(people(moment) for moment in moments)
    assert peak.amount == people(peak.when.start)
    assert when.contains(peak.when)
