"""Follow-ups: added, found, kept, dropped; on the dashboard and on the page of a body."""

from datetime import timedelta

import pytest

from tests.factories import SEOUL, TUESDAY, a_delegation
from tests.outcomes.test_queries import a_body
from visits.delegations.models import DelegationBody
from visits.kit.clock import now
from visits.outcomes.models import FollowUp
from visits.outcomes.rules import FollowUpState

TODAY = now().astimezone(SEOUL).date()
LATE = TODAY - timedelta(days=40)


def rows(session) -> list[FollowUp]:
    session.expire_all()
    return list(session.query(FollowUp).order_by(FollowUp.id))


def titles(page) -> list[str]:
    return page.all("tbody th")


def test_a_promise_is_added_to_the_body_that_came(as_, session, people, delegation, stops):
    body = a_body(session)
    delegation.bodies = [DelegationBody(organisation=body)]
    page = as_("coordinator").page("outcomes.add_followup", code=delegation.code, stop=stops[0].id)
    page.submit(what="Send the data", details="All of March").follow()
    (row,) = rows(session)
    assert (row.what, row.details) == ("Send the data", "All of March")
    assert (row.responsible_id, row.organisation_id) == (people["coordinator"].id, body.id)
    assert (row.stop_id, row.state) == (stops[0].id, FollowUpState.OPEN)
    assert row.deadline > TODAY


def test_another_agency_may_be_responsible(as_, session, delegation):
    page = as_("coordinator").page("outcomes.add_followup", code=delegation.code)
    done = page.submit(
        what="Repair the road",
        responsible_id="",
        responsible_body="Road Division",
        deadline="2099-04-01",
        another="y",
    )
    assert done.location.endswith("/follow-ups/new")
    (row,) = rows(session)
    assert (row.responsible_id, row.responsible_name) == (None, "Road Division")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"what": ""}, {"what": ["This field is required."]}),
        ({"deadline": ""}, {"deadline": ["Not a valid date value."]}),
        (
            {"responsible_id": ""},
            {"responsible_id": ["Name one who is responsible: an officer or another agency."]},
        ),
        (
            {"responsible_body": "Road Division"},
            {"responsible_id": ["Name one who is responsible: an officer or another agency."]},
        ),
    ],
)
def test_a_promise_needs_its_words_a_day_and_one_who_is_responsible(
    as_, session, delegation, typed, errors
):
    page = as_("coordinator").page("outcomes.add_followup", code=delegation.code)
    page = page.submit(status=422, **{"what": "Send the data", **typed})
    assert page.errors == errors
    assert rows(session) == []


def test_it_is_kept_and_opened_again(as_, session, promised):
    row = promised()
    browser = as_("coordinator")
    page = browser.page("outcomes.followup", number=row.id).click("It was done")
    page = page.submit(reason="By e-mail").follow()
    assert "Kept" in page.text
    (row,) = rows(session)
    assert (row.state, row.reason, row.settled_on) == (FollowUpState.DONE, "By e-mail", TODAY)
    page.click("Open it again").submit().follow()
    (row,) = rows(session)
    assert (row.state, row.reason, row.settled_on) == (FollowUpState.OPEN, "", None)


def test_it_is_dropped_with_a_reason_alone(as_, session, promised):
    row = promised()
    page = as_("coordinator").page("outcomes.move_followup", number=row.id, move="drop")
    assert page.submit(status=422).errors == {"reason": ["This field is required."]}
    page.submit(reason="They found another way").follow()
    assert rows(session)[0].state is FollowUpState.DROPPED


def test_a_day_to_come_and_a_second_press_are_refused(as_, session, promised):
    row = promised()
    browser = as_("coordinator")
    page = browser.page("outcomes.move_followup", number=row.id, move="settle")
    tomorrow = (TODAY + timedelta(days=2)).isoformat()
    assert page.submit(on=tomorrow, status=422).errors == {"on": ["This day has not come yet."]}
    page.submit().follow()
    twice = page.submit(once="").follow()
    assert "not in a state for this any more" in twice.text
    browser.page("outcomes.move_followup", number=row.id, move="forget", status=404)


def test_a_stale_form_shows_both_versions(as_, session, promised):
    row = promised()
    opened = [
        as_(who).page("outcomes.edit_followup", number=row.id)
        for who in ("coordinator", "colleague")
    ]
    opened[0].submit(what="Send all data")
    assert "Send all data" in opened[1].submit(what="Send some data", status=409).text


def test_the_list_is_filtered(as_, session, people, promised):
    body = a_body(session)
    promised(what="Mine", deadline=LATE)
    promised(what="Theirs", responsible_body="Road Division", organisation_id=body.id)
    done = promised(what="Done", deadline=LATE)
    browser = as_("coordinator")
    browser.page("outcomes.move_followup", number=done.id, move="settle").submit()
    for query, found in [
        ({}, ["Mine", "Theirs"]),
        ({"mine": "y"}, ["Mine"]),
        ({"overdue": "y"}, ["Mine"]),
        ({"body": body.id}, ["Theirs"]),
        ({"state": "done"}, ["Done"]),
        ({"state": ""}, ["Mine", "Done", "Theirs"]),
        ({"state": "nonsense", "body": "x"}, ["Mine", "Done", "Theirs"]),
        ({"body": 999_999}, []),
    ]:
        assert titles(browser.page("outcomes.followups", **query)) == found, query
    assert as_("colleague").page("outcomes.followups", mine="y").has(".empty")


def test_the_list_comes_in_pages(as_, session, promised):
    for number in range(26):
        promised(what=f"Promise {number}", deadline=TUESDAY + timedelta(days=number))
    page = as_("viewer").page("outcomes.followups")
    assert len(titles(page)) == 25
    assert titles(page.click("Next")) == ["Promise 25"]


def test_the_list_is_read_at_a_constant_cost(as_, session, promised, queries_of):
    browser = as_("viewer")
    promised(organisation_id=a_body(session).id)
    browser.page("outcomes.followups")
    few = queries_of(lambda: browser.page("outcomes.followups"))
    for number in range(3):
        promised(of=a_delegation(session), organisation_id=a_body(session, f"Body {number}").id)
    assert queries_of(lambda: browser.page("outcomes.followups")) == few


def test_what_falls_due_stands_on_the_dashboard(as_, session, people, delegation, promised):
    promised(what="Send the data", deadline=TODAY)
    promised(what="Far away", deadline=TUESDAY)
    page = as_("coordinator").page("home.dashboard")
    assert page.all("section[aria-labelledby=promises] li a") == [
        "Send the data",
    ]
    assert not as_("colleague").page("home.dashboard").has("section[aria-labelledby=promises]")
    everybody = as_("colleague").page("home.dashboard", whose="all")
    assert everybody.has("section[aria-labelledby=promises]")


def test_the_page_of_a_body_remembers_its_promises(as_, session, promised):
    body = a_body(session)
    promised(what="Send the data", organisation_id=body.id, deadline=LATE)
    kept = promised(what="Name a contact", organisation_id=body.id)
    browser = as_("coordinator")
    browser.page("outcomes.move_followup", number=kept.id, move="settle").submit()
    page = browser.page("organisations.show", number=body.id)
    assert page.all("section[aria-labelledby=promises] h3") == [
        "1 promise is open",
        "1 promise was kept",
    ]
    assert "Overdue" in page.text
    assert page.click("All follow-ups").all("tbody th") == ["Send the data"]


def test_a_promise_that_is_not_there_is_a_404(as_):
    as_("coordinator").page("outcomes.followup", number=4711, status=404)
