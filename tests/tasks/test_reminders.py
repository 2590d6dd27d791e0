"""Owners are reminded: one letter a day for everything that is due."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from tests.factories import AT, a_delegation
from visits.delegations.rules import DelegationState
from visits.kit.translated import Translated
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import Failure
from visits.tasks import actions
from visits.tasks.rules import TaskState

WEDNESDAY = datetime(2099, 2, 25, 0, 30, tzinfo=UTC)
"""Half past nine in the city."""
AN_HOUR = timedelta(hours=1)
THURSDAY = datetime(2099, 2, 26, 0, 30, tzinfo=UTC)
FRIDAY = datetime(2099, 2, 27, 0, 30, tzinfo=UTC)
MONDAY = datetime(2099, 3, 2, 0, 30, tzinfo=UTC)

LETTER = """\
Dear Kim Haneul,

Overdue:
- Tuesday, February 24, 2099  Order flowers
  {code} Housing

Due today:
- Wednesday, February 25, 2099  Book the bus
  {code} Housing

Your tasks: http://127.0.0.1:8000/office/tasks/

International Relations Division, Sejong City
Telephone: +82 44-300-0000
E-mail: visits@example.org"""


@pytest.fixture
def delegation(session, people):
    lead = people["coordinator"]
    return a_delegation(session, lead=lead, title=Translated(en="Housing"))


@pytest.fixture
def task(session, delegation):
    """`task("Order flowers", 24)`: due on that day of February."""

    def make(title, day, **facts):
        given = {"due_on": date(2099, 2, day), "officer_id": None, "note": ""}
        return actions.add(session, delegation, {"title": title, **given, **facts}, at=AT)

    return make


@pytest.fixture
def tend(app, session):
    def run(at):
        links = app.extensions["links"]
        return actions.tend(session, links=links, folder=Path("nowhere"), at=at)["task reminders"]

    return run


def letters(session):
    return session.scalars(select(Letter).order_by(Letter.id)).all()


def test_one_letter_a_day_tells_of_everything(app, session, task, tend, delegation):
    task("Order flowers", 24)
    task("Book the bus", 25)
    task("Later", 26)
    assert [tend(WEDNESDAY), tend(WEDNESDAY + AN_HOUR)] == [1, 0]
    (letter,) = letters(session)
    assert letter.recipient == "coordinator@example.org"
    with app.app_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "Tasks due on Wednesday, February 25, 2099"
    assert composed.text == LETTER.format(code=delegation.code)


def test_on_the_day_and_the_working_day_after_and_when_a_week_begins(task, tend):
    task("Order flowers", 25)
    assert [tend(at) for at in (WEDNESDAY, THURSDAY, FRIDAY, MONDAY)] == [1, 1, 0, 1]


def test_nobody_is_written_to_at_night(task, tend):
    task("Order flowers", 25)
    two_at_night = WEDNESDAY - 7.5 * AN_HOUR
    assert [tend(two_at_night), tend(two_at_night + 6 * AN_HOUR)] == [0, 1]


def test_each_owner_gets_a_letter_of_their_own(session, people, task, tend):
    task("Order flowers", 25)
    task("Book the bus", 25, officer_id=people["colleague"].id)
    assert tend(WEDNESDAY) == 2
    assert [letter.recipient for letter in letters(session)] == [
        "coordinator@example.org",
        "colleague@example.org",
    ]


def test_nobody_is_reminded_of_what_is_settled_or_of_a_visit_that_is_off(
    session, people, task, tend, delegation
):
    done = task("Order flowers", 25)
    actions.settle(session, done, TaskState.NOT_NEEDED, by=people["coordinator"], at=AT)
    assert tend(WEDNESDAY) == 0
    task("Book the bus", 25)
    delegation.state = DelegationState.CANCELLED
    session.flush()
    assert tend(WEDNESDAY) == 0


def test_for_an_owner_who_left_the_lead_is_reminded_and_for_both_the_deputy(
    people, session, task, tend, delegation
):
    people["colleague"].is_enabled = False
    task("Order flowers", 25, officer_id=people["colleague"].id)
    assert tend(WEDNESDAY) == 1
    assert letters(session)[0].recipient == people["coordinator"].email
    people["coordinator"].is_enabled = False
    assert tend(WEDNESDAY) == 0
    delegation.deputy = people["approver"]
    session.flush()
    assert tend(WEDNESDAY) == 1
    assert letters(session)[1].recipient == people["approver"].email


def test_what_was_done_meanwhile_is_left_out_and_a_letter_of_nothing_is_none(
    app, session, people, task, tend
):
    done, other = task("Order flowers", 25), task("Book the bus", 25)
    tend(WEDNESDAY)
    actions.settle(session, done, TaskState.DONE, by=people["coordinator"], at=AT)
    (letter,) = letters(session)
    with app.app_context():
        assert "Order flowers" not in writer().compose(session, letter).text
        actions.settle(session, other, TaskState.DONE, by=people["coordinator"], at=AT)
        with pytest.raises(Uncomposable) as caught:
            writer().compose(session, letter)
    assert caught.value.setback.failure is Failure.SETTLED


def test_nobody_is_reminded_for_ever_of_a_visit_that_is_closed(session, task, tend, delegation):
    task("Order flowers", 25)
    delegation.state = DelegationState.CLOSED
    delegation.starts_on = delegation.ends_on = date(2099, 1, 25)
    session.flush()
    assert tend(WEDNESDAY) == 0
    delegation.ends_on = date(2099, 1, 26)
    session.flush()
    assert tend(WEDNESDAY) == 1


def test_a_korean_officer_reads_it_in_korean(app, session, people, task, tend):
    people["coordinator"].language = "ko"
    task("Order flowers", 25)
    tend(WEDNESDAY)
    (letter,) = letters(session)
    with app.app_context(), force_locale("ko"):
        assert "2099. 2. 25.(수)" in writer().compose(session, letter).text
