"""What hosts and people of ours find after signing in: their own, and nothing else."""

import subprocess
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories import (
    AT,
    TUESDAY,
    a_contact,
    a_person,
    a_site,
    a_stop,
    an_itinerary,
)
from tests.hosting.cast import an_asked_stop, requests
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions, queries
from visits.itineraries.rules import Consent
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.sites.models import Closure


@pytest.fixture
def mine(session, people):
    """A contact whose account is the host's."""
    return a_contact(session, a_site(session), user_id=people["host"].id)


def test_a_host_lands_on_their_sites(session, as_, mine):
    stop, _ = an_asked_stop(session, contact=mine)
    an_asked_stop(session)
    page = as_("host").page("home.dashboard", status=302).follow()
    assert page.h1 == "Arboretum"
    assert page.all("nav.side a")[:1] == ["My sites"]
    assert len(page.all("article")) == 1
    answered = page.submit("article form").follow()
    assert answered.all(".flashes .callout") == [
        "Thank you. The office knows that you receive the group."
    ]
    session.expire_all()
    assert stop.status is StopStatus.CONFIRMED


def test_a_host_answers_otherwise_on_a_page_of_its_own(session, as_, mine):
    stop, _ = an_asked_stop(session, contact=mine)
    page = as_("host").page("hosting.my_sites").click("For fewer people")
    assert page.submit(status=422).all(".error-summary li") == [
        "At most how many people: Say how many people you can receive."
    ]
    page.submit(most_people="5")
    session.expire_all()
    assert requests(session, stop) == ["countered"]


def test_the_site_of_another_is_not_there(session, as_, mine):
    an_asked_stop(session, contact=mine)
    other = as_("outsider")
    assert other.page("hosting.my_sites").h1 == "My sites"
    slug, day = mine.site.slug, str(TUESDAY)
    other.page("hosting.answer_as_host", number=1, said="confirmed", status=404)
    other.page("hosting.day_sheet", slug=slug, written=day, status=404)
    other.page("hosting.my_closures", slug=slug, status=404)
    other.page("hosting.list_of_my_site", slug=slug, kind="pdf", status=404)


def test_a_day_sheet_holds_the_day(session, as_, mine):
    an_asked_stop(session, contact=mine)
    browser = as_("host")
    page = browser.page("hosting.day_sheet", slug=mine.site.slug, written=str(TUESDAY))
    assert page.all("main h2") == ["10:00–11:00 Provisional"]
    tomorrow = TUESDAY + timedelta(days=1)
    empty = browser.page("hosting.day_sheet", slug=mine.site.slug, written=str(tomorrow))
    assert empty.all("main h2") == ["No visit is planned on this day."]
    browser.page("hosting.day_sheet", slug=mine.site.slug, written="soon", status=404)


def test_a_host_closes_and_opens_the_own_site(session, as_, mine):
    stop, _ = an_asked_stop(session, contact=mine)
    page = as_("host").page("hosting.my_closures", slug=mine.site.slug)
    typed = {"first": str(TUESDAY), "last": str(TUESDAY), "reason-ko": "점검"}
    page = page.submit("main form.form", **typed).follow()
    assert len(page.all("[aria-labelledby=closures] li")) == 1
    found = [one.finding.code.value for one in queries.open_findings(session, stop.itinerary)]
    assert "SITE_CLOSURE" in found
    closure = session.query(Closure).one()
    assert closure.source == mine.name
    page.submit("[aria-labelledby=closures] form")
    assert session.query(Closure).count() == 0


def is_landscape(paper):
    """Ten columns need the wide side of the page."""
    done = subprocess.run(["pdfinfo", "-"], input=paper, capture_output=True, check=True)  # noqa: S607
    return b"841.89 x 595.276 pts (A4)" in done.stdout


def test_a_list_of_visits_is_one_click_for_host_and_office(session, as_, mine, browser, token_of):
    an_asked_stop(session, contact=mine)
    slug = mine.site.slug
    for someone, endpoint, more in (
        (as_("host"), "hosting.list_of_my_site", {}),
        (as_("viewer"), "hosting.list_of_site", {}),
        (browser, "hosting.list_by_link", {"lang": "en", "token": token_of(mine)}),
    ):
        where = {"slug": slug, "month": "2099-03", **more}
        paper = someone.fetch("GET", someone.url(endpoint, kind="pdf", **where))
        assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")
        assert is_landscape(paper.data)
        table = someone.fetch("GET", someone.url(endpoint, kind="xlsx", **where))
        rows = list(load_workbook(BytesIO(table.data)).active.values)
        assert rows[0][0] == "Visits at Arboretum, Sun, Mar 1 – Tue, Mar 31, 2099"
        assert rows[-1][:2] == ("Tue, Mar 3, 2099", "10:00–11:00")
        assert 9 in rows[-1]
    where = {"lang": "en", "token": token_of(mine), "slug": a_site(session).slug, "kind": "pdf"}
    assert browser.fetch("GET", browser.url("hosting.list_by_link", **where)).status_code == 404


def test_the_load_of_a_month_counts_what_takes_place(session, as_, mine):
    soon = now().replace(microsecond=0) + timedelta(days=1)
    values = {"starts": soon, "ends": soon + timedelta(hours=1)}
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=mine.site)
    actions.move_stop(session, stop, **values, at=AT)
    page = as_("host").page("hosting.my_sites")
    assert page.all("[aria-labelledby=load] tbody td") == ["Arboretum", "1", "9"]


# -- people of ours --------------------------------------------------------------------------------


@pytest.fixture
def duty(session, people):
    """The interpreter of the cast is asked to interpret."""
    person = a_person(session, "Amal Haddad", user_id=people["interpreter"].id)
    itinerary = an_itinerary(session, title=Translated(en="Lima delegation"))
    stop = a_stop(session, itinerary, site=a_site(session), public_note=Translated(en="Bring it"))
    return actions.assign_person(session, stop, person, Role.INTERPRETS, at=AT)


def test_an_interpreter_lands_on_their_assignments(session, as_, duty):
    page = as_("interpreter").page("home.dashboard", status=302).follow()
    assert page.h1 == "My assignments"
    assert page.all(".callout") == ["1 assignment waits for your answer."]
    assert page.all("article h3") == ["10:00–11:00 A visit"]
    assert page.all("article dt") == [
        "Where",
        "Delegation",
        "People",
        "Language",
        "Note for guests",
        "Whom to call",
    ]


@pytest.mark.parametrize(
    ("button", "said"), [(0, Consent.CONSENTED), (1, Consent.DECLINED)], ids=["yes", "no"]
)
def test_yes_and_no_are_noted(session, as_, duty, button, said):
    page = as_("interpreter").page("hosting.my_duties")
    action = page.soup.select("article form")[button]["action"]
    page.submit(f'form[action="{action}"]')
    session.expire_all()
    assert duty.consent is said


def test_a_no_takes_a_second_step(as_, duty):
    page = as_("interpreter").page("hosting.my_duties")
    no = page.one("article details")
    assert no.summary.get_text().startswith("No, I cannot")
    assert no.form["action"].endswith("/declined")
    assert no.form.button.get_text().startswith("Really decline")
    assert not any(
        form["action"].endswith("/declined") for form in page.soup.select("article > .buttons form")
    )


def test_the_assignment_of_another_is_not_there(session, as_, duty):
    other = actions.assign_person(session, duty.stop, a_person(session), Role.ESCORTS, at=AT)
    browser = as_("interpreter")
    assert len(browser.page("hosting.my_duties").all("article")) == 1
    path = browser.url("hosting.say_of_duty", number=other.id, said="declined")
    token = browser.page("hosting.my_duties").soup.select("article [name=csrf_token]")[0]
    answer = browser.fetch("POST", path, data={"csrf_token": token["value"]})
    assert answer.status_code == 404


def test_what_is_only_planned_is_nobodys_business_yet(session, as_, people):
    person = a_person(session, user_id=people["interpreter"].id)
    stop = a_stop(session, an_itinerary(session), move=None)
    actions.assign_person(session, stop, person, Role.INTERPRETS, at=AT)
    assert as_("interpreter").page("hosting.my_duties").all("article") == []


def test_assignments_are_taken_along_as_a_calendar_file(session, as_, duty):
    browser = as_("interpreter")
    page = browser.page("hosting.my_duties")
    file = browser.fetch("GET", page.one(".heading a[href$='my-duties.ics']")["href"])
    lines = file.text.split("\r\n")
    assert f"UID:{duty.stop.uid}" in lines
    assert "SUMMARY;LANGUAGE=en:[To be confirmed] Lima delegation · A visit" in lines
    actions.unassign(session, duty, at=AT)
    gone = browser.fetch("GET", browser.url("calendars.my_duties"))
    assert "STATUS:CANCELLED" in gone.text.split("\r\n")


def test_an_account_without_a_person_has_no_calendar_file(session, as_):
    browser = as_("interpreter")
    assert browser.fetch("GET", browser.url("calendars.my_duties")).status_code == 404


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1000-01", "x"])
def test_a_month_that_nobody_plans_is_this_one(session, as_, mine, month):
    browser = as_("host")
    heading = "[aria-labelledby=month] h2"
    this_one = browser.page("hosting.my_sites").all(heading)
    assert browser.page("hosting.my_sites", month=month).all(heading) == this_one


def test_a_day_that_nobody_plans_has_no_sheet(session, as_, mine):
    where = {"slug": mine.site.slug, "written": "9999-12-31"}
    as_("host").page("hosting.day_sheet", **where, status=404)
