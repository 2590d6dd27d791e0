"""An officer takes the plan of a week and the sentence for the press along; anybody reads the figures."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.window import DESKTOP, PHONE
from tests.factories import a_delegation, a_site, a_stop, an_itinerary
from visits.delegations.models import DelegationCountry
from visits.delegations.rules import DelegationState
from visits.kit.translated import Translated

NARROWEST = 320
WEEK = "/office/figures/weekly?day=2099-03-03"
REPORT = "/office/figures/reports?period=2024-H1"

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def visits(session):
    """One in a half-year that is over, one in a week ahead with a programme."""
    spring = date(2024, 5, 14)
    past = a_delegation(session, starts_on=spring, ends_on=spring, state=DelegationState.CLOSED)
    past.countries = [
        DelegationCountry(country=code, planned=people)
        for code, people in (("MN", 12), ("NP", 1), ("LK", 2), ("KE", 4))
    ]
    ahead = a_delegation(
        session, title=Translated(en="Delegation of Riyadh"), state=DelegationState.CONFIRMED
    )
    site = a_site(session, "Arboretum")
    a_stop(session, an_itinerary(session, ahead), title=Translated(en="Garden"), site=site)
    session.commit()


def test_the_plan_and_the_sentence_are_copied(session, open_window, visits):
    window = open_window("coordinator", size=DESKTOP)
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.open(WEEK)
    page.get_by_text("Table to paste into a document").click()
    page.get_by_role("button", name="Copy the table").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert "10:00–11:00" in page.evaluate("navigator.clipboard.readText()")
    page = window.open(REPORT)
    page.get_by_role("button", name="Copy the sentence").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "2024년 상반기에 4개국 19명이 세종시를 찾았다."
    )


@pytest.mark.parametrize("language", ["ko", "en", "ar"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", [WEEK, REPORT, "/{}/figures?period=2024-H1"])
def test_no_page_has_a_fault(session, open_window, people, visits, language, size, path):
    people["viewer"].language = language
    session.commit()
    window = open_window("viewer", size=size, language=language)
    page = window.open(path.format(language))
    assert window.axe() == []
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    assert not window.scrolls_sideways()
