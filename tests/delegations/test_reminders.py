"""A liaison is reminded of what the roster lacks: by numbers, in a draft, at most once a week."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.delegations.cast import a_delegate, a_delegation
from tests.delegations.test_completeness import WHOLE
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations import actions
from visits.delegations.rules import DelegationState
from visits.kit.clock import now
from visits.kit.errors import Refused
from visits.notifications.compose import writer
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

TEXT = """\
Dear Noura Al-Harbi,

to prepare the visit of Riyadh smart city delegation (Monday, March 2, 2099) we still need this from you:

- 12 names, by Monday, February 16, 2099
- Nationality of 1 delegate, by Monday, February 16, 2099
- Position of 2 delegates, by Monday, February 16, 2099

Your own page shows what is missing for whom, and why we ask. You can enter it there or import a \
spreadsheet. Please do not pass this address on:

{address}

If you prefer, reply to this letter or call us, and we will enter it for you.

Your contact is Kim Haneul, coordinator@example.org.

International Relations Division, Sejong City
Telephone: +82 44-300-0000
E-mail: visits@example.org"""


@pytest.fixture
def delegation(session, people):
    known = {"liaison_name": "Noura Al-Harbi", "liaison_email": "noura@example.org"}
    return a_delegation(session, people, liaison_language="en", **known)


def letters(session):
    session.expire_all()
    return session.scalars(select(Letter).order_by(Letter.id)).all()


def test_the_officers_button_drafts_a_letter_with_numbers_and_the_page(
    app, session, as_, delegation
):
    facts = {**WHOLE, "position_ko": ""}
    a_delegate(session, delegation, "Dara", **facts)
    a_delegate(session, delegation, "Chan", **{**facts, "nationality": ""})
    page = as_("coordinator").page("delegations.roster", code=delegation.code)
    page = page.submit("form[action$='/remind']").follow()
    (letter,) = letters(session)
    (link,) = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.LIAISON))
    assert (letter.state, letter.recipient) == (LetterState.DRAFT, "noura@example.org")
    assert letter.facts == {"delegation": delegation.id, "link": link.id}
    with app.test_request_context():
        composed = writer().compose(session, letter)
        address = app.extensions["links"].address(link)
    assert composed.subject == "Still missing for your visit: Riyadh smart city delegation"
    assert composed.text == TEXT.format(address=address)
    assert link.expires_at is not None


def test_nothing_missing_needs_no_letter(session, app, people):
    whole = a_delegation(session, people, countries=[{"country": "KH", "planned": 1}])
    a_delegate(session, whole, "Dara", **WHOLE)
    link = app.extensions["links"].standing(
        session, LinkKind.LIAISON, ("delegation", whole.id), language="en", at=now()
    )
    with pytest.raises(Refused, match="roster_whole"):
        actions.remind(session, whole, link=link, at=now())


def test_by_itself_only_visits_that_come_soon_and_whose_liaison_has_a_page(
    app, session, people, delegation
):
    at = now()
    keeper = app.extensions["links"]
    today = at.date()

    def visit(days, *, with_page=True, **facts):
        made = a_delegation(
            session,
            people,
            starts_on=today + timedelta(days=days),
            ends_on=today + timedelta(days=days),
            liaison_email="l@example.org",
        )
        made.state = facts.get("state", DelegationState.PLANNING)
        if with_page:
            keeper.standing(
                session, LinkKind.LIAISON, ("delegation", made.id), language="en", at=at
            )
        session.commit()
        return made

    soon = visit(10)
    visit(60)
    visit(10, with_page=False)
    visit(10, state=DelegationState.CANCELLED)
    tend = {"links": keeper, "folder": app.config["SETTINGS"].DATA_DIR}
    assert actions.tend(session, **tend, at=at) == {"reminders": 1}
    assert [letter.about_id for letter in letters(session)] == [soon.id]
    assert actions.tend(session, **tend, at=at + timedelta(days=6)) == {"reminders": 0}
    assert actions.tend(session, **tend, at=at + timedelta(days=8)) == {"reminders": 1}


def test_visits_that_need_no_letter_do_not_hold_up_the_others(app, session, people, monkeypatch):
    """The first has no page; a round drafts one letter."""
    monkeypatch.setattr("visits.delegations.actions.reminding.MOST", 1)
    at, keeper = now(), app.extensions["links"]
    days = [at.date() + timedelta(days=ahead) for ahead in (9, 10, 11)]
    facts = {"liaison_email": "l@example.org", "state": DelegationState.PLANNING}
    _first, *others = (
        a_delegation(session, people, starts_on=day, ends_on=day, **facts) for day in days
    )
    for one in others:
        keeper.issue(session, LinkKind.LIAISON, ("delegation", one.id), language="en", at=at)
    tend = {"links": keeper, "folder": app.config["SETTINGS"].DATA_DIR}
    assert [actions.tend(session, **tend, at=at)["reminders"] for _ in range(3)] == [1, 1, 0]
    assert [letter.about_id for letter in letters(session)] == [one.id for one in others]


def test_a_viewer_sees_no_button(as_, session, delegation):
    a_delegate(session, delegation)
    page = as_("viewer").page("delegations.roster", code=delegation.code)
    assert not page.has("form[action$='/remind']")


def test_what_was_due_is_asked_for_as_soon_as_possible(app, session, people):
    day = now().date() + timedelta(days=3)
    late = a_delegation(session, people, starts_on=day, ends_on=day, liaison_email="l@example.org")
    keeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.LIAISON, ("delegation", late.id), language="en", at=now())
    letter = actions.remind(session, late, link=link, at=now())
    session.commit()
    with app.test_request_context():
        text = writer().compose(session, letter).text
        assert "names, as soon as possible (were due on " in text
        page = app.test_client().get(f"/en/liaison/{keeper.token(link)}").text
    assert "as soon as possible (was due on " in page
    assert "Overdue" in page
