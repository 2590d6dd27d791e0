"""Two agendas in Chromium, from the file to the programme: what is read, what is asked, what stands."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.agendas.cast import FILES, FIRST, LAST, expected_of
from tests.browser.window import PHONE, Window
from tests.factories import SEOUL, a_delegation, a_site
from tests.people import People
from visits.itineraries.models import Stop
from visits.kit.translated import Translated

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def site(session: Session) -> Any:
    site = a_site(session, slug="urban-information-centre")
    site.name = Translated(ko="도시통합정보센터", en="Urban Integrated Information Centre")
    return site


def stops_of(session: Session) -> list[tuple[str, str, str, int | None]]:
    """Day, start and end by the city's clock, and site, in order."""
    session.expire_all()
    return [
        (
            f"{stop.starts.astimezone(SEOUL):%Y-%m-%d}",
            f"{stop.starts.astimezone(SEOUL):%H:%M}",
            f"{stop.ends.astimezone(SEOUL):%H:%M}",
            stop.site_id,
        )
        for stop in session.scalars(select(Stop).order_by(Stop.starts))
    ]


@pytest.mark.parametrize(
    ("name", "language", "size"),
    [("ministry_visit.xlsx", "en", (1280, 900)), ("city_paper_ko.csv", "ar", PHONE)],
    ids=["workbook", "text"],
)
def test_an_agenda_becomes_a_programme(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    site: Any,
    name: str,
    language: str,
    size: tuple[int, int],
):
    delegation = a_delegation(session, starts_on=FIRST, ends_on=LAST)
    people["coordinator"].language = language
    session.commit()
    window = open_window("coordinator", size=size, language=language)
    page = window.open(f"/office/delegations/{delegation.code}/programme/import")
    assert window.axe() == []
    page.locator("#table").set_input_files(FILES / name)
    page.locator("main form.panel button[type=submit]").click()
    expected = expected_of(name)
    expect(page.locator(".figure-value").first).to_have_text(str(len(expected)))
    expect(page.locator(".figure-value").nth(1)).to_have_text("0")
    assert (window.axe(), window.scrolls_sideways()) == ([], False)
    assert stops_of(session) == []
    page.locator("button[name=take]").click()
    expect(page.locator(".flashes .callout")).to_have_count(1)
    known = {"urban-information-centre": site.id}
    assert stops_of(session) == [
        (day, starts, ends, known.get(slug)) for _, day, starts, ends, _, slug, *_ in expected
    ]
