"""The day, walked through on a phone: the network is gone for two stops, and nothing is lost."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.window import PHONE
from tests.factories import AT, a_contact, a_delegate, a_delegation, a_site, a_stop, an_itinerary
from visits.access.rules import LinkKind
from visits.escorting.models import CheckIn, Incident, StopToday, Tap
from visits.kit.translated import Translated

pytestmark = pytest.mark.sqlite_alone

STEPS = ("Departed", "Arrived", "Started", "Ended")
PLACES = ("Control Centre", "Arboretum", "City Hall")


@pytest.fixture
def itinerary(session):
    made = an_itinerary(session, a_delegation(session, title=Translated(en="Lima")))
    for number, name in enumerate(PLACES):
        site = a_site(session, name, lat=36.48 + number / 100)
        a_contact(session, site, name=f"Host of {name}")
        hours = (f"{10 + 2 * number}:00", f"{11 + 2 * number}:00")
        a_stop(session, made, *hours, site=site, title=Translated(en=name))
    session.commit()
    return made


@pytest.fixture
def path(session, app, itinerary) -> str:
    keeper = app.extensions["links"]
    subject = ("delegation", itinerary.delegation_id)
    link = keeper.standing(session, LinkKind.ESCORT_DAY, subject, language="en", at=AT)
    session.commit()
    return keeper.address(link).removeprefix(keeper.base_url)


def stop_of(page: Page, place: str):
    return page.locator("[data-stop]").filter(has_text=place)


def tap(page: Page, place: str, *names: str) -> None:
    """A step decades before its time is taken when it is tapped again."""
    for name in names:
        button = stop_of(page, place).get_by_role("button", name=name)
        button.click()
        if name in STEPS:
            expect(stop_of(page, place).get_by_text("Tap once more")).to_be_visible()
            button.click()


def waits(page: Page):
    return page.locator("[data-waiting]")


def test_the_day_is_walked_through_with_the_network_cut_for_two_stops(
    session, open_window, itinerary, path
):
    window = open_window(size=PHONE)
    page = window.open(path)
    expect(page.locator("html[data-kept=true]")).to_be_attached()
    assert window.axe() == []
    assert not window.scrolls_sideways()
    tap(page, "Control Centre", "Departed", "Arrived")
    expect(stop_of(page, "Control Centre").get_by_text("Arrived there")).to_be_visible()

    window.context.set_offline(True)
    tap(page, "Control Centre", "Started", "Ended")
    expect(waits(page)).to_have_text("2 taps wait for the network.")
    page.reload()
    expect(page.get_by_role("heading", name="Lima")).to_be_visible()
    expect(waits(page)).to_have_text("2 taps wait for the network.")
    expect(page.get_by_text("There is no network.")).to_be_visible()
    tap(page, "Arboretum", "Departed", "Arrived", "Started")
    stop_of(page, "Arboretum").get_by_label("Headcount").fill("8")
    tap(page, "Arboretum", "Counted", "Ended")
    page.get_by_text("Report an incident").click()
    page.get_by_label("What happened?").fill("An umbrella was left on the bus.")
    page.get_by_role("button", name="Send to the office").click()
    expect(waits(page)).to_have_text("8 taps wait for the network.")
    page.reload()
    expect(waits(page)).to_have_text("8 taps wait for the network.")
    assert session.scalars(select(Incident)).all() == []

    window.context.set_offline(False)
    expect(waits(page)).to_be_hidden()
    expect(stop_of(page, "Arboretum").get_by_text("1 is missing")).to_be_visible()
    expect(stop_of(page, "City Hall").get_by_role("button", name="Departed")).to_be_visible()
    session.rollback()
    taps = session.scalars(select(Tap).order_by(Tap.id)).all()
    assert [(tap.stop.title["en"], tap.kind.value) for tap in taps] == [
        ("Control Centre", "departed"),
        ("Control Centre", "arrived"),
        ("Control Centre", "started"),
        ("Control Centre", "ended"),
        ("Arboretum", "departed"),
        ("Arboretum", "arrived"),
        ("Arboretum", "started"),
        ("Arboretum", "headcount"),
        ("Arboretum", "ended"),
    ]
    times = [tap.at for tap in taps]
    assert times == sorted(times)
    assert len({tap.received_at - tap.at for tap in taps}) == len(taps)
    assert [one.text for one in session.scalars(select(Incident))] == [
        "An umbrella was left on the bus."
    ]
    rows = session.scalars(select(StopToday).order_by(StopToday.id))
    assert [row.state.value for row in rows] == ["over", "over", "coming"]


def test_names_are_ticked_without_network_and_no_phone_keeps_them(
    session, open_window, itinerary, path
):
    guests = [a_delegate(session, itinerary.delegation) for _ in range(2)]
    session.commit()
    window = open_window(size=PHONE)
    page = window.open(path)
    expect(page.locator("html[data-kept=true]")).to_be_attached()
    page.get_by_role("link", name="Who is here").first.click()
    here = page.locator("[data-person]").get_by_role("button", name="Here")
    expect(here).to_have_count(2)
    window.context.set_offline(True)
    here.first.click()
    expect(waits(page)).to_have_text("1 tap waits for the network.")
    expect(here.first).to_have_attribute("aria-pressed", "true")
    kept = page.evaluate(
        """async () => {
          const cache = await caches.open("escort-day-1");
          return (await cache.keys()).map((request) => request.url);
        }"""
    )
    assert not any("/people/" in address for address in kept)
    window.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("1 of 2 are here")).to_be_visible()
    session.expire_all()
    (row,) = session.scalars(select(CheckIn)).all()
    assert row.delegate_id == guests[0].id
