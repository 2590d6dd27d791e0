"""Tasks follow their visit: its dates, holidays, officers, acceptance, end."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factories import AT, TUESDAY, WEDNESDAY, a_delegation, a_user
from tests.intake.cast import AT as ACCEPTED
from tests.intake.cast import VISIT, confirmed
from visits.delegations import actions as delegations
from visits.delegations.events import DelegationChanged
from visits.delegations.rules import Level
from visits.holidays import actions as holidays
from visits.holidays.rules import HolidayKind
from visits.identity import actions as identity
from visits.identity.rules import Matter, due_on
from visits.intake import actions as intake
from visits.kit.clock import now
from visits.kit.events import tell
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.organisations.rules import OrganisationKind
from visits.tasks import actions, queries
from visits.tasks.rules import TaskKind, TaskState, kinds_at

K = TaskKind
WEEK = timedelta(days=7)
KEEP = Retention()


@pytest.fixture
def delegation(session):
    found = a_delegation(session, level=Level.DIRECTOR)
    actions.draw_up(session, found, at=AT)
    return found


def due(session, delegation):
    return {task.kind: task.due_on for task in queries.tasks_of(session, delegation.id)}


def the(session, delegation, kind):
    return next(one for one in queries.tasks_of(session, delegation.id) if one.kind is kind)


def move_visit(session, delegation, days):
    delegation.starts_on += days
    delegation.ends_on += days
    session.flush()
    tell(session, DelegationChanged(delegation.id))


def test_tasks_move_with_the_visit_unless_touched_or_done(session, delegation):
    moved = the(session, delegation, K.GIFTS)
    done = the(session, delegation, K.TABLE)
    actions.revise(session, moved, {"due_on": date(2099, 2, 2)})
    actions.settle(session, done, TaskState.DONE, by=delegation.lead, at=AT)
    before = due(session, delegation)
    move_visit(session, delegation, WEEK)
    after = due(session, delegation)
    assert after[K.GIFTS] == date(2099, 2, 2)
    assert after[K.TABLE] == before[K.TABLE]
    assert after[K.FINAL_CALLS] == before[K.FINAL_CALLS] + WEEK
    assert after[K.RESULT_REPORT] == before[K.RESULT_REPORT] + WEEK


def test_a_visit_that_comes_sooner_is_due_when_it_was_drawn_up(session, delegation):
    move_visit(session, delegation, date(2098, 12, 4) - TUESDAY)
    assert due(session, delegation)[K.REPLY_LETTER] == date(2098, 12, 1)


def test_a_new_holiday_brings_due_days_forward(session, delegation):
    assert due(session, delegation)[K.FINAL_CALLS] == date(2099, 3, 2)
    facts = {
        "day": date(2099, 3, 2),
        "name": Translated(ko="임시공휴일"),
        "kind": HolidayKind.TEMPORARY,
    }
    holidays.add(session, facts, last=facts["day"])
    assert due(session, delegation)[K.FINAL_CALLS] == date(2099, 2, 27)


def test_a_handover_changes_owners_and_leaves_what_is_done(session, delegation):
    giver, taker = delegation.lead, a_user(session)
    gifts, table = the(session, delegation, K.GIFTS), the(session, delegation, K.TABLE)
    other = the(session, delegation, K.ROOMS)
    colleague = a_user(session)
    for task, owner in ((gifts, giver), (table, giver), (other, colleague)):
        actions.revise(session, task, {"officer_id": owner.id})
    actions.settle(session, table, TaskState.DONE, by=giver, at=AT)
    delegations.hand_over(session, [delegation], giver=giver, taker=taker)
    session.expire_all()
    owners = {task.kind: task.owner for task in queries.tasks_of(session, delegation.id)}
    assert owners[K.GIFTS] is taker
    assert owners[K.FINAL_CALLS] is taker
    assert owners[K.TABLE] is giver
    assert owners[K.ROOMS] is colleague


def test_a_visit_that_was_asked_for_has_its_checklist_at_once(app, session, people):
    request = confirmed(app, session)
    facts = {
        **VISIT,
        "kind": OrganisationKind.LOCAL_GOVERNMENT,
        "level": Level.WORKING,
        "lead_id": people["coordinator"].id,
    }
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": ACCEPTED}
    accepted = intake.accept(session, request, facts, **how)
    assert set(due(session, accepted)) == set(kinds_at(Level.WORKING))


def test_free_words_go_with_the_names(session, delegation):
    facts = {"title": "Call Ms Noura", "due_on": TUESDAY, "officer_id": None, "note": ""}
    actions.add(session, delegation, facts, at=AT)
    actions.revise(session, the(session, delegation, K.GIFTS), {"note": "For Ms Noura"})
    session.commit()
    late = due_on(WEDNESDAY + timedelta(days=KEEP.names + 1), KEEP)
    assert identity.count_due(session, late, at=now())[Matter.NOTES] == 2
    identity.purge(session, late, KEEP, by="the night", mail=Path("nowhere"), at=now())
    session.commit()
    left = queries.tasks_of(session, delegation.id)
    assert len(left) == 19
    assert {(task.title, task.note) for task in left} == {("", "")}
