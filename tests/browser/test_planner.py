"""Planning faster in a browser: a proposal is taken, the day shifted from a stop on; and every page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import (
    AT,
    TUESDAY,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_user,
    an_itinerary,
    wall,
)
from tests.people import People
from tests.planner.lines import a_head, a_line
from visits.conflicts.rules import Role
from visits.delegations.models import Delegation
from visits.itineraries import actions as itineraries
from visits.itineraries.models import Itinerary
from visits.kit.translated import Translated
from visits.planner import actions
from visits.planner.models import ProgrammeTemplate

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def template(session: Session) -> ProgrammeTemplate:
    """Two stops that nothing stands against."""
    site, by = a_site(session, "Library"), a_user(session)
    lines = [a_line("10:00", site=site), a_line("11:30", title=Translated(en="Talk"))]
    return actions.add_template(session, a_head("Half a day"), lines, by=by, at=AT)


@pytest.fixture
def visit(session: Session) -> Delegation:
    return a_delegation(session, ends_on=TUESDAY)


def test_a_proposal_is_taken_and_the_day_shifted_from_a_stop_on(
    session: Session,
    open_window: Callable[..., Window],
    template: ProgrammeTemplate,
    visit: Delegation,
):
    session.commit()
    page = open_window("coordinator", size=PHONE).open(
        f"/office/delegations/{visit.code}/itinerary"
    )
    page.get_by_text("Plan faster").click()
    page.get_by_role("link", name="Propose a programme").click()
    page.get_by_role("button", name="Propose", exact=True).click()
    page.get_by_role("button", name="Take this programme").click()
    expect(page.get_by_text("2 stops were added as ideas.")).to_be_visible()
    page.get_by_role("link", name="Shift from here Talk").click()
    page.get_by_label("Minutes", exact=True).fill("25")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="1 stop would move")).to_be_visible()
    page.get_by_role("button", name="Move these stops").click()
    expect(page.get_by_text("The stops were moved.")).to_be_visible()
    session.expire_all()
    (itinerary,) = session.query(Itinerary).all()
    assert [stop.starts for stop in itinerary.stops] == [wall("10:00"), wall("11:55")]


def pages_of(itinerary: Itinerary, source: Delegation, template: ProgrammeTemplate) -> list[str]:
    base = f"/office/delegations/{itinerary.delegation.code}/itinerary"
    uid = itinerary.stops[0].uid
    catalogue = f"/office/programme-templates/{template.id}"
    return [
        f"{base}/shift?since={uid}&minutes=10",
        f"{base}/propose?length=half_day",
        f"{base}/templates",
        f"{base}/templates/{template.id}",
        f"{base}/copy-visit",
        f"{base}/copy-visit/{source.code}?with_people=y",
        f"{base}/slots?minutes=60",
        f"{base}/keep-as-template",
        catalogue,
        f"{catalogue}/delete",
        f"{catalogue}/draft",
        f"{catalogue}/draft/head",
        f"{catalogue}/draft/stops/new",
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_planner_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    in_turn: Callable[..., list[str]],
    template: ProgrammeTemplate,
    language: str,
    size: tuple[int, int],
):
    itinerary, source = an_itinerary(session), an_itinerary(session)
    a_stop(session, itinerary, "10:30", "11:30", site=a_site(session))
    served = a_stop(session, source, site=a_site(session))
    itineraries.assign_person(session, served, a_person(session), Role.ESCORTS, at=AT)
    kept: Any = template.current
    actions.open_draft(session, template, kept, by=people["coordinator"], at=AT)
    people["coordinator"].language = language
    session.commit()
    window = open_window("coordinator", size=size, language=language)
    paths = in_turn(pages_of(itinerary, source.delegation, template))
    faults = {path: list(faults_of(window, path, language)) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}
