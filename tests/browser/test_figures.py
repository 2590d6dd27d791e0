"""The head of division reads the figures: chooses what tells them apart, opens a number, copies."""

import pytest
from playwright.sync_api import expect

from tests.browser.window import DESKTOP, PHONE
from tests.factories import a_delegation
from visits.delegations.models import DelegationCountry
from visits.delegations.rules import DelegationState
from visits.kit.translated import Translated

NARROWEST = 320
YEAR = "/office/figures/?first=2099-01-01&last=2099-12-31"

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def visits(session):
    visit = a_delegation(
        session,
        planned=18,
        title=Translated(en="Delegation of Riyadh"),
        state=DelegationState.CLOSED,
        themes=("smart city", "=1+1"),
    )
    visit.countries.append(DelegationCountry(country="SG", planned=3))
    session.commit()


def test_a_number_is_looked_into_and_the_table_is_copied(session, open_window, visits):
    window = open_window("approver", size=DESKTOP)
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.open(YEAR)
    expect(page.get_by_role("img", name="Map of the world")).to_be_visible()
    page.get_by_role("link", name="By theme").click()
    page.get_by_role("button", name="Copy the table").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert "smart city\t21\t0" in pasted
    assert "'=1+1\t21\t0" in pasted
    page.get_by_role("row", name="smart city").get_by_role("link", name="21").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("smart city")
    page.get_by_role("link", name="Delegation of Riyadh").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Delegation of Riyadh")


def test_the_map_draws_dots_and_countries(session, open_window, visits):
    page = open_window("viewer", size=DESKTOP).open(YEAR)
    widths = page.locator(".world-country").evaluate_all(
        "shapes => shapes.map(shape => shape.getBoundingClientRect().width)"
    )
    assert len(widths) == 2
    assert widths[0] > widths[1] > 0


@pytest.mark.parametrize("language", ["ko", "en", "ar"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", [YEAR, YEAR.replace("/?", "/delegations?")])
def test_the_figures_have_no_fault(session, open_window, people, visits, language, size, path):
    people["viewer"].language = language
    session.commit()
    window = open_window("viewer", size=size, language=language)
    page = window.open(path)
    assert window.axe() == []
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    assert not window.scrolls_sideways()
