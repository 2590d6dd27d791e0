"""Hosts and the office in a browser: one proposes by link on a phone, another answers by telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.window import DESKTOP, PHONE
from tests.factories import (
    AT,
    TUESDAY,
    a_contact,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    an_itinerary,
    wall,
)
from visits.access.rules import LinkKind
from visits.conflicts.rules import Role, StopStatus
from visits.delegations.rules import Level
from visits.itineraries import actions
from visits.kit.translated import Translated

NARROWEST = 320

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def path_of(session, app):
    """The path of a link to a row, in English."""

    def made(kind: LinkKind, subject: tuple[str, int]) -> str:
        keeper = app.extensions["links"]
        link = keeper.standing(session, kind, subject, language="en", at=AT)
        session.commit()
        return keeper.address(link).removeprefix(keeper.base_url)

    return made


@pytest.fixture
def visit(session):
    """Two sites are asked for the morning of a day."""
    delegation = a_delegation(
        session, title=Translated(en="Delegation of Lima"), level=Level.WORKING
    )
    itinerary = an_itinerary(session, delegation)
    for name, first, last in (("Arboretum", "9:00", "10:00"), ("City hall", "11:00", "12:00")):
        site = a_site(session, name)
        a_contact(session, site, name=f"Host of {name}", language="en")
        a_stop(session, itinerary, first, last, site=site, title=Translated(en=name))
    session.commit()
    return itinerary


def test_a_host_proposes_by_link_another_answers_by_telephone_and_guests_see_it(
    session, open_window, visit, path_of
):
    garden, hall = visit.stops
    host = path_of(LinkKind.HOST, ("site_contact", garden.site.contacts[0].id))
    phone = open_window(size=PHONE)
    page = phone.open(host)
    page.get_by_role("link", name="At another time").click()
    page.get_by_label("Day", exact=True).fill(str(TUESDAY))
    page.get_by_label("Start", exact=True).fill("14:00")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("You proposed this; the office will answer.")).to_be_visible()

    office = open_window("coordinator")
    base = f"/office/delegations/{visit.delegation.code}/itinerary"
    page = office.open(f"{base}/stops/{garden.uid}")
    page.get_by_role("link", name="Look at the proposal").click()
    expect(page.get_by_role("heading", name="14:00–15:00")).to_be_visible()
    page.get_by_role("button", name="Take this over").click()
    expect(page.get_by_text("The proposal was taken over")).to_be_visible()

    page = office.open(f"{base}/stops/{hall.uid}")
    page.get_by_role("link", name="Note the host’s answer").click()
    page.get_by_label("Yes").check()
    page.get_by_label("Told").select_option("telephone")
    page.get_by_role("button", name="Note the answer").click()
    expect(page.get_by_text("Confirmed by telephone")).to_be_visible()

    page = phone.open(host)
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    session.expire_all()
    assert {stop.status for stop in visit.stops} == {StopStatus.CONFIRMED}

    page = office.open(f"{base}/release")
    page.get_by_role("button", name="Release").click()
    guest = path_of(LinkKind.GUEST, ("delegation", visit.delegation_id))
    page = open_window(size=PHONE).open(guest)
    expect(page.locator(".stop h3")).to_have_text(["City hall", "Arboretum"])
    expect(page.locator(".stop-time time").last).to_have_text("14:00")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_of_a_host_has_a_fault(session, open_window, people, visit, path_of, size):
    garden = visit.stops[0]
    contact = garden.site.contacts[0]
    contact.user_id = people["host"].id
    person = a_person(session, user_id=people["interpreter"].id)
    actions.assign_person(session, garden, person, Role.INTERPRETS, at=AT)
    assert garden.starts == wall("9:00")
    link = path_of(LinkKind.HOST, ("site_contact", contact.id))
    slug = garden.site.slug
    mine = "/office/my-sites"
    paths = {
        None: [link, f"{link}?month=2099-03", f"{link}/requests/1/proposed"],
        "host": [
            f"{mine}?month=2099-03",
            f"{mine}/requests/1/limited",
            f"{mine}/{slug}/closures",
            f"{mine}/{slug}/days/{TUESDAY}",
        ],
        "interpreter": ["/office/my-duties"],
    }
    faults = {}
    for who, theirs in paths.items():
        window = open_window(who, size=size)
        for path in theirs:
            page = window.open(path)
            page.evaluate("document.querySelectorAll('details.more').forEach(o => o.open = true)")
            found = window.axe()
            page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
            faults[path] = found + (["scrolls sideways"] if window.scrolls_sideways() else [])
            page.set_viewport_size({"width": size[0], "height": size[1]})
    assert {path: found for path, found in faults.items() if found} == {}
