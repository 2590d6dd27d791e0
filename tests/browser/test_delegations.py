"""Delegations in a browser: every page in three languages, and what scripts and keys add."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.delegations.cast import AMIR, a_body, a_delegate, a_delegation
from tests.people import People
from visits.delegations import actions, queries
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegateRole
from visits.kit.translated import Translated

LONG = "Jean-Baptiste Emmanuel Ramanantsoa Andrianampoinimerinatompokoindrindra"

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def delegation(session: Session, people: People) -> Delegation:
    """Two countries, a body, a liaison, a head in three scripts and a name that is very long."""
    made = a_delegation(
        session,
        people,
        title=Translated(en="Riyadh smart city delegation", ko="리야드 스마트시티 방문단"),
        bodies=[a_body(session).id],
        countries=[{"country": "SA", "planned": 14}, {"country": "JO", "planned": 2}],
        liaison_name="Noura Al-Harbi",
        liaison_email="noura.al-harbi@municipality.example.org",
        liaison_phone="+966501234567",
        notes="Parking for the bus",
    )
    a_delegate(session, made, **{**AMIR, "role": DelegateRole.HEAD})
    ids = [a_delegate(session, made, name).id for name in (LONG, "Sok")]
    actions.add_party(session, made, name=Translated(en="Engineers"), members=ids)
    session.commit()
    return made


def pages_of(session: Session, delegation: Delegation) -> list[str]:
    base = f"/office/delegations/{delegation.code}"
    delegate = queries.roster(session, delegation)[0].id
    party = queries.parties(session, delegation)[0].id
    endings = (
        "",
        "/edit",
        "/delete",
        "/delegates",
        "/delegates/new",
        "/delegates/order",
        f"/delegates/{delegate}",
        f"/delegates/{delegate}/replace",
        f"/delegates/{delegate}/remove",
        f"/delegates/{delegate}/place",
        "/delegates/table",
        "/parties",
        "/parties/new",
        f"/parties/{party}",
        f"/parties/{party}/delete",
    )
    return [f"{base}{ending}" for ending in endings]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_delegation_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    delegation: Delegation,
    in_turn: Callable[..., list[str]],
    language: str,
    size: tuple[int, int],
):
    people["coordinator"].language = language
    session.commit()
    window = open_window("coordinator", size=size, language=language)
    paths = in_turn(pages_of(session, delegation))
    faults = {path: list(faults_of(window, path, language)) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_delegation_is_opened_with_the_keyboard_alone(
    session: Session, open_window: Callable[..., Window], people: People
):
    window = open_window("coordinator")
    page = window.open("/office/delegations/new")
    page.get_by_label("English").first.focus()
    page.keyboard.type("Riyadh delegation")
    page.get_by_label("First day").fill("2099-03-02")
    page.get_by_label("Last day").fill("2099-03-03")
    page.locator("#countries-0-country").select_option("SA")
    page.locator("#countries-0-planned").fill("14")
    page.get_by_role("button", name="Add a country").press("Enter")
    expect(page.locator("#countries-1-country")).to_be_focused()
    page.locator("#countries-1-country").select_option("JO")
    page.locator("#countries-1-planned").fill("2")
    page.locator("#languages-0").select_option("ar")
    page.locator("#notes").focus()
    page.locator("#liaison_name").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Riyadh delegation")
    session.expire_all()
    made = queries.the_delegation(session, "2099-001")
    assert [(row.country, row.planned) for row in made.countries] == [("SA", 14), ("JO", 2)]


def test_the_name_is_joined_while_it_is_typed(
    open_window: Callable[..., Window], delegation: Delegation
):
    page = open_window("coordinator").open(f"/office/delegations/{delegation.code}/delegates/new")
    page.get_by_label("Family name").fill("Kim")
    page.get_by_label("Given names").fill("Haneul")
    expect(page.locator("output")).to_have_text("Haneul Kim")
    page.get_by_label("Order of the names").select_option("family_first")
    expect(page.locator("output")).to_have_text("Kim Haneul")
    expect(page.get_by_role("button", name="Show the name")).to_have_count(0)


def test_the_order_is_changed_with_the_keyboard(
    session: Session, open_window: Callable[..., Window], delegation: Delegation
):
    path = f"/office/delegations/{delegation.code}/delegates/order"
    page = open_window("coordinator").open(path)
    page.get_by_role("button", name="Sok up").press("Enter")
    expect(page.locator("main ol.list > li").nth(1)).to_contain_text("Sok")
    page.get_by_label("Place of Sok", exact=True).fill("3")
    page.get_by_label("Place of Sok", exact=True).press("Enter")
    expect(page.locator("main ol.list > li").nth(2)).to_contain_text("Sok")
    session.expire_all()
    names = [one.given_name for one in queries.roster(session, delegation)]
    assert names == ["Abdullah", LONG, "Sok"]
