"""What the liaison tells an officer is entered for them, and the roster's log says so."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.delegations.cast import AT, a_delegate, a_delegation
from visits.access.rules import Channel
from visits.delegations import actions, queries
from visits.delegations.models import RosterEntry
from visits.delegations.rules import DelegateRole, RosterAct, Told
from visits.kit.errors import Refused

BY_PHONE = {
    "told-channel": "telephone",
    "told-told_on": "2026-01-05",
    "told-person": "Noura Al-Harbi",
    "told-document_number": "RM-17",
}


@pytest.fixture
def delegation(session, people):
    return a_delegation(session, people)


def lines(session):
    rows = session.scalars(select(RosterEntry).order_by(RosterEntry.id))
    return [(row.act, row.channel, row.person, row.document_number) for row in rows]


def test_what_the_office_knows_itself_leaves_no_line(session, as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    page.submit(given_name="Omar")
    assert lines(session) == []


def test_what_was_told_leaves_a_line_with_day_person_and_number(session, as_, people, delegation):
    browser = as_("coordinator")
    page = browser.page("delegations.add_delegate", code=delegation.code)
    page = page.submit(given_name="Omar", **BY_PHONE).follow()
    row = session.scalars(select(RosterEntry)).one()
    assert (row.act, row.channel, row.told_on) == (
        RosterAct.ADDED,
        Channel.TELEPHONE,
        date(2026, 1, 5),
    )
    assert (row.by_id, row.person) == (people["coordinator"].id, "Noura Al-Harbi")
    (line,) = page.all("section[aria-labelledby=log] li")
    assert line.startswith(
        "Delegate added · by telephone · Noura Al-Harbi · RM-17 · Mon, Jan 5, 2026"
    )
    assert line.endswith("entered by Kim Haneul")


def test_every_act_can_be_told(session, as_, delegation):
    first, second = (a_delegate(session, delegation, name) for name in ("A", "B"))
    browser = as_("coordinator")
    for step, number, typed in (
        ("edit_delegate", first.id, {"given_name": "Anna"}),
        ("place", first.id, {"number": "2"}),
        ("replace_delegate", first.id, {"given_name": "Cem"}),
        ("remove_delegate", second.id, {}),
    ):
        page = browser.page(f"delegations.{step}", code=delegation.code, number=number)
        page.submit(**typed, **BY_PHONE)
    assert [act for act, *_ in lines(session)] == [
        RosterAct.REVISED,
        RosterAct.MOVED,
        RosterAct.REPLACED,
        RosterAct.REMOVED,
    ]


def test_a_day_to_come_is_refused_and_nothing_is_saved(session, as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    typed = {**BY_PHONE, "told-told_on": "2199-01-01"}
    back = page.submit(status=422, given_name="Omar", **typed)
    assert back.errors == {"told-told_on": ["This day has not come yet."]}
    assert queries.roster(session, delegation) == []
    told = Told(channel=Channel.EMAIL, told_on=AT.date() + timedelta(days=2), at=AT)
    facts = {"given_name": "Omar", "role": DelegateRole.MEMBER}
    with pytest.raises(Refused, match="told_in_future"):
        actions.add_delegate(session, delegation, facts, told=told)
