"""Subgroups, and handing delegations over."""

from sqlalchemy import select

from tests.delegations.cast import FAR, a_delegate, a_delegation
from tests.factories import AT, added
from visits.audit.models import AuditEntry
from visits.delegations import actions, queries
from visits.delegations.models import Delegation, Party
from visits.delegations.rules import DelegationMove, DelegationState
from visits.kit.translated import Translated
from visits.outcomes.models import FollowUp
from visits.outcomes.rules import FollowUpState
from visits.tasks.models import Task


def test_a_subgroup_is_made_changed_and_deleted(session, as_, people):
    delegation = a_delegation(session, people)
    ids = [a_delegate(session, delegation, name).id for name in ("A", "B", "C")]
    browser = as_("coordinator")
    page = browser.page("delegations.add_party", code=delegation.code)
    page = page.submit(**{"name-en": "Engineers"}, member_ids=[str(ids[0]), str(ids[2])]).follow()
    assert page.all("main h2") == ["Engineers"]
    assert page.all("main section li") == ["A", "C"]
    page = page.click("Edit")
    page = page.submit(**{"name-ko": "기술반"}, member_ids=[str(ids[1])]).follow()
    party = session.scalars(select(Party)).one()
    assert party.name == Translated(en="Engineers", ko="기술반")
    assert queries.the_party(session, delegation, party.id).member_ids == {ids[1]}
    page.click("Delete").submit().follow()
    session.expire_all()
    assert queries.parties(session, delegation) == []
    assert queries.number_of_delegates(session, delegation.id) == 3


def test_a_subgroup_needs_a_name_and_members(session, as_, people):
    delegation = a_delegation(session, people)
    a_delegate(session, delegation)
    page = as_("coordinator").page("delegations.add_party", code=delegation.code)
    back = page.submit(status=422)
    assert back.all("fieldset .error") == [
        "Enter the text in Korean or English.",
        "Tick at least one delegate.",
    ]


def test_who_saves_a_subgroup_second_is_told(session, as_, people):
    delegation = a_delegation(session, people)
    ids = [a_delegate(session, delegation, name).id for name in ("A", "B")]
    party = actions.add_party(session, delegation, name=Translated(en="P"), members=[ids[0]])
    where = {"code": delegation.code, "number": party.id}
    mine = as_("coordinator").page("delegations.edit_party", **where)
    as_("colleague").page("delegations.edit_party", **where).submit(member_ids=[str(ids[1])])
    page = mine.submit(status=409, member_ids=[str(i) for i in ids])
    assert page.all("tbody td") == ["1. A, 2. B", "2. B"]


def test_a_viewer_sees_how_many_but_not_who(session, as_, people):
    delegation = a_delegation(session, people)
    one = a_delegate(session, delegation, "Hidden")
    actions.add_party(session, delegation, name=Translated(en="Engineers"), members=[one.id])
    page = as_("viewer").page("delegations.parties", code=delegation.code)
    assert page.all("main .panel") == ["Engineers 1 delegate"]


def handed(session):
    session.expire_all()
    rows = session.scalars(select(Delegation).order_by(Delegation.id))
    return [(row.lead_id, row.deputy_id) for row in rows]


def test_everything_is_handed_over_at_once(session, as_, people):
    giver, taker, other = (people[who].id for who in ("coordinator", "colleague", "administrator"))
    a_delegation(session, people, deputy_id=other)
    a_delegation(session, people, lead_id=other, deputy_id=giver)
    a_delegation(session, people, deputy_id=taker)
    over = a_delegation(session, people)
    actions.move(session, over, DelegationMove.CANCEL, today=FAR)
    page = as_("coordinator").page("delegations.handover", giver_id=giver)
    page = page.submit(taker_id=str(taker)).follow()
    assert page.all(".flashes") == ["3 delegations were handed over to Lee Soyeon."]
    assert handed(session) == [(taker, other), (other, taker), (taker, None), (giver, None)]


def test_promises_and_tasks_go_along_also_of_a_visit_that_is_over(session, as_, people):
    giver, taker = people["coordinator"], people["colleague"]
    over = a_delegation(session, people, lead_id=people["administrator"].id)
    over.state = DelegationState.CLOSED
    facts = {"delegation": over, "due_on": over.starts_on, "created_at": AT}
    task = added(session, Task(title="Order flowers", officer_id=giver.id, **facts))
    given = {"delegation_id": over.id, "deadline": over.ends_on, "created_at": AT}
    still, kept = (
        added(session, FollowUp(what="Send", responsible_id=giver.id, state=state, **given))
        for state in (FollowUpState.OPEN, FollowUpState.DONE)
    )
    page = as_("administrator").page("delegations.handover", giver_id=giver.id)
    page = page.submit(taker_id=str(taker.id)).follow()
    assert page.all(".flashes") == ["1 delegation was handed over to Lee Soyeon."]
    session.expire_all()
    assert (still.responsible_id, kept.responsible_id) == (taker.id, giver.id)
    assert (task.officer_id, over.lead_id) == (taker.id, people["administrator"].id)


def test_only_what_is_ticked_is_handed_over(session, as_, people):
    giver, taker = people["coordinator"].id, people["colleague"].id
    kept, given = (a_delegation(session, people) for _ in range(2))
    page = as_("coordinator").page("delegations.handover", giver_id=giver)
    page.submit(taker_id=str(taker), codes=[given.code])
    assert handed(session) == [(giver, None), (taker, None)]
    assert kept.code != given.code


def test_the_audit_log_says_who_handed_over(session, as_, people):
    delegation = a_delegation(session, people)
    giver, taker = people["coordinator"], people["colleague"]
    page = as_("administrator").page("delegations.handover", giver_id=giver.id)
    page.submit(taker_id=str(taker.id))
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "changed").order_by(AuditEntry.id.desc())
    ).first()
    assert (entry.actor_label, entry.subject_label) == ("Seo Jiwon", delegation.code)
    assert entry.changes == {"lead_id": [giver.id, taker.id]}


def test_nothing_ticked_and_nobody_chosen_is_told(session, as_, people):
    a_delegation(session, people)
    page = as_("coordinator").page("delegations.handover")
    back = page.submit(status=422, codes=[])
    assert back.all(".error") == ["Tick at least one delegation.", "This field is required."]


def test_without_work_there_is_nothing_to_hand_over(as_):
    page = as_("coordinator").page("delegations.handover")
    assert page.all(".empty h2") == ["Choose whose delegations are handed over."]


def test_the_log_tells_who_joined_a_subgroup_by_number(session, people):
    delegation = a_delegation(session, people)
    ids = [a_delegate(session, delegation, name).id for name in ("A", "B")]
    party = actions.add_party(session, delegation, name=Translated(en="P"), members=ids[:1])
    actions.revise_party(session, party, name=Translated(en="P"), members=ids)
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.subject_kind, entry.changes) == ("Party", {"members": ["#1", "#1, #2"]})
