"""What the page of a body remembers: visits and who came, requests, papers, in one order."""

from datetime import date, timedelta

import pytest

from tests.factories import AT, a_delegate, a_delegation
from tests.intake.cast import sent
from tests.organisations.cast import a_body
from visits.delegations.models import DelegationBody
from visits.delegations.rules import DelegateRole
from visits.kit.translated import Translated
from visits.papers import actions as papers
from visits.papers.rules import Direction, Disclosure, PaperKind

FIRST = date(2025, 3, 4)


def a_visit(session, body, days=0, **facts):
    day = FIRST + timedelta(days=days)
    given = {"starts_on": day, "ends_on": day, "title": Translated(en=f"Visit after {days}")}
    visit = a_delegation(session, **{**given, **facts})
    visit.bodies = [DelegationBody(organisation_id=body.id)]
    session.commit()
    return visit


def a_paper(session, subject, dated_on, title="Letter of request"):
    facts = {
        "direction": Direction.RECEIVED,
        "kind": PaperKind.REQUEST,
        "title": title,
        "dated_on": dated_on,
        "disclosure": Disclosure.OPEN,
    }
    paper = papers.register(session, facts, subject=subject, files=[], by="Kim", at=AT)
    session.commit()
    return paper


@pytest.fixture
def ministry(session):
    return a_body(session)


def shown(page):
    return page.all(".timeline > li > p > strong")


def test_visits_requests_and_papers_stand_in_one_order(session, app, ministry, as_):
    visit = a_visit(session, ministry, 10)
    a_paper(session, ("organisation", ministry.id), FIRST, "Greeting")
    a_paper(session, ("delegation", visit.id), FIRST + timedelta(days=20), "Result")
    request = sent(app, session)
    request.organisation_id = ministry.id
    page = as_("viewer").page("organisations.show", number=ministry.id)
    assert shown(page) == [
        f"{request.code} {request.subject}",
        "Result",
        "Visit after 10",
        "Greeting",
    ]


def test_who_came_is_told_to_those_who_may_know(session, ministry, as_):
    visit = a_visit(session, ministry)
    a_delegate(session, visit, family_name="Sok", given_name="Dara", role=DelegateRole.HEAD)
    a_delegate(session, visit, family_name="Chan", given_name="Bopha")
    page = as_("coordinator").page("organisations.show", number=ministry.id)
    assert page.all(".timeline details li") == ["Dara Sok", "Bopha Chan"]
    viewed = as_("viewer").page("organisations.show", number=ministry.id)
    assert not viewed.has(".timeline details")
    assert "Head: Dara Sok" in viewed.text
    assert "Bopha" not in viewed.text


def test_what_parts_did_and_what_it_brought_is_its_memory(session, ministry, as_):
    department = a_body(session, "Department of Roads", parent_id=ministry.id)
    a_visit(session, department, 1, title=Translated(en="Roads"))
    a_delegation(session, referrer=ministry, title=Translated(en="Guests of others"))
    page = as_("viewer").page("organisations.show", number=ministry.id)
    assert sorted(shown(page)) == ["Guests of others", "Roads"]
    assert "brought by this organisation" in page.text
    assert "Department of Roads" in page.all(".timeline")[0]


def test_an_empty_memory_says_so(ministry, as_):
    page = as_("viewer").page("organisations.show", number=ministry.id)
    assert "Nobody has come from here or been sent by it yet." in page.text


def test_a_long_memory_has_pages(session, ministry, as_):
    for n in range(30):
        a_visit(session, ministry, n)
    first = as_("viewer").page("organisations.show", number=ministry.id)
    second = first.click("Next")
    assert shown(first) == [f"Visit after {n}" for n in range(29, 4, -1)]
    assert shown(second) == [f"Visit after {n}" for n in range(4, -1, -1)]
    assert shown(second.click("Previous")) == shown(first)


def test_the_number_of_queries_does_not_grow(session, ministry, as_, queries_of):
    browser, number = as_("coordinator"), ministry.id

    def look():
        browser.page("organisations.show", number=number)

    for n in range(3):
        a_delegate(session, a_visit(session, ministry, n))
    look()
    few = queries_of(look)
    for n in range(3, 20):
        a_delegate(session, a_visit(session, ministry, n))
    assert queries_of(look) == few
