"""What is due is counted without reading anybody, and each matter by its own period."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import WEDNESDAY
from tests.identity.cast import a_strict_site, a_visit
from visits.delegations.models import Delegate, Delegation
from visits.identity import actions
from visits.identity.models import DestructionRecord
from visits.identity.rules import Matter, due_on
from visits.kit.clock import now
from visits.kit.retention import Retention
from visits.notifications.actions import queue
from visits.sites.rules import MealNeed

KEEP = Retention()
LAST = WEDNESDAY
"""The visit's last day."""
NEEDS_GO = LAST + timedelta(days=KEEP.needs + 1)
NAMES_GO = LAST + timedelta(days=KEEP.names + 1)


@pytest.fixture
def visit(session: Session) -> Delegation:
    return a_visit(session, a_strict_site(session))


def due(session: Session, day) -> dict[Matter, int]:
    counted = actions.count_due(session, due_on(day, KEEP), at=now())
    return {matter: count for matter, count in counted.items() if count}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("meal_needs", (MealNeed.HALAL.value,)),
        ("meal_note", "No nuts"),
        ("mobility", ("wheelchair",)),
        ("arrival_on", WEDNESDAY),
        ("arrival_time", time(0)),
        ("departure_place", "Incheon"),
    ],
)
def test_whoever_still_says_something_is_due_until_it_is_forgotten(session, visit, field, value):
    assert due(session, NEEDS_GO) == {}
    setattr(visit.delegates[0], field, value)
    session.commit()
    assert due(session, NEEDS_GO - timedelta(days=1)) == {}
    assert due(session, NEEDS_GO) == {Matter.NEEDS: 1}
    run(session, NEEDS_GO)
    assert due(session, NEEDS_GO) == {}


def run(session: Session, day) -> None:
    mail = Path("nowhere")
    actions.purge(session, due_on(day, KEEP), KEEP, by="the night", mail=mail, at=now())
    session.commit()


def test_counting_reads_nobody(session, visit):
    visit.delegates[0].meal_note = "No nuts"
    session.commit()
    session.expunge_all()
    assert due(session, NAMES_GO) == {Matter.NEEDS: 1, Matter.NAMES: 2}
    assert [row for row in session if isinstance(row, Delegate)] == []


def test_letters_that_go_with_the_names_are_written_down_apart(session, visit):
    about = ("delegation", visit.id)
    for kind in ("identity.invited", "delegations.roster_reminder"):
        queue(
            session,
            kind,
            to="noura@example.org",
            name="Noura",
            language="en",
            about=about,
            key=kind,
            facts={},
            at=now(),
        )
    session.commit()
    run(session, LAST + timedelta(days=KEEP.identity + 1))
    run(session, NAMES_GO)
    rows = session.scalars(select(DestructionRecord).order_by(DestructionRecord.id))
    letters = (Matter.LETTERS, Matter.OTHER_LETTERS)
    assert [(row.matter, row.count, row.keep_days) for row in rows if row.matter in letters] == [
        (Matter.LETTERS, 1, KEEP.identity),
        (Matter.OTHER_LETTERS, 1, KEEP.names),
    ]
