"""What guests see on the day: now and next as they really are, the delay, what is left out."""

from datetime import timedelta

import pytest

from tests.factories import TUESDAY, a_site, a_stop, an_itinerary
from visits.escorting.models import StopToday
from visits.escorting.rules import StopState
from visits.itineraries import actions
from visits.kit.clock import now
from visits.kit.translated import Translated


@pytest.fixture
def itinerary(session, release):
    itinerary = an_itinerary(session)
    for name, first, last in (("Hall", "10:00", "11:00"), ("Garden", "14:00", "15:00")):
        site = a_site(session, name)
        a_stop(session, itinerary, first, last, site=site, title=Translated(en=name))
    plan = Translated(en="We go into the greenhouse.")
    actions.set_day(
        session,
        itinerary,
        TUESDAY,
        title=Translated(),
        note=Translated(),
        rain_plan=plan,
        at=now(),
    )
    release(itinerary)
    return itinerary


@pytest.fixture
def tapped(session, itinerary):
    """`tapped(0, StopState.RUNNING)`: what follows of the taps of the day, for one stop."""

    def made(number: int, state: StopState, **facts) -> None:
        given = {"late": 0, "ends_late": 0, "rain_plan": False, "changed_at": now(), **facts}
        stop = itinerary.stops[number]
        row = StopToday(
            uid=stop.uid,
            delegation_id=itinerary.delegation_id,
            day=TUESDAY,
            state=state,
            **given,
        )
        session.add(row)
        session.commit()

    return made


def test_a_delay_is_said_at_its_stop_and_in_the_bar(itinerary, tapped, guest_page):
    tapped(0, StopState.COMING, late=15, ends_late=15)
    page = guest_page(itinerary.delegation)
    assert "Expected about 10:15 , 15 minutes later than planned." in page.all(".stop-fact")
    (label,) = page.all("[data-coming-label]")
    assert label.endswith("now expected about \u206610:15\u2069")
    stop = page.soup.select_one(".stop")
    assert stop["data-starts"] == (itinerary.stops[0].starts + timedelta(minutes=15)).isoformat()


def test_what_runs_longer_says_until_when(itinerary, tapped, guest_page):
    tapped(0, StopState.RUNNING, ends_late=20)
    page = guest_page(itinerary.delegation)
    assert "Takes until about 11:20 ." in page.all(".stop-fact")
    (label,) = page.all("[data-coming-label]")
    assert label.endswith("now until about \u206611:20\u2069")


def test_a_few_minutes_are_on_time(itinerary, tapped, guest_page):
    tapped(0, StopState.COMING, late=4)
    assert "later than planned" not in guest_page(itinerary.delegation).text


def test_what_runs_is_now_and_the_next_one_is_next(itinerary, tapped, guest_page):
    tapped(0, StopState.RUNNING)
    page = guest_page(itinerary.delegation)
    assert [stop["data-when"] for stop in page.soup.select(".stop")] == ["now", "next"]
    assert page.all("[data-coming-title]") == ["Hall"]


def test_what_is_left_out_says_so_and_the_next_one_leads(itinerary, tapped, guest_page):
    tapped(0, StopState.SKIPPED)
    page = guest_page(itinerary.delegation)
    assert page.all(".stop-cancelled .badge-cancelled") == ["Left out today"]
    assert page.all("[data-coming-title]") == ["Garden"]


def test_the_rain_plan_that_applies_stands_out(itinerary, tapped, guest_page):
    assert guest_page(itinerary.delegation).all(".callout") == []
    tapped(0, StopState.COMING, rain_plan=True)
    page = guest_page(itinerary.delegation)
    assert page.all(".callout") == ["The rain plan applies today. We go into the greenhouse."]
    assert "If it rains" not in page.text
