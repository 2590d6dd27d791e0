"""The checklist of a delegation: drawn up by a press, ticked off, typed freely."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import AT, a_delegation, a_user
from visits.access.rules import Role
from visits.delegations import actions as delegations
from visits.delegations.rules import Level
from visits.kit.errors import InUse, Refused
from visits.tasks import actions, queries
from visits.tasks.rules import TaskKind, TaskState, kinds_at

K = TaskKind
LATER = datetime(2099, 2, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def delegation(session):
    return a_delegation(session, level=Level.DIRECTOR)


def kinds_of(session, delegation):
    return {task.kind for task in queries.tasks_of(session, delegation.id)}


def the(session, delegation, kind):
    return next(one for one in queries.tasks_of(session, delegation.id) if one.kind is kind)


OWN = {"title": "Order flowers", "due_on": date(2099, 2, 27), "officer_id": None, "note": ""}

# -- drawing up ------------------------------------------------------------------------------------


def test_a_checklist_has_what_the_level_asks_for(session, delegation):
    assert actions.draw_up(session, delegation, at=AT) == actions.Drawn(19, 0)
    assert kinds_of(session, delegation) == set(kinds_at(Level.DIRECTOR))
    assert {task.owner for task in queries.tasks_of(session, delegation.id)} == {delegation.lead}


def test_drawn_up_twice_it_is_the_same(session, delegation):
    actions.draw_up(session, delegation, at=AT)
    assert actions.draw_up(session, delegation, at=LATER) == actions.Drawn(0, 0)


def test_another_level_adds_and_takes_off_only_what_nobody_touched(session, delegation):
    actions.draw_up(session, delegation, at=AT)
    gifts, table = the(session, delegation, K.GIFTS), the(session, delegation, K.TABLE)
    actions.revise(session, gifts, {"note": "Ordered"})
    actions.settle(session, table, TaskState.DONE, by=delegation.lead, at=AT)
    actions.add(session, delegation, OWN, at=AT)
    delegation.level = Level.TRAINING
    assert actions.draw_up(session, delegation, at=AT) == actions.Drawn(2, 6)
    assert kinds_of(session, delegation) == {
        *kinds_at(Level.TRAINING), K.GIFTS, K.TABLE, None
    }  # fmt: skip


def test_what_is_not_needed_does_not_come_back(session, delegation):
    actions.draw_up(session, delegation, at=AT)
    gifts = the(session, delegation, K.GIFTS)
    actions.settle(session, gifts, TaskState.NOT_NEEDED, by=delegation.lead, at=AT)
    assert actions.draw_up(session, delegation, at=AT) == actions.Drawn(0, 0)
    assert the(session, delegation, K.GIFTS).state is TaskState.NOT_NEEDED


def test_a_task_out_of_a_template_is_never_deleted(session, delegation):
    actions.draw_up(session, delegation, at=AT)
    with pytest.raises(Refused, match="task_of_template"):
        actions.delete(session, the(session, delegation, K.GIFTS))


def test_an_untouched_checklist_goes_with_its_draft_and_a_touched_one_holds_it(session, delegation):
    actions.draw_up(session, delegation, at=AT)
    own = actions.add(session, delegation, OWN, at=AT)
    with pytest.raises(InUse) as refused:
        delegations.delete(session, delegation, at=AT)
    assert refused.value.users == [("task", 1)]
    actions.delete(session, own)
    delegations.delete(session, delegation, at=AT)
    assert queries.tasks_of(session, delegation.id) == []


# -- pages -----------------------------------------------------------------------------------------


def test_one_press_draws_it_up(session, as_, delegation):
    page = as_("coordinator").page("tasks.checklist", code=delegation.code)
    assert page.has(".empty")
    page = page.submit().follow()
    assert len(page.all("#open ~ ul > li")) == 19
    assert "0 of 19 done" in page.text


def test_another_level_is_proposed_and_followed_by_one_press(session, as_, delegation):
    actions.draw_up(session, delegation, at=AT)
    delegation.level = Level.VICE_MINISTER
    page = as_("coordinator").page("tasks.checklist", code=delegation.code)
    assert page.all(".callout-info li") == [
        (
            "To be added: Arrange the reception at the airport, "
            "Settle press coverage and photographer, Walk through route and rooms"
        )
    ]
    page = page.submit(".callout-info form").follow()
    assert not page.has(".callout-info")
    assert len(page.all("#open ~ ul > li")) == 22


def test_what_is_ticked_off_names_who_did_it(session, as_, people, delegation):
    actions.draw_up(session, delegation, at=AT)
    gifts = the(session, delegation, K.GIFTS)
    browser = as_("coordinator")
    page = browser.page("tasks.checklist", code=delegation.code)
    page = page.submit(f"#task-{gifts.id} form[action$=done]").follow()
    assert "Kim Haneul" in page.one(f"#done #task-{gifts.id}").text
    page = page.submit(f"#task-{gifts.id} form").follow()
    assert page.has(f"#open ~ ul #task-{gifts.id}")


def test_of_two_who_tick_at_once_the_first_is_named(session, as_, people, delegation):
    actions.draw_up(session, delegation, at=AT)
    gifts = the(session, delegation, K.GIFTS)
    pages = [
        as_(who).page("tasks.checklist", code=delegation.code)
        for who in ("coordinator", "colleague")
    ]
    for page in pages:
        answered = page.submit(f"#task-{gifts.id} form[action$=done]")
    assert answered.follow().all(".callout-info") == ["Kim Haneul has said so already."]
    session.expire_all()
    assert the(session, delegation, K.GIFTS).settled_by is people["coordinator"]


def test_a_task_is_typed_moved_given_away_and_deleted(session, as_, people, delegation):
    people["colleague"]
    browser = as_("coordinator")
    page = browser.page("tasks.new", code=delegation.code)
    page = page.submit(title="Order flowers", due_on="2099-02-27").follow()
    assert page.all("#open ~ ul > li a") == ["Order flowers"]
    page = page.click("Order flowers")
    page = page.submit(due_on="2099-02-26", officer_id=str(people["colleague"].id)).follow()
    (task,) = queries.tasks_of(session, delegation.id)
    assert (task.due_on, task.owner) == (date(2099, 2, 26), people["colleague"])
    page = page.click("Order flowers").click("Delete").submit().follow()
    assert queries.tasks_of(session, delegation.id) == []


@pytest.mark.parametrize("typed", [{"title": ""}, {"due_on": "soon"}, {"due_on": "0001-01-01"}])
def test_bad_input_is_named_and_kept(as_, delegation, typed):
    page = as_("coordinator").page("tasks.new", code=delegation.code)
    given = {"title": "Order flowers", "due_on": "2099-02-27", "note": "Lilies"}
    page = page.submit(status=422, **{**given, **typed})
    assert list(page.errors) == list(typed)
    assert page.one("[name=note]").text.strip() == "Lilies"


def test_two_officers_lose_nothing(session, as_, delegation):
    task = actions.add(session, delegation, OWN, at=AT)
    address = {"code": delegation.code, "number": task.id}
    mine = as_("coordinator").page("tasks.edit", **address)
    as_("colleague").page("tasks.edit", **address).submit(title="Order lilies")
    page = mine.submit(title="Order roses", status=409)
    assert "Order lilies" in page.text
    assert "Order roses" in page.text


def test_a_task_of_another_delegation_is_not_there(session, as_, delegation):
    task = actions.add(session, a_delegation(session), OWN, at=AT)
    as_("coordinator").page("tasks.edit", code=delegation.code, number=task.id, status=404)


def test_readers_see_and_change_nothing(session, as_, delegation):
    actions.draw_up(session, delegation, at=AT)
    page = as_("viewer").page("tasks.checklist", code=delegation.code)
    assert len(page.all("#open ~ ul > li")) == 19
    assert not page.has("main form")


def test_an_owner_who_left_still_stands_there(session, as_, delegation):
    gone = a_user(session, Role.COORDINATOR, name="Gone Officer", is_enabled=False)
    task = actions.add(session, delegation, {**OWN, "officer_id": gone.id}, at=AT)
    page = as_("coordinator").page("tasks.edit", code=delegation.code, number=task.id)
    page.submit(note="Call them")
    assert queries.the_task(session, delegation, task.id).owner is gone


@pytest.mark.parametrize("level", [Level.WORKING, Level.MINISTER])
def test_the_page_costs_the_same_for_few_and_for_many(session, as_, queries_of, level):
    delegation = a_delegation(session, level=level)
    actions.draw_up(session, delegation, at=AT)
    browser = as_("coordinator")
    browser.page("tasks.checklist", code=delegation.code)
    assert queries_of(lambda: browser.page("tasks.checklist", code=delegation.code)) == 4
