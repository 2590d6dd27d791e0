"""What the liaison of a delegation finds on their page."""

from datetime import date

import pytest

from tests.factories import a_delegate, a_delegation, a_stop, an_itinerary
from visits.access.rules import LinkKind
from visits.delegations.rules import DelegateRole, DelegationState
from visits.kit.translated import Translated


@pytest.fixture
def liaison_page(browser, token_of):
    def opened(delegation, lang="en"):
        token = token_of(delegation, LinkKind.LIAISON)
        return browser.page("portal.liaison", lang=lang, token=token)

    return opened


def test_it_shows_the_roster_with_what_is_missing_for_whom(session, liaison_page):
    delegation = a_delegation(session, planned=3, code="2099-777")
    a_delegate(
        session,
        delegation,
        family_name="Quispe",
        given_name="Rosa",
        native_name="Ruwa",
        role=DelegateRole.HEAD,
        position_en="Mayor",
        nationality="PE",
        meal_needs=("vegetarian", "nut_allergy"),
        mobility=("no_stairs",),
        arrival_on=date(2099, 3, 2),
        arrival="KE901",
    )
    a_delegate(session, delegation, family_name="Huamán")
    page = liaison_page(delegation)
    first, second = page.all("#roster ~ ol > li")
    assert first == (
        "1. Rosa Quispe Ruwa Head of delegation Mayor Vegetarian, Allergy to nuts No stairs"
        " Mon, Mar 2 KE901 Departure Consent to photographs Edit"
    )
    assert second.startswith("2. Given2 Huamán Nationality Position Meal needs Arrival")
    assert "2099-777" in page.text
    assert page.all(".callout-warning strong") == ["This page is for you only."]
    assert "Complete: 0 of 3 people. 1 name is not known yet." in page.text


def test_it_says_by_when_why_and_who_sees_it(session, liaison_page):
    delegation = a_delegation(session, planned=2)
    a_delegate(session, delegation, nationality="PE")
    page = liaison_page(delegation)
    rows = {row[0]: row[1:] for row in (cells(tr) for tr in page.soup.select("tbody tr"))}
    assert rows["Nationality"] == [
        "Tue, Feb 17",
        "It is on lists at entrances, and we count visitors by country.",
        "Our officers, and sites that ask for a list of names",
    ]
    asked = page.all("section[aria-labelledby=needed] > .list > li")
    assert asked[1:4:2] == [
        "Nationality missing for 1 please by Tue, Feb 17",
        "Meal needs missing for 2 please by Tue, Feb 24",
    ]


def cells(row):
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]


def test_it_has_the_address_to_share(session, release, browser, token_of, liaison_page):
    itinerary = an_itinerary(session, title=Translated(en="Lima delegation", ar="وفد ليما"))
    a_stop(session, itinerary)
    release(itinerary)
    page = liaison_page(itinerary.delegation, "en")
    address = f"http://127.0.0.1:8000/en/visit/{token_of(itinerary.delegation)}"
    assert page.one("#guest")["value"] == address
    assert page.one("section[aria-labelledby=share] .button-main")["href"] == address
    assert page.one("#invitation").text == (
        "Lima delegation\nTue, Mar 3\u2009–\u2009Wed, Mar 4, 2099\n"
        f"Our programme, always up to date:\n{address}"
    )
    code = browser.fetch("GET", page.one("img.code")["src"])
    assert code.mimetype == "image/svg+xml"


def test_before_the_first_release_there_is_nothing_to_share(
    session, browser, token_of, liaison_page
):
    delegation = a_delegation(session)
    page = liaison_page(delegation)
    assert not page.has("#guest, #invitation, main img")
    token = token_of(delegation, LinkKind.LIAISON)
    browser.page("portal.guest_code", lang="en", token=token, status=404)


@pytest.mark.parametrize("state", [DelegationState.CANCELLED, DelegationState.CLOSED])
def test_when_the_visit_is_over_the_roster_stays_as_it_is(
    session, browser, token_of, liaison_page, state
):
    delegation = a_delegation(session, state=state)
    delegate = a_delegate(session, delegation)
    assert not liaison_page(delegation).has("main a[href*='/delegates/']")
    values = {"lang": "en", "token": token_of(delegation, LinkKind.LIAISON)}
    page = browser.page("portal.edit_delegate", **values, number=delegate.id, status=422)
    assert "The visit is over or cancelled: its roster stays as it is." in page.text


def test_it_shows_nobody_of_another_delegation(session, liaison_page):
    mine, other = a_delegation(session), a_delegation(session)
    a_delegate(session, other, family_name="Stranger")
    assert "Stranger" not in liaison_page(mine).response.text
