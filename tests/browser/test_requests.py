"""Visit requests in a browser: every page without fault, and a letter typed in by keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import a_site
from tests.intake.cast import AT, confirmed
from tests.people import People
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.intake.rules import RequestState

MOST_TABS = 60

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def request_of_lyon(app: Flask, session: Session, people: People) -> VisitRequest:
    """A site that is too small, a question that is open, a comment, an approval that is asked for."""
    site = a_site(session, "Big data centre", max_group=10, lead_days=10)
    made = confirmed(app, session, sites=[site.id], level=Level.MINISTER)
    officer = people["coordinator"]
    how: dict[str, Any] = {"by": officer, "links": app.extensions["links"], "at": AT}
    actions.ask(session, made, "Combien êtes-vous ?", **how)
    actions.comment(session, made, "Ask the centre first", by=officer, at=AT)
    actions.seek_approval(session, made, by=officer, at=AT)
    session.commit()
    return made


def pages_of(request: VisitRequest) -> list[str]:
    base = f"/office/requests/{request.code}"
    endings = (
        "",
        "/edit",
        "/ask",
        "/accept",
        "/decline",
        "/waitlist",
        "/redirect",
        "/withdraw",
        "/link",
        "/files",
        "/duplicate",
        f"/questions/{request.questions[0].id}/answer",
    )
    return ["/office/requests/", "/office/requests/new", *(f"{base}{ending}" for ending in endings)]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_request_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    request_of_lyon: VisitRequest,
    in_turn: Callable[..., list[str]],
    language: str,
    size: tuple[int, int],
):
    people["coordinator"].language = language
    session.commit()
    window = open_window("coordinator", size=size, language=language)
    paths = in_turn(pages_of(request_of_lyon))
    faults = {path: list(faults_of(window, path, language)) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {name}")


def test_a_letter_is_typed_in_with_the_keyboard_alone(
    session: Session, open_window: Callable[..., Window]
):
    page = open_window("coordinator").open("/office/requests/new")
    expect(page.get_by_label("How it came")).to_be_focused()
    letter = {
        "document_number": "MN-26/118",
        "subject": "몽골 울란바토르시 방문 요청",
        "country": "몽골",
        "people_said": "약 15명",
        "slots-0-said": "5월 중순",
        "purpose": "스마트시티 견학",
        "requester_name": "주한 몽골 대사관",
    }
    for name, words in letter.items():
        tab_to(page, name)
        page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("몽골 울란바토르시 방문 요청")
    (request,) = session.scalars(select(VisitRequest))
    assert (request.country, request.people, request.document_number) == ("MN", 15, "MN-26/118")
    assert request.slots[0].said == "5월 중순"


def test_an_officer_reads_the_letter_and_accepts(
    app: Flask, session: Session, people: People, open_window: Callable[..., Window]
):
    request = confirmed(app, session)
    session.commit()
    page = open_window("coordinator").open(f"/office/requests/{request.code}")
    page.get_by_role("link", name="Accept").click()
    expect(page.get_by_label("Letter", exact=True)).to_have_value(re.compile("12 mai 2027"))
    page.locator("[name=title-en]").fill("Training delegation")
    page.get_by_label("First day").fill("2027-05-13")
    page.get_by_label("Last day").fill("2027-05-14")
    page.get_by_role("button", name="Accept and open the delegation").click()
    expect(page.get_by_text("Nothing has been sent yet.")).to_be_visible()
    page.get_by_role("button", name="Accept and open the delegation").click()
    expect(page.get_by_role("link", name=f"Request {request.code}")).to_be_visible()
    session.expire_all()
    (delegation,) = session.scalars(select(Delegation))
    assert (delegation.starts_on.day, delegation.ends_on.day) == (13, 14)
    assert request.state is RequestState.ACCEPTED
