"""Several press at the same moment: one checklist, one name at what is done, nothing lost."""

import pytest

from tests.delegations.test_races import WRITERS, at_once, cookies_of, fields
from tests.factories import AT, a_delegation
from visits.audit.models import AuditEntry
from visits.delegations.rules import Level
from visits.reception import queries as reception
from visits.tasks import actions, queries
from visits.tasks.rules import TaskKind, TaskState, kinds_at


@pytest.fixture
def delegation(session):
    return a_delegation(session, level=Level.DIRECTOR)


def test_a_checklist_drawn_up_four_times_at_once_is_one(app, session, as_, delegation):
    browser = as_("coordinator")
    path = browser.url("tasks.draw_up", code=delegation.code)
    page = browser.page("tasks.checklist", code=delegation.code)
    answers = at_once(
        app,
        path,
        cookies_of(browser),
        [fields(page)] * WRITERS,
    )
    assert answers == [302] * WRITERS
    session.expire_all()
    kinds = [task.kind for task in queries.tasks_of(session, delegation.id)]
    assert sorted(kinds) == sorted(kinds_at(Level.DIRECTOR))


def test_a_task_ticked_four_times_at_once_is_done_once(app, session, as_, delegation):
    actions.draw_up(session, delegation, at=AT)
    gifts = next(
        one for one in queries.tasks_of(session, delegation.id) if one.kind is TaskKind.GIFTS
    )
    browser = as_("coordinator")
    form = f"#task-{gifts.id} form[action$=done]"
    path = browser.url("tasks.tick", code=delegation.code, number=gifts.id, state="done")
    page = browser.page("tasks.checklist", code=delegation.code)
    answers = at_once(
        app,
        path,
        cookies_of(browser),
        [fields(page, form)] * WRITERS,
    )
    assert answers == [302] * WRITERS
    session.expire_all()
    assert queries.the_task(session, delegation, gifts.id).state is TaskState.DONE
    told = session.query(AuditEntry).filter_by(subject_kind="Task", action="changed").count()
    assert told == 1


def test_of_four_first_budgets_at_once_one_is_saved_and_the_others_are_shown_it(
    app, session, as_, delegation
):
    browser = as_("coordinator")
    page = browser.page("reception.edit_budget", code=delegation.code)
    page = page.submit(status=200, add="lines")
    bodies = [
        {
            **fields(page),
            "once": f"{number}" * 32,
            "lines-0-label": f"Lunch {number}",
            "lines-0-planned": "1000",
        }
        for number in range(WRITERS)
    ]
    answers = at_once(app, page.path, cookies_of(browser), bodies)
    assert answers == [302, *[409] * (WRITERS - 1)]
    session.expire_all()
    assert len(reception.budget_of(session, delegation.id)) == 1


def test_a_proposed_text_taken_over_four_times_at_once_stands_once(app, session, as_, delegation):
    browser = as_("coordinator")
    path = browser.url("reception.take_over", code=delegation.code)
    page = browser.page("reception.protocol", code=delegation.code)
    answers = at_once(
        app,
        path,
        cookies_of(browser),
        [fields(page, "#gifts form")] * WRITERS,
    )
    assert answers == [302] * WRITERS
    session.expire_all()
    assert len(reception.protocol_of(session, delegation.id).entries) == 1
