"""The liaison's roster on a phone: a table of sixty with three bad rows is brought and mended."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import AT, a_delegate, a_delegation
from visits.access.rules import LinkKind
from visits.delegations import queries
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegateRole
from visits.kit.sheets.writing import Sheet, workbook

LONG = "Jean-Baptiste Emmanuel Ramanantsoa Andrianampoinimerinatompokoindrindra"
NARROWEST = 320
HEADER = ("Family name", "Given names", "Nationality", "Position", "Day of arrival", "Meals")

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def path_of(session: Session, app: Flask) -> Callable[..., str]:
    """The liaison's page of a delegation, and steps below it."""

    def made(delegation: Delegation, lang: str = "en", step: str = "") -> str:
        keeper = app.extensions["links"]
        subject = ("delegation", delegation.id)
        link = keeper.standing(session, LinkKind.LIAISON, subject, language="en", at=AT)
        session.commit()
        return f"/{lang}/liaison/{keeper.token(link)}{step}"

    return made


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Sixty people; a country that there is not, a day that is none, a row without a name."""
    rows = [(f"Family{n}", f"Given{n}", "SA", "Engineer", "2099-03-02", "Halal") for n in range(60)]
    rows[10] = ("Sok", "Dara", "Atlantis", "", "", "")
    rows[20] = ("Sok", "Chan", "KH", "", "some day", "")
    rows[30] = ("", "", "", "Engineers", "", "")
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook([Sheet(title="People", headers=HEADER, rows=rows)]))
    return file


def faults_of(window: Window) -> list[str]:
    faults = window.axe()
    usual = window.page.viewport_size
    window.page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    faults += ["it scrolls sideways"] if window.scrolls_sideways() else []
    window.page.set_viewport_size(usual)
    return faults


def test_sixty_people_come_from_a_table_with_three_bad_rows(
    session: Session,
    open_window: Callable[..., Window],
    path_of: Callable[..., str],
    table: Path,
):
    delegation = a_delegation(session, planned=60)
    window = open_window(size=PHONE)
    page = window.open(path_of(delegation))
    page.get_by_role("link", name="Import from a spreadsheet").click()
    assert faults_of(window) == []
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="3 rows need correction")).to_be_visible()
    assert faults_of(window) == []
    assert queries.roster(session, delegation) == []
    page.get_by_label("Nationality").last.select_option(label="Cambodia")
    page.get_by_label("Day of arrival").last.fill("2099-03-02")
    page.get_by_label("Skip this row").last.check()
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_role("button", name="Import 59 delegates")).to_be_visible()
    assert faults_of(window) == []
    page.get_by_role("button", name="Import 59 delegates").click()
    expect(page.get_by_text("59 delegates were imported.")).to_be_visible()
    assert faults_of(window) == []
    session.expire_all()
    people = {one.given_name: one for one in queries.roster(session, delegation)}
    assert len(people) == 59
    assert people["Dara"].nationality == "KH"
    assert people["Chan"].arrival_on == date(2099, 3, 2)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("lang", ["ko", "en", "ar"])
def test_no_page_of_the_liaison_has_a_fault(
    session: Session,
    open_window: Callable[..., Window],
    path_of: Callable[..., str],
    in_turn: Callable[..., list[str]],
    size: tuple[int, int],
    lang: str,
):
    delegation = a_delegation(session, planned=3)
    head = a_delegate(session, delegation, role=DelegateRole.HEAD, native_name="نورة الحربي")
    a_delegate(session, delegation, given_name=LONG, meal_needs=("halal",))
    window = open_window(size=size, language=lang)
    one = f"/delegates/{head.id}"
    steps = ("", "/delegates/new", one, f"{one}/replace", f"{one}/remove", f"{one}/place")
    faults = {}
    for step in in_turn((*steps, "/delegates/order", "/delegates/table")):
        window.open(path_of(delegation, lang, step))
        faults[step] = faults_of(window)
    assert {step: found for step, found in faults.items() if found} == {}
