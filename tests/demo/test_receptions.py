"""The demonstration shows how visits are received, before and after."""

import pytest
from sqlalchemy import select

from tests.demo.conftest import the_visit
from tests.factories import SEOUL
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.itineraries.models import Stop
from visits.kit.clock import now
from visits.reception import queries
from visits.reception.models import Briefing, Budget
from visits.reception.rules import PROPOSED
from visits.tasks import queries as checklists
from visits.tasks.models import Task
from visits.tasks.rules import TaskKind, TaskState, kinds_at


@pytest.fixture
def database(demonstration):
    return demonstration


def test_the_visit_ahead_has_protocol_budget_and_briefings(session):
    delegation = the_visit(session, "saudi").delegation
    sheet = queries.protocol_of(session, delegation.id)
    assert {entry.field for entry in sheet.entries} <= PROPOSED[delegation.level]
    assert len(sheet.entries) == 19
    assert sum(line.planned for line in queries.budget_of(session, delegation.id)) == 2_700_000
    briefed = [
        (stop.kind.value, len(briefing.talking_points), len(briefing.questions))
        for briefing, stop in session.execute(
            select(Briefing, Stop).join(Briefing.stop).order_by(Stop.starts)
        )
    ]
    assert briefed == [("courtesy_call", 3, 2), ("meeting", 1, 1)]


def test_its_checklist_is_on_its_way_and_one_task_is_overdue(session):
    delegation = the_visit(session, "saudi").delegation
    tasks = checklists.tasks_of(session, delegation.id)
    assert {task.kind for task in tasks} == {*kinds_at(delegation.level), None}
    open_ones = [task for task in tasks if task.state is TaskState.OPEN]
    assert open_ones[0].kind is TaskKind.GIFTS
    assert 0 < len(open_ones) < len(tasks)


def test_visits_that_are_over_have_spent_and_done_what_was_due(session):
    over = session.scalars(
        select(Delegation)
        .join(Budget, Budget.delegation_id == Delegation.id)
        .where(Delegation.state == DelegationState.CLOSED)
    ).all()
    assert len(over) == 2
    for delegation in over:
        lines = queries.budget_of(session, delegation.id)
        assert sum(line.spent or 0 for line in lines) == 813_500
    ids = [delegation.id for delegation in over]
    tasks = session.scalars(select(Task).where(Task.delegation_id.in_(ids))).all()
    today = now().astimezone(SEOUL).date()
    assert {task.state for task in tasks if task.due_on < today} == {TaskState.DONE}
