"""Which spans are free for a site, people and vehicles."""

from dataclasses import replace
from datetime import time, timedelta

from tests.conflicts.cast import (
    CALENDAR,
    SEOUL,
    SITE,
    TUESDAY,
    a_programme,
    a_site,
    a_stop,
    a_world,
    at,
    booked,
    drives,
    span,
)
from tests.factories import AT, an_itinerary, wall
from tests.factories import a_person as a_row_of_a_person
from tests.factories import a_site as a_row_of_a_site
from tests.factories import a_stop as a_planned_stop
from visits.conflicts.rules import (
    Assignment,
    HolidayFacts,
    OfferedWindow,
    PersonFacts,
    ResourceKind,
    Role,
    StopFacts,
    StopKind,
    StopStatus,
    VehicleFacts,
)
from visits.itineraries import actions
from visits.kit.interval import Interval
from visits.planner.rules.slots import free_slots

WEDNESDAY = TUESDAY + timedelta(days=1)
AN_ESCORT = Assignment(Role.ESCORTS, person=5)


def wanted(*assignments, minutes=60, site=SITE, kind=StopKind.SITE_VISIT):
    start = at("0:00")
    return StopFacts(
        uid="wanted",
        kind=kind,
        when=Interval(start, start + timedelta(minutes=minutes)),
        status=StopStatus.HOLD,
        site=site,
        assignments=assignments,
    )


def clocks(stop, programme, world, *, last=TUESDAY, most=3):
    """Day of the month and wall times of the first free spans."""
    found = free_slots([stop], programme, world, first=TUESDAY, last=last, most=most)
    return [
        f"{one.when.start.astimezone(SEOUL):%d %H:%M}-{one.when.end.astimezone(SEOUL):%H:%M}"
        for one in found
    ]


def test_the_office_is_open_from_nine_and_rests_at_noon():
    stop = wanted(kind=StopKind.MEETING, site=None, minutes=90)
    assert clocks(stop, a_programme(), a_world(), most=9) == [
        "24 09:00-10:30",
        "24 10:30-12:00",
        "24 13:00-14:30",
        "24 14:30-16:00",
        "24 16:00-17:30",
    ]


def test_a_site_is_free_in_its_rounds_when_no_other_group_is_there():
    rounds = tuple(
        OfferedWindow(time(first), time(last), weekday=1) for first, last in ((10, 11), (14, 16))
    )
    site = a_site(windows=rounds, concurrent_groups=1)
    theirs = booked(ResourceKind.SITE, SITE, "14:00", "14:30")
    world = a_world(site, bookings=(theirs,))
    assert clocks(wanted(), a_programme(), world, last=WEDNESDAY) == [
        "24 10:00-11:00",
        "24 14:30-15:30",
    ]


def test_everybody_who_is_asked_for_must_be_free():
    escort = PersonFacts(id=5, unavailable=(span("9:00", "11:30"),))
    bus = VehicleFacts(id=6, seats=40)
    theirs = booked(ResourceKind.VEHICLE, 6, "13:00", "15:00")
    world = a_world(people=[escort], vehicles=[bus], bookings=(theirs,))
    assert clocks(wanted(AN_ESCORT, drives(6)), a_programme(), world, most=2) == [
        "24 11:30-12:30",
        "24 15:00-16:00",
    ]


def test_nothing_is_free_on_a_holiday_or_beside_the_visits_own_stops():
    holiday = HolidayFacts(1, TUESDAY, "Day off")
    world = a_world(calendar=replace(CALENDAR, holidays=(holiday,)))
    assert clocks(wanted(), a_programme(), world) == []
    own = a_stop("9:00", "12:00", uid="own", status=StopStatus.IDEA)
    assert clocks(wanted(), a_programme(own), a_world(), most=1) == ["24 12:00-13:00"]


def test_there_is_time_for_the_way():
    far = a_site(2, latitude=36.60, longitude=127.30)
    near = a_site(SITE, latitude=36.48, longitude=127.28)
    own = a_stop("9:00", "10:00", uid="own", site=2, status=StopStatus.IDEA)
    assert clocks(wanted(), a_programme(own), a_world(near, far), most=1) == ["24 11:00-12:00"]


def test_the_page_leads_to_the_form_with_everything_filled_in(session, as_):
    itinerary = an_itinerary(session)
    site, person = a_row_of_a_site(session, "Arboretum"), a_row_of_a_person(session)
    taken = a_planned_stop(session, an_itinerary(session), "9:00", "10:00")
    actions.assign_person(session, taken, person, Role.ESCORTS, at=AT)
    code = itinerary.delegation.code
    browser = as_("coordinator")
    shown = browser.page("planner.slots", code=code)
    form = {"sites": [str(site.id)], "people": [str(person.id)], "minutes": "60", "most": "1"}
    found = shown.submit("main form[method=get]", status=200, **form)
    filled = found.click(found.all("tbody a")[0])
    filled.submit(**{"title-en": "Walk"})
    session.expire_all()
    (stop,) = itinerary.stops
    assert (stop.starts, stop.ends, stop.site_id) == (wall("10:00"), wall("11:00"), site.id)
    assert [(one.person_id, one.role) for one in stop.assignments] == [(person.id, Role.ESCORTS)]


def test_the_days_of_the_visit_are_searched_when_nothing_else_is_said(session, as_):
    code = an_itinerary(session).delegation.code
    session.commit()
    found = as_("coordinator").page("planner.slots", code=code, minutes=60, most=2)
    assert len(found.all("tbody tr")) == 2
    long = as_("coordinator").page(
        "planner.slots", code=code, minutes=60, first="2099-03-03", last="2099-06-03", status=422
    )
    assert long.errors == {"last": ["Choose a day at most 61 days after the first."]}
