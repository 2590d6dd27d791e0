"""What guests find on the page of their programme."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    AT,
    WEDNESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    an_itinerary,
    wall,
)
from tests.portal.cast import a_row, frozen
from visits.conflicts.rules import Mode, StopKind
from visits.delegations.rules import DelegationState
from visits.itineraries import actions
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.sites.models import TravelTime


def hours(page):
    """Begin and end of every stop."""
    times = page.soup.select(".stop-time")
    return [tuple(bdi.get_text() for bdi in time.select("bdi")) for time in times]


def facts(page):
    return page.all(".stop-fact")


def test_before_the_first_release_it_says_that_the_programme_comes(session, guest_page):
    delegation = a_delegation(session, title=Translated(en="Lima delegation"))
    delegation.lead.name, delegation.lead.phone = "Kim Haneul", "+821012345678"
    a_stop(session, an_itinerary(session, delegation), title=Translated(en="Not yet known"))
    page = guest_page(delegation)
    assert page.h1 == "Lima delegation"
    assert page.all("main h2") == ["The programme is being prepared", "What do you want to know?"]
    assert page.all(".contact")[0] == "Kim Haneul in charge of your visit +82 10-1234-5678"
    assert "Not yet known" not in page.response.text


def test_stops_stand_under_their_days_at_the_hours_of_the_city(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "14:00", "15:30", title=Translated(en="Arboretum"))
    a_stop(session, itinerary, "9:30", "10:15", title=Translated(en="Courtesy call"))
    a_stop(session, itinerary, "9:00", "10:00", day=WEDNESDAY, title=Translated(en="Farewell"))
    release(itinerary)
    page = guest_page(itinerary.delegation)
    assert page.all("section.day h2") == ["Tuesday, March 3, 2099", "Wednesday, March 4, 2099"]
    assert page.all(".stop h3") == ["Courtesy call", "Arboretum", "Farewell"]
    assert hours(page) == [("09:30", "–10:15"), ("14:00", "–15:30"), ("09:00", "–10:00")]
    assert page.all(".days a") == ["Day 1 Tue, Mar 3", "Day 2 Wed, Mar 4"]


def test_it_says_which_version_it_is_and_whose_time_it_tells(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary, at=wall("16:20", date(2099, 1, 5)))
    version = "Version 1, released Monday, January 5, 2099 16:20 ."
    zone = "All times are in Korean Time ( UTC+9 )."
    assert guest_page(itinerary.delegation).all(".version") == [f"{version} {zone}"]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Seoul", []),
        ("Asia/Tokyo", []),
        ("Asia/Riyadh", ["Riyadh 04:00–05:00"]),
        ("America/New_York", ["New York 20:00–21:00 (−1 day)"]),
    ],
)
def test_the_time_at_home_stands_beside(session, release, guest_page, zone, shown):
    itinerary = an_itinerary(session, home_zone=zone)
    a_stop(session, itinerary, "10:00", "11:00")
    release(itinerary)
    assert facts(guest_page(itinerary.delegation)) == shown


def test_far_in_the_east_it_is_the_next_day(session, release, guest_page):
    itinerary = an_itinerary(session, home_zone="Pacific/Auckland")
    a_stop(session, itinerary, "22:00", "22:30")
    release(itinerary)
    assert facts(guest_page(itinerary.delegation)) == ["Auckland 02:00–02:30 (+1 day)"]


def test_everything_that_a_guest_needs_stands_at_the_stop(session, release, guest_page):
    delegation = a_delegation(session)
    delegation.home_zone = "Asia/Seoul"
    party = a_party(session, delegation, a_delegate(session, delegation))
    site = a_site(
        session,
        "Information Centre",
        address_ko="세종특별자치시 도움1로 15",
        address_roman="15 Doum 1-ro",
        entrance_note=Translated(en="Show your passport at the gate."),
    )
    itinerary = an_itinerary(session, delegation)
    a_stop(
        session,
        itinerary,
        site=site,
        kind=StopKind.SITE_VISIT,
        place=Translated(en="Room 5"),
        end_place=Translated(en="South gate"),
        party_id=party.id,
        languages=("ar", "en"),
        public_note=Translated(en="No photos."),
    )
    release(itinerary)
    page = guest_page(delegation)
    assert facts(page) == [
        "Information Centre · Room 5",
        "Ends at: South gate",
        "Only for: Engineers",
        "Languages: Arabic, English",
    ]
    assert page.all(".stop-note") == [
        "No photos.",
        "How to get in: Show your passport at the gate.",
    ]
    assert page.all(".taxi-card p") == ["Information Centre", "세종특별자치시 도움1로 15"]
    assert page.all(".stop-kind") == ["Site visit"]


def test_maps_open_in_any_browser_at_the_very_place(session, release, guest_page):
    site = a_site(session, lat=36.5, lng=127.25)
    site.name = Translated(ko="정보센터, 본관", en="Centre")
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    release(itinerary)
    page = guest_page(itinerary.delegation)
    name = "%EC%A0%95%EB%B3%B4%EC%84%BC%ED%84%B0"
    assert [link["href"] for link in page.soup.select(".choices-of-maps a")] == [
        f"https://map.naver.com/p?lng=127.25&lat=36.5&title={name}%2C%20%EB%B3%B8%EA%B4%80&zoom=16",
        f"https://map.kakao.com/link/map/{name}%20%20%EB%B3%B8%EA%B4%80,36.5,127.25",
        "https://www.google.com/maps/search/?api=1&query=36.5%2C127.25",
    ]


def test_each_stop_goes_into_a_calendar(session, release, guest_page, browser):
    itinerary = an_itinerary(session)
    stop = a_stop(
        session, itinerary, title=Translated(en="Talks & tea"), place=Translated(en="Hall")
    )
    itinerary.delegation.lead.name = "Kim Haneul"
    release(itinerary)
    page = guest_page(itinerary.delegation)
    google = page.one(".fold a[href^='https://calendar.google.com']")["href"]
    assert google == (
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Talks%20%26%20tea"
        "&dates=20990303T010000Z%2F20990303T020000Z&location=Hall&details=Kim%20Haneul%20%28"
        "International%20Relations%20Division%2C%20Sejong%20City%29%2C%20%2B82%2044-300-0000"
    )
    file = browser.fetch("GET", page.one(".fold a[href$='.ics']")["href"])
    assert f"UID:{stop.uid}" in file.text
    assert browser.fetch("GET", page.one("a[href$='programme.ics']")["href"]).status_code == 200


def test_the_way_between_two_stops_is_told(session, release, guest_page):
    first, second = a_site(session, "First"), a_site(session, "Second", lat=36.5)
    session.add(TravelTime(from_id=first.id, to_id=second.id, minutes=20, km=None))
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "9:00", "10:00", site=first, mode=Mode.OWN_BUS)
    a_stop(session, itinerary, "11:00", "12:00", site=second, mode=Mode.CHARTERED)
    release(itinerary)
    assert guest_page(itinerary.delegation).all(".way") == [
        "The delegation’s own bus",
        "Chartered bus, about 20 minutes",
    ]


def test_what_runs_and_what_comes_next_is_marked_without_a_script(session, guest_page):
    at, hour = now(), timedelta(hours=1)
    delegation = a_delegation(session)
    starts = (at - 2 * hour, at - hour / 2, at + hour, at + 2 * hour)
    rows = [a_row(n, starts=start, ends=start + hour) for n, start in enumerate(starts)]
    frozen(session, delegation, *rows)
    page = guest_page(delegation)
    assert [stop["data-when"] for stop in page.soup.select(".stop")] == [
        "past",
        "now",
        "next",
        "later",
    ]
    assert page.one("[data-coming]")["href"] == f"#{page.soup.select('.stop')[1]['id']}"
    assert page.all("[data-coming-title]") == ["Talk 1"]


def test_a_day_tells_its_title_its_note_and_what_happens_in_the_rain(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    day = a_stop(session, itinerary, "15:00", "16:00").starts.date()
    actions.set_day(
        session,
        itinerary,
        day,
        title=Translated(en="A day of gardens"),
        note=Translated(en="Bring an umbrella"),
        rain_plan=Translated(en="a bus tour"),
        at=AT,
    )
    release(itinerary)
    assert guest_page(itinerary.delegation).all("section.day > p") == [
        "A day of gardens",
        "Bring an umbrella",
        "If it rains: a bus tour",
        "Nothing is planned on this day.",
    ]


def test_a_cancelled_delegation_says_so_and_shows_no_programme(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    itinerary.delegation.state = DelegationState.CANCELLED
    page = guest_page(itinerary.delegation)
    assert page.all(".callout-danger strong") == ["This visit was cancelled."]
    assert not page.has(".stop")


def test_the_text_for_messengers_stands_alone(session, release, guest_page):
    site = a_site(session, "Information Centre", address_ko="세종특별자치시 도움1로 15")
    itinerary = an_itinerary(session, title=Translated(en="Lima delegation"))
    itinerary.delegation.lead.name = "Kim Haneul"
    a_stop(session, itinerary, site=site, title=Translated(en="Tour"))
    a_stop(session, itinerary, "9:00", "9:30", day=WEDNESDAY, title=Translated(en="Farewell"))
    release(itinerary)
    whole, first, second = (
        area.get_text() for area in guest_page(itinerary.delegation).soup.select("textarea")
    )
    assert first == (
        "■ Tuesday, March 3, 2099\n"
        "10:00–11:00 Tour\n"
        "  Information Centre\n"
        "  세종특별자치시 도움1로 15"
    )
    assert second == "■ Wednesday, March 4, 2099\n09:00–09:30 Farewell"
    assert whole == (
        f"Lima delegation\n\n{first}\n\n{second}\n\nAll times are in Korean Time.\n"
        "Kim Haneul (International Relations Division, Sejong City), +82 44-300-0000"
    )


@pytest.mark.parametrize("many", [3, 30])
def test_a_long_programme_costs_what_a_short_one_costs(
    session, browser, token_of, queries_of, many
):
    delegation = a_delegation(session)
    sites = [a_site(session, f"Site {n}") for n in range(many)]
    rows = [
        a_row(
            n, site_id=site.id, site_name=site.name, starts=wall("8:00") + timedelta(minutes=30 * n)
        )
        for n, site in enumerate(sites)
    ]
    frozen(session, delegation, *rows)
    token = token_of(delegation)
    browser.page("portal.guest", lang="en", token=token)
    assert queries_of(lambda: browser.page("portal.guest", lang="en", token=token)) == 8
