"""Tasks over all visits, and on the dashboard: overdue first."""

from datetime import date, timedelta

import pytest

from tests.factories import AT, SEOUL, a_delegation
from visits.delegations.rules import DelegationState
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.tasks import actions
from visits.tasks.rules import TaskState

TODAY = now().astimezone(SEOUL).date()


@pytest.fixture
def delegation(session, people):
    return a_delegation(session, lead=people["coordinator"], title=Translated(en="Housing"))


@pytest.fixture
def task(session, delegation):
    """`task("Order flowers", -1)`: due yesterday."""

    def make(title, days, of=None, **facts):
        given = {"due_on": TODAY + timedelta(days=days), "officer_id": None, "note": ""}
        return actions.add(session, of or delegation, {"title": title, **given, **facts}, at=AT)

    return make


def titles(page):
    return [node.get_text() for node in page.soup.select("main li.row a[href*='/tasks/'] bdi")]


def test_my_tasks_are_those_i_own_and_those_of_visits_that_i_lead(session, as_, people, task):
    colleague = people["colleague"]
    theirs = a_delegation(session, lead=colleague)
    task("Mine", 1)
    task("Given to a colleague", 1, officer_id=colleague.id)
    task("Theirs", 1, of=theirs)
    task("Given to me", 2, of=theirs, officer_id=people["coordinator"].id)
    browser = as_("coordinator")
    assert titles(browser.page("tasks.index")) == ["Mine", "Given to me"]
    assert len(titles(browser.page("tasks.index", whose="all"))) == 4
    assert titles(browser.page("tasks.index", whose=colleague.id)) == [
        "Given to a colleague",
        "Theirs",
    ]


def test_a_reader_sees_everybodys(as_, task):
    task("Mine", 1)
    page = as_("viewer").page("tasks.index")
    assert [node.get_text() for node in page.soup.select("main li.row > div > bdi")] == ["Mine"]


def test_the_list_shows_what_is_overdue_done_or_not_needed(session, as_, people, task):
    task("Late", -2)
    task("Soon", 2)
    done, off = task("Done", 1), task("Off", 1)
    actions.settle(session, done, TaskState.DONE, by=people["coordinator"], at=AT)
    actions.settle(session, off, TaskState.NOT_NEEDED, by=people["coordinator"], at=AT)
    browser = as_("coordinator")
    shown = {
        name: titles(browser.page("tasks.index", shown=name))
        for name in ("open", "overdue", "done", "not_needed", "nonsense")
    }
    assert shown == {
        "open": ["Late", "Soon"],
        "overdue": ["Late"],
        "done": ["Done"],
        "not_needed": ["Off"],
        "nonsense": ["Late", "Soon"],
    }


def test_tasks_of_a_cancelled_visit_are_nobodys(session, as_, task, delegation):
    task("Mine", 1)
    delegation.state = DelegationState.CANCELLED
    assert as_("coordinator").page("tasks.index").has(".empty")


def test_ticking_leads_back_to_the_list(as_, task):
    row = task("Mine", 1)
    page = as_("coordinator").page("tasks.index", whose="all")
    answered = page.submit(f"#task-{row.id} form[action$=done]")
    assert answered.location == "/office/tasks/?whose=all"


def test_ticking_leads_nowhere_else(as_, task):
    row = task("Mine", 1)
    page = as_("coordinator").page("tasks.index")
    answered = page.submit(f"#task-{row.id} form[action$=done]", next="//evil.example.org")
    assert answered.location == f"/office/delegations/{row.delegation.code}/tasks"


def test_the_list_turns_pages_both_ways(as_, task):
    for number in range(30):
        task(f"Task {number:02}", number)
    first = as_("coordinator").page("tasks.index")
    second = first.click("Next")
    assert len(titles(first)) == 25
    assert titles(second) == [f"Task {number}" for number in range(25, 30)]
    assert titles(second.click("Previous")) == titles(first)


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_of_many_costs_what_a_list_of_one_costs(as_, queries_of, task, many):
    for number in range(many):
        task(f"Task {number}", number)
    browser = as_("coordinator")
    browser.page("tasks.index")
    assert queries_of(lambda: browser.page("tasks.index")) == 3


def test_the_dashboard_shows_what_is_overdue_and_due_this_week(as_, task):
    task("Soon", 7)
    task("Late", -2)
    task("Next week", 8)
    page = as_("coordinator").page("home.dashboard")
    assert page.all("#task-2 .badge") == ["Overdue"]
    assert [node.get_text() for node in page.soup.select("[id^=task-] a bdi")][::2] == [
        "Late",
        "Soon",
    ]


def test_what_is_due_today_says_so(as_, task):
    task("Today", 0)
    assert as_("coordinator").page("tasks.index").all("main li .badge") == ["Today"]


def test_a_day_says_its_weekday(as_, task):
    row = task("Order flowers", 0, due_on=date(2099, 2, 27))
    page = as_("coordinator").page("tasks.index")
    assert "Fri, Feb 27, 2099" in page.one(f"#task-{row.id}").get_text()
