"""The access log, month by month, reviewed by an administrator."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.identity import actions
from visits.identity.actions.looking import Looker
from visits.identity.models import LookReview
from visits.identity.rules import LookKind
from visits.sites.rules import IdentityField

MORNING = datetime(2026, 1, 13, 1, 0, tzinfo=UTC)
NIGHT = datetime(2026, 1, 13, 18, 0, tzinfo=UTC)


@pytest.fixture
def looks(session: Session, visit):
    who = Looker("user", "7", "Kim Haneul", "192.0.2.7")
    for at, number in ((MORNING, 1), (NIGHT, 2)):
        actions.note_look(
            session,
            who,
            LookKind.VIEW,
            delegation_id=visit.id,
            delegate_ids=[number],
            fields=[IdentityField.PASSPORT_NUMBER],
            reason="A check",
            at=at,
        )
    session.commit()


def test_who_looked_at_whom_and_when_at_odd_hours(as_, looks):
    page = as_("administrator").page("identity.looks", month="2026-01")
    tally, looked = page.soup.select("table")
    assert [cell.get_text(strip=True) for cell in tally.select("tbody th, tbody td")] == [
        "Kim Haneul",
        "2",
        "2",
        "1",
    ]
    assert len(looked.select(".badge-warning")) == 1


def test_a_desk_is_one_row_however_many_lists_it_opened(as_, session: Session, visit):
    for number, link in enumerate(("first", "second"), 1):
        actions.note_look(
            session,
            Looker("link", link, "Security desk", "192.0.2.8"),
            LookKind.VIEW,
            delegation_id=visit.id,
            delegate_ids=[1],
            fields=[IdentityField.PASSPORT_NUMBER],
            reason="",
            at=MORNING,
            about=("access_list_version", number),
        )
    session.commit()
    page = as_("administrator").page("identity.looks", month="2026-01")
    cells = page.soup.select("table")[0].select("tbody th, tbody td")
    assert [cell.get_text(strip=True) for cell in cells] == ["Security desk", "2", "1", "0"]


def test_another_month_is_empty(as_, looks):
    assert "Nobody looked" in as_("administrator").page("identity.looks", month="2025-12").text


def test_an_administrator_marks_a_month_as_reviewed(as_, people, looks, session: Session):
    page = as_("administrator").page("identity.looks", month="2026-01")
    page = page.submit("main form[method=post]", note="The night look was asked about.").follow()
    assert f"Reviewed by {people['administrator'].name}." in page.text
    row = session.scalars(select(LookReview)).one()
    assert (row.looks, row.note) == (2, "The night look was asked about.")
    assert not page.has("main form[method=post]")


def test_a_month_that_is_not_over_is_not_reviewed_yet(as_):
    page = as_("administrator").page("identity.looks")
    assert not page.has("main form[method=post]")


@pytest.mark.parametrize("who", ["coordinator", "approver", "viewer"])
def test_it_is_for_administrators(as_, who):
    as_(who).page("identity.looks", status=403)


def test_what_is_no_month_is_nothing(as_):
    as_("administrator").page("identity.looks", month="2026-13", status=404)


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1000-01", "x"])
def test_a_month_in_which_nobody_could_look_is_not_there(as_, month):
    as_("administrator").page("identity.looks", month=month, status=404)
