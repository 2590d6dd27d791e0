"""The states of a delegation, its code, and what may be deleted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.delegations.cast import FAR, a_body, a_delegation
from visits.delegations import actions
from visits.delegations.models import Delegation
from visits.delegations.rules import (
    MOVES,
    DelegationMove,
    DelegationState,
    after,
    moves_from,
)
from visits.kit.errors import InUse, Refused
from visits.kit.uses import refuse_if_used

S, M = DelegationState, DelegationMove


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("move", list(M))
def test_the_table_of_moves_decides(state, move):
    if (state, move) in MOVES:
        assert after(state, move, starts_on=FAR, today=FAR) is MOVES[state, move]
        assert move in moves_from(state, starts_on=FAR, today=FAR)
    else:
        with pytest.raises(Refused) as refused:
            after(state, move, starts_on=FAR, today=FAR)
        assert refused.value.reason == "delegation_move"


@pytest.mark.parametrize("move", [M.BEGIN, M.CLOSE])
def test_a_visit_is_not_under_way_before_its_first_day(move):
    with pytest.raises(Refused) as refused:
        after(S.CONFIRMED, move, starts_on=FAR, today=FAR - timedelta(days=1))
    assert refused.value.reason == "delegation_not_begun"


def test_what_comes_with_the_first_day_is_offered_from_that_day_on():
    eve = FAR - timedelta(days=1)
    assert moves_from(S.CONFIRMED, starts_on=FAR, today=eve) == [M.PLAN, M.CANCEL]
    assert moves_from(S.CONFIRMED, starts_on=FAR, today=FAR) == [
        M.PLAN,
        M.BEGIN,
        M.CLOSE,
        M.CANCEL,
    ]


def test_buttons_say_what_they_do_and_do_it(session, as_, people):
    code = a_delegation(session, people).code
    page = as_("coordinator").page("delegations.show", code=code)
    assert page.all("form[action*=moves] button") == ["Start planning", "Cancel the visit"]
    page = page.submit("form[action$='moves/plan']").follow()
    assert page.all(".flashes") == ["The delegation is now: Being planned."]
    assert page.all("form[action*=moves] button") == ["Confirm the visit", "Cancel the visit"]


def test_a_refused_move_is_explained_and_changes_nothing(session, as_, people):
    delegation = a_delegation(session, people)
    for move in (M.PLAN, M.CONFIRM):
        actions.move(session, delegation, move, today=FAR)
    session.commit()
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    assert page.all("form[action*=moves] button") == ["Back to planning", "Cancel the visit"]
    token = page.soup.select("[name=csrf_token]")[0]["value"]
    path = f"/office/delegations/{delegation.code}/moves/begin"
    page.browser.fetch("POST", path, data={"csrf_token": token})
    page = page.browser.page("delegations.show", code=delegation.code)
    assert page.all(".flashes") == ["The first day of the visit has not come yet."]
    session.expire_all()
    assert session.get_one(Delegation, delegation.id).state is S.CONFIRMED


def test_a_viewer_has_no_buttons(session, as_, people):
    code = a_delegation(session, people).code
    assert not as_("viewer").page("delegations.show", code=code).has("main form")
    response = as_("viewer").fetch("POST", f"/office/delegations/{code}/moves/plan")
    assert response.status_code in {400, 403}


def test_an_unknown_move_is_no_page(session, as_, people):
    code = a_delegation(session, people).code
    page = as_("coordinator").page("delegations.show", code=code)
    token = page.soup.select("[name=csrf_token]")[0]["value"]
    path = f"/office/delegations/{code}/moves/fly"
    response = page.browser.fetch("POST", path, data={"csrf_token": token})
    assert response.status_code == 404


def test_codes_count_within_the_year_of_the_visit(session, people):
    codes = [
        a_delegation(session, people, starts_on=day).code
        for day in (FAR, date(2098, 1, 1), FAR, date(2098, 12, 31))
    ]
    assert codes == ["2099-001", "2098-001", "2099-002", "2098-002"]


def test_a_draft_without_anything_can_be_deleted(session, as_, people):
    code = a_delegation(session, people, bodies=[a_body(session).id]).code
    page = as_("coordinator").page("delegations.show", code=code).click("Delete")
    page.submit().follow()
    assert session.scalars(select(Delegation)).all() == []


def test_what_is_no_draft_is_cancelled_instead(session, as_, people):
    delegation = a_delegation(session, people)
    actions.move(session, delegation, M.PLAN, today=FAR)
    session.commit()
    browser = as_("coordinator")
    page = browser.page("delegations.delete", code=delegation.code)
    assert not page.has("main form")
    assert page.all(".callout li") == ["Only a draft can be deleted. Cancel the visit instead."]


def test_an_organisation_that_came_or_referred_is_in_use(session, people):
    came, referred, idle = (a_body(session, name) for name in ("Came", "Referred", "Idle"))
    a_delegation(session, people, bodies=[came.id], referrer_id=referred.id)
    a_delegation(session, people, bodies=[came.id])
    for body, uses in ((came, 2), (referred, 1)):
        with pytest.raises(InUse) as refused:
            refuse_if_used(session, "organisation", body.id)
        assert refused.value.users == [("delegation", uses)]
    refuse_if_used(session, "organisation", idle.id)
