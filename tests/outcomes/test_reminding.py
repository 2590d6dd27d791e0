"""The owner of a promise hears of it before it is due, on the day, and while it is overdue."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import AT, TUESDAY, wall
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import Failure
from visits.outcomes import actions
from visits.outcomes.rules import FollowUpMove

ONE_DAY = timedelta(days=1)
THREE_BEFORE = TUESDAY - 5 * ONE_DAY
"""The Thursday; a weekend lies between."""


@pytest.fixture
def tended(session, app, folder):
    """`tended(day, "9:00")`: the letters that this hour wrote."""

    def tend(day, clock="9:00"):
        known = set(session.scalars(select(Letter.id)))
        links = app.extensions["links"]
        actions.tend(session, links=links, folder=folder, at=wall(clock, day))
        return session.scalars(select(Letter).where(Letter.id.not_in(known))).all()

    return tend


def test_the_owner_is_reminded_before_on_the_day_after_it_and_every_week(tended, promised):
    promised()
    days = [THREE_BEFORE + n * ONE_DAY for n in range(-5, 24)]
    written = [day for day in days if tended(day)]
    assert written == [
        THREE_BEFORE,
        TUESDAY,
        TUESDAY + ONE_DAY,
        *(TUESDAY + days * ONE_DAY for days in (6, 13)),
    ]


def test_one_letter_a_day_says_it_all(tended, people, promised, app, session):
    rows = [promised(what="Send the data"), promised(what="Name a contact")]
    (letter,) = tended(TUESDAY)
    assert letter.recipient == people["coordinator"].email
    assert letter.facts == {"follow_ups": [row.id for row in rows], "more": 0, "day": str(TUESDAY)}
    with app.app_context():
        text = writer().compose(session, letter).text
    assert "Send the data" in text
    assert "Name a contact" in text
    assert "/office/follow-ups/?mine=y" in text
    assert tended(TUESDAY, "10:00") == []


def test_what_comes_up_after_the_letter_went_is_told_tomorrow(tended, promised):
    first = promised()
    assert len(tended(TUESDAY)) == 1
    late = promised(what="Name a contact", at=wall("14:00"))
    assert tended(TUESDAY, "15:00") == []
    (letter,) = tended(TUESDAY + ONE_DAY)
    assert letter.facts["follow_ups"] == [first.id, late.id]


def test_what_is_entered_on_its_last_day_is_told_that_day_or_the_next_morning(tended, promised):
    row = promised(at=wall("10:15"))
    (letter,) = tended(TUESDAY, "11:00")
    assert letter.facts["follow_ups"] == [row.id]


def test_what_is_entered_in_the_evening_is_told_the_next_morning(tended, promised):
    promised(at=wall("18:30"))
    assert tended(TUESDAY, "19:00") == []
    assert len(tended(TUESDAY + ONE_DAY)) == 1


def test_nobody_is_written_to_on_a_weekend(tended, promised):
    saturday = TUESDAY + 4 * ONE_DAY
    promised(deadline=saturday)
    assert tended(saturday) == []
    assert len(tended(saturday + 2 * ONE_DAY)) == 1


def test_a_letter_tells_of_so_many_and_says_how_many_more(tended, promised, app, session):
    for number in range(28):
        promised(what=f"Promise {number}")
    (letter,) = tended(TUESDAY)
    assert (len(letter.facts["follow_ups"]), letter.facts["more"]) == (25, 3)
    with app.app_context():
        assert "And 3 more." in writer().compose(session, letter).text


def test_nobody_is_written_to_at_night(tended, promised):
    promised()
    assert tended(TUESDAY, "7:59") == []
    assert len(tended(TUESDAY, "8:00")) == 1


def test_a_day_on_which_nothing_ran_is_made_up_for(tended, promised):
    promised()
    assert len(tended(TUESDAY + 3 * ONE_DAY)) == 1
    assert len(tended(TUESDAY + 6 * ONE_DAY)) == 1
    assert tended(TUESDAY + 7 * ONE_DAY) == []


def test_for_an_agency_and_for_who_has_left_the_lead_is_reminded(tended, session, people, promised):
    promised(responsible_body="Road Division")
    gone = people["colleague"]
    promised(responsible_id=gone.id)
    gone.is_enabled = False
    (letter,) = tended(TUESDAY)
    assert letter.recipient == people["coordinator"].email
    assert len(letter.facts["follow_ups"]) == 2


def test_when_the_lead_has_left_the_deputy_is_reminded_or_nobody(tended, session, people, promised):
    visit = promised(responsible_body="Road Division").delegation
    people["coordinator"].is_enabled = False
    assert tended(TUESDAY) == []
    visit.deputy = people["colleague"]
    session.flush()
    (letter,) = tended(TUESDAY, "10:00")
    assert letter.recipient == people["colleague"].email


def test_what_is_settled_is_left_in_peace(tended, session, promised, app):
    row = promised()
    (letter,) = tended(TUESDAY)
    actions.move_followup(session, row, FollowUpMove.SETTLE, on=TUESDAY)
    assert tended(TUESDAY + 7 * ONE_DAY) == []
    with app.app_context(), pytest.raises(Uncomposable) as caught:
        writer().compose(session, letter)
    assert caught.value.setback.failure is Failure.SETTLED


def test_a_promise_far_ahead_waits(tended, promised):
    promised(deadline=TUESDAY + 365 * ONE_DAY)
    assert tended(TUESDAY) == []
    assert AT.year < TUESDAY.year
