"""What would mend a finding: shown where it is opened, done by one button, handed to the board."""

from datetime import timedelta

import pytest

from tests.factories import (
    AT,
    WEDNESDAY,
    a_delegate,
    a_site,
    a_stop,
    a_vehicle,
    added,
    an_interpreter,
    an_itinerary,
    wall,
)
from visits.conflicts.rules import Code, Role, StopKind, StopStatus
from visits.itineraries import actions, queries
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.resources.models import Unavailability
from visits.sites.models import OfferedWindow


def key_of(session, itinerary, code):
    found = queries.open_findings(session, itinerary)
    return next(one.finding.key for one in found if one.finding.code is code)


def codes(session, itinerary):
    return [one.finding.code for one in queries.open_findings(session, itinerary)]


@pytest.fixture
def seats(session):
    """A bus with too few seats at a confirmed stop, one that is too small, and one that does."""
    itinerary = an_itinerary(session, planned=14)
    stop = a_stop(session, itinerary, site=a_site(session), move=StopMove.CONFIRM)
    van = a_vehicle(session, name=Translated(en="Van"), seats=11)
    actions.assign_vehicle(session, stop, van, at=AT)
    a_vehicle(session, name=Translated(en="Car"), seats=4)
    a_vehicle(session, name=Translated(en="Coach"), seats=45)
    session.commit()
    return itinerary


def opened(browser, session, itinerary, code, endpoint="itineraries.finding"):
    key = key_of(session, itinerary, code)
    return browser.page(endpoint, code=itinerary.delegation.code, key=key)


def test_a_finding_is_mended_by_one_button(session, as_, seats):
    browser = as_("coordinator")
    page = opened(browser, session, seats, Code.VEHICLE_SEATS)
    words = page.all("[aria-labelledby=ways] li a")
    coach = seats.stops[0].assignments[0].vehicle
    assert [one.split(" 12GA")[0] for one in words] == ["Coach", "Coach", "Car"]
    assert coach.name.to("en") == "Van"
    page.submit("[aria-labelledby=ways] li:first-child form")
    session.expire_all()
    assert [one.vehicle.name.to("en") for one in seats.stops[0].assignments] == ["Coach"]
    assert codes(session, seats) == []


def test_the_ways_alone_are_put_into_the_page_where_the_finding_was_opened(session, as_, seats):
    browser = as_("coordinator")
    page = browser.page("itineraries.show", code=seats.delegation.code)
    frame = page.soup.select_one("details[data-load]")
    answer = browser.fetch("GET", frame["data-load"])
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert answer.text.count("<form") == 3


def test_the_board_reads_titles_and_gestures(session, as_, seats):
    key = key_of(session, seats, Code.VEHICLE_SEATS)
    code = seats.delegation.code
    browser = as_("coordinator")
    path = f"/office/delegations/{code}/itinerary/findings/{key}/mends.json"
    read = browser.fetch("GET", path).json
    van = seats.stops[0].assignments[0].vehicle_id
    first = read["mends"][0]
    assert (read["key"], first["asks_again"]) == (key, False)
    assert first["title"].startswith("Coach 12GA")
    assert first["gesture"] == {
        "stop": seats.stops[0].uid,
        "take": {"role": "drives", "person": None, "vehicle": van + 2},
        "off": {"role": "drives", "person": None, "vehicle": van},
    }
    chosen = browser.open(first["url"]).soup.select('select[name^="vehicles-"] option[selected]')
    assert [one["value"] for one in chosen] == [str(van + 2)]


def test_another_time_is_a_form_filled_in(session, as_):
    site = a_site(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site, move=StopMove.CONFIRM)
    rounds = [OfferedWindow(weekday=3, opens=wall("14:00").time(), closes=wall("15:00").time())]
    for one in rounds:
        one.opens, one.closes = one.opens.replace(hour=14), one.closes.replace(hour=15)
    site.windows = rounds
    session.flush()
    actions.move_stop(session, stop, starts=stop.starts, ends=stop.ends, at=AT)
    session.commit()
    browser = as_("coordinator")
    page = opened(browser, session, itinerary, Code.SITE_WINDOW)
    assert page.all("[aria-labelledby=ways] li a")[0] == "Move it to Wed, Mar 4 14:00–15:00"
    assert page.all("[aria-labelledby=ways] .second-line") == [
        "The host has agreed to the present time, and would be asked again."
    ]
    form = page.click("Move it to Wed, Mar 4 14:00–15:00")
    assert [form.soup.find(id=i)["value"] for i in ("day", "starts", "ends")] == [
        "2099-03-04",
        "14:00",
        "15:00",
    ]
    page.submit("[aria-labelledby=ways] li:first-child form")
    session.expire_all()
    assert (stop.starts, stop.status) == (wall("14:00", WEDNESDAY), StopStatus.ASKED)


def test_lunch_is_added_in_every_language(session, as_):
    itinerary = an_itinerary(session)
    for first, last in (("9:00", "10:00"), ("14:00", "15:00")):
        a_stop(session, itinerary, first, last, move=StopMove.CONFIRM)
    session.commit()
    browser = as_("coordinator")
    page = opened(browser, session, itinerary, Code.MEAL_MISSING)
    page.submit("[aria-labelledby=ways] li:first-child form")
    session.expire_all()
    lunch = itinerary.stops[1]
    assert (lunch.kind, lunch.starts, lunch.status) == (
        StopKind.MEAL,
        wall("12:00"),
        StopStatus.CONFIRMED,
    )
    assert (lunch.title.to("ko"), lunch.title.to("km")) == ("오찬", "អាហារថ្ងៃត្រង់")
    assert Code.MEAL_MISSING not in codes(session, itinerary)


def test_what_was_taken_meanwhile_is_refused(session, as_, seats):
    browser = as_("coordinator")
    page = opened(browser, session, seats, Code.VEHICLE_SEATS)
    coach = seats.stops[0].assignments[0].vehicle_id + 2
    theirs = a_stop(session, an_itinerary(session))
    actions.assign_vehicle(session, theirs, session.get(type(a_vehicle(session)), coach), at=AT)
    session.commit()
    refused = page.submit("[aria-labelledby=ways] li:first-child form", status=422)
    assert refused.all(".finding strong") == ["Vehicle booked twice"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"starts": "soon", "ends": "later", "kind": "meal"},
        {"starts": "2099-03-03T10:00:00", "ends": "2099-03-03T11:00:00", "kind": "meal"},
        {
            "starts": "2099-03-03T10:00:00+00:00",
            "ends": "2099-03-03T11:00:00+00:00",
            "kind": "visit",
        },
        {
            "starts": "2099-03-03T10:00:00+00:00",
            "ends": "2099-03-03T11:00:00+00:00",
            "kind": "free",
        },
        {"stop": "nothing", "role": "drives", "take_vehicle": "1"},
        {"stop": "nothing", "role": "flies", "take_vehicle": "1"},
    ],
)
def test_what_no_page_of_ours_has_written_is_not_there(session, as_, sent):
    itinerary = an_itinerary(session)
    session.commit()
    browser = as_("coordinator")
    code = itinerary.delegation.code
    token = browser.page("itineraries.new", code=code).one("main form [name=csrf_token]")["value"]
    path = browser.url("itineraries.mend", code=code)
    answer = browser.fetch("POST", path, data={**sent, "csrf_token": token})
    assert answer.status_code == 404


def test_a_page_of_ways_asks_the_database_at_most_fifteen_times(session, as_, queries_of):
    itinerary = an_itinerary(session, languages=("km",), own_interpreter=False)
    stop = a_stop(session, itinerary, site=a_site(session, min_group=20))
    for number in range(20):
        a_stop(session, itinerary, site=a_site(session), day=WEDNESDAY + timedelta(days=number))
    one = an_interpreter(session, "ko", "km")
    actions.assign_person(session, stop, one, Role.INTERPRETS, at=AT)
    added(session, Unavailability(person=one, starts=wall("9:00"), ends=wall("12:00")))
    for _ in range(20):
        an_interpreter(session, "ko", "km")
    delegation = itinerary.delegation
    a_delegate(session, delegation)
    actions.revise_stop(session, stop, actions.values_of(stop), at=AT)
    session.commit()
    browser = as_("coordinator")
    key = key_of(session, itinerary, Code.PERSON_UNAVAILABLE)
    asked = queries_of(lambda: browser.page("itineraries.finding", code=delegation.code, key=key))
    assert asked <= 15
