"""The page of the day: taps are taken once, with their time, from whoever escorts the visit."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.escorting.conftest import Phone
from tests.factories import (
    AT,
    TUESDAY,
    a_contact,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    an_itinerary,
)
from visits.conflicts.rules import Role
from visits.escorting.models import MeasuredRide, StopToday, Tap
from visits.escorting.rules import StopState
from visits.itineraries import actions as itineraries
from visits.kit.clock import now
from visits.outcomes import queries as outcomes
from visits.sites.models import TravelTime
from visits.sites.rules import TravelSource


def standing(session, stop) -> StopToday:
    session.expire_all()
    return session.scalar(select(StopToday).where(StopToday.uid == stop.uid))


def test_the_page_shows_every_stop_with_its_buttons(phone, stops):
    page = phone.page
    assert page.h1 == "Lima"
    assert page.all(".escort-title") == ["Control Centre", "Arboretum"]
    assert page.all("[data-stop]:first-child .escort-buttons button") == [
        "Departed",
        "Arrived",
        "Started",
        "Ended",
        "+10 minutes more",
        "Skip",
    ]
    assert page.all("[data-stop]:last-child a[href^='tel:']") == [
        "Host: Host of the garden +82 44-333-4444",
        "Driver: Driver Oh +82 10-1111-2222",
    ]


def test_opening_it_changes_nothing(session, phone):
    for method in ("GET", "HEAD"):
        phone.browser.fetch(method, phone.path)
    assert session.scalars(select(Tap)).all() == []


def test_a_tap_is_taken_once_with_the_time_at_which_it_was_tapped(session, phone, stops):
    sent = now()
    times = {
        "tapped_at": (sent - timedelta(minutes=25)).isoformat(),
        "sent_at": sent.isoformat(),
    }
    for _ in range(2):
        assert phone.tap("arrived", stops[0], key="one", **times) == ""
    (tap,) = session.scalars(select(Tap)).all()
    assert abs(tap.at - (sent - timedelta(minutes=25))) < timedelta(seconds=30)
    assert (tap.person, tap.day, tap.channel.value) == ("Escort Bae", TUESDAY, "link")
    assert standing(session, stops[0]).state is StopState.THERE


def test_the_key_of_another_visit_is_refused_and_not_called_taken(
    session, phone, stops, escort_path
):
    phone.tap("arrived", stops[0], key="one")
    other = an_itinerary(session, a_delegation(session))
    stop = a_stop(session, other, site=a_site(session, "Hall"))
    said = Phone(phone.browser, escort_path(other.delegation)).tap(
        "arrived", stop, key="one", status=422
    )
    assert said == "This could not be understood. Please load the page anew."
    assert len(session.scalars(select(Tap)).all()) == 1


def test_without_scripts_the_buttons_work_as_well(session, phone, stops):
    page = phone.page.submit("[data-stop]:first-child .escort-buttons", kind="started")
    assert page.response.headers["Location"].endswith(f"?day={TUESDAY}#stop-{stops[0].id}")
    assert standing(session, stops[0]).state is StopState.RUNNING


def test_an_odd_clock_is_said(phone, stops):
    ahead = now() + timedelta(hours=3)
    said = phone.tap("arrived", stops[0], tapped_at=ahead.isoformat(), sent_at=ahead.isoformat())
    assert said == "The phone’s clock was off; the time was put right."


def test_two_escorts_who_tap_the_same_are_brought_together_in_words(
    session, phone, as_, visit, stops
):
    office = as_("coordinator")
    page = office.page("escorting.day", code=visit.delegation.code)
    page.submit("[data-stop]:first-child .escort-buttons", kind="arrived")
    said = phone.tap("arrived", stops[0])
    assert said.startswith("“Arrived” was tapped twice: by Kim Haneul at ")
    assert said.endswith("The first one counts.")
    assert len(session.scalars(select(Tap)).all()) == 2


@pytest.mark.parametrize(
    ("verb", "more", "said"),
    [
        ("headcount", {"heads": ""}, "Enter a number."),
        ("headcount", {"heads": "many"}, "Enter how many people you counted."),
        ("danced", {}, "This could not be understood. Please load the page anew."),
        ("taken_back", {"of_key": "unknown"}, "There is nothing to take back any more."),
    ],
)
def test_what_cannot_be_taken_is_said_and_let_go(phone, stops, verb, more, said):
    assert phone.post("tap", status=422, kind=verb, stop=stops[0].uid, **more) == said


def test_a_stop_of_another_visit_is_not_theirs(session, phone):
    other = an_itinerary(session)
    stop = a_stop(session, other)
    assert phone.post("tap", status=422, kind="arrived", stop=stop.uid) == "Choose a stop."


def test_a_delay_reaches_the_next_stop_and_a_slip_is_taken_back(session, phone, stops):
    phone.tap("later", stops[1], key="slip")
    assert (standing(session, stops[1]).late, standing(session, stops[1]).ends_late) == (10, 10)
    phone.tap("taken_back", of_key="slip")
    assert standing(session, stops[1]).late == 0


def test_a_headcount_that_differs_is_shown(phone, stops):
    phone.tap("headcount", stops[0], heads=8)
    assert phone.page.all("[data-stop]:first-child .badge-danger") == ["1 is missing"]


def test_when_a_stop_really_took_place_stands_in_the_record(session, phone, visit, stops):
    phone.tap("started", stops[0])
    phone.tap("ended", stops[0])
    session.expire_all()
    record = outcomes.record_at(session, visit.delegation_id, stops[0])
    row = standing(session, stops[0])
    assert (record.began_at, record.ended_at) == (row.began_at, row.ended_at)
    assert record.began_at is not None


def test_what_somebody_wrote_into_the_record_stays(session, phone, visit, stops):
    phone.tap("started", stops[0])
    record = outcomes.record_at(session, visit.delegation_id, stops[0])
    record.began_at = AT
    session.commit()
    phone.tap("ended", stops[0])
    session.expire_all()
    assert outcomes.record_at(session, visit.delegation_id, stops[0]).began_at == AT


def ride(phone: Phone, stop, minutes: int) -> None:
    sent = now()
    for kind, before in (("departed", minutes + 5), ("arrived", 5)):
        tapped = (sent - timedelta(minutes=before)).isoformat()
        phone.tap(kind, stop, tapped_at=tapped, sent_at=sent.isoformat())


def test_a_ride_is_measured_and_three_of_them_stand_for_the_estimate(session, phone, stops):
    centre, garden = stops[0].site, stops[1].site
    ride(phone, stops[1], 20)
    (measured,) = session.scalars(select(MeasuredRide)).all()
    assert (measured.from_id, measured.to_id, measured.minutes) == (centre.id, garden.id, 20)
    assert session.scalars(select(TravelTime)).all() == []
    for minutes in (24, 40):
        earlier = an_itinerary(session)
        stop = a_stop(session, earlier, "9:00", "9:30", day=TUESDAY + timedelta(days=9))
        session.add(
            MeasuredRide(
                stop_id=stop.id,
                from_id=centre.id,
                to_id=garden.id,
                mode=measured.mode,
                minutes=minutes,
                day=TUESDAY,
            )
        )
    session.commit()
    phone.tap("departed", stops[1])  # nothing new is measured
    assert session.scalars(select(TravelTime)).all() == []
    sent = now()
    slip = session.scalars(select(Tap).where(Tap.kind == "arrived")).one()
    phone.tap("taken_back", of_key=slip.key)
    tapped = (sent - timedelta(minutes=4)).isoformat()
    phone.tap("arrived", stops[1], tapped_at=tapped, sent_at=sent.isoformat())
    (travel,) = session.scalars(select(TravelTime)).all()
    assert (travel.minutes, travel.source) == (24, TravelSource.MEASURED)


# -- who may ---------------------------------------------------------------------------------------


def test_an_escort_with_an_account_opens_their_own_visits_alone(session, people, as_, visit, stops):
    person = a_person(session, user_id=people["interpreter"].id)
    itineraries.assign_person(session, stops[0], person, Role.ESCORTS, at=AT)
    escort = as_("interpreter")
    assert escort.page("escorting.day", code=visit.delegation.code).h1 == "Lima"
    other = an_itinerary(session, a_delegation(session))
    escort.page("escorting.day", code=other.delegation.code, status=404)


@pytest.mark.parametrize("who", ["viewer", "host"])
def test_others_do_not_tap(as_, visit, who):
    as_(who).page("escorting.day", code=visit.delegation.code, status=403)


def test_an_officer_enters_what_was_told_by_telephone(session, people, as_, visit, stops):
    office = as_("coordinator")
    page = office.page("escorting.note", code=visit.delegation.code)
    page.submit(kind="arrived", stop=stops[0].uid, channel="telephone", person="Escort Bae")
    (tap,) = session.scalars(select(Tap)).all()
    assert (tap.channel.value, tap.person, tap.by_id) == (
        "telephone",
        "Escort Bae",
        people["coordinator"].id,
    )


def test_a_time_that_is_still_to_come_is_refused(as_, visit, stops):
    page = as_("coordinator").page("escorting.note", code=visit.delegation.code)
    tomorrow = str(now().date() + timedelta(days=2))
    again = page.submit(
        kind="arrived", stop=stops[0].uid, channel="telephone", on=tomorrow, status=422
    )
    assert again.errors["clock"] == ["This time is still to come."]


def test_an_escort_gets_a_link_of_their_own_and_taps_bear_their_name(
    session, as_, visit, stops, app
):
    office = as_("coordinator")
    page = office.page("escorting.escorts", code=visit.delegation.code)
    page = page.submit(name="Escort Shin", language="en").follow()
    assert page.all(".link h3") == ["Escort’s page of the day · Escort Shin Open"]
    address = page.one(".link textarea").get_text()
    path = "/" + address.split("/", 3)[3]
    Phone(office, path).tap("arrived", stops[0])
    assert [tap.person for tap in session.scalars(select(Tap))] == ["Escort Shin"]


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("more", [0, 4])
def test_the_page_and_a_tap_cost_the_same_however_long_the_day_is(
    session, phone, visit, queries_of, more
):
    for number in range(more):
        site = a_site(session, f"Site {number}")
        a_contact(session, site)
        a_stop(session, visit, f"{16 + number}:00", f"{16 + number}:30", site=site)
    for stop in visit.stops:
        phone.tap("arrived", stop)
    page = queries_of(lambda: phone.browser.fetch("GET", phone.path))
    tap = queries_of(lambda: phone.tap("started", visit.stops[0])) - page
    assert (page, tap) == (15, 23)


def test_a_visit_without_a_programme_has_an_empty_day(session, as_, escort_path, browser):
    delegation = a_delegation(session)
    session.commit()
    page = as_("coordinator").page("escorting.day", code=delegation.code)
    assert "Nothing is on the programme of this day." in page.text
    phone = Phone(browser, escort_path(delegation))
    assert phone.post("tap", status=422, kind="rain_plan") == "Choose a stop."
    phone.post("incident", kind="other", text="The bus is late.", stop="")


def test_the_worker_is_served_where_it_may_serve_the_page(browser):
    answer = browser.fetch("GET", "/escort-worker.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
