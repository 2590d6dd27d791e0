"""The letter that leads back to a form that was begun."""

import pytest
from sqlalchemy import func, select

from visits.intake.actions import tend
from visits.intake.models import RequestDraft
from visits.intake.rules import LONGEST_DRAFT
from visits.kit.clock import now
from visits.kit.search import SearchWord
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import Failure, LetterState
from visits.papers.storage import folder_of


@pytest.fixture
def letter(session, filled) -> Letter:
    filled.page("saved").submit("form[action$='/mail']")
    return session.scalars(select(Letter)).one()


def test_it_says_where_and_until_when_and_nothing_that_was_typed(app, session, filled, letter):
    with app.test_request_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "Your visit request: go on where you stopped"
    assert f"{app.config['SETTINGS'].base_url}{filled.base}" in composed.text.splitlines()
    for typed in ("Aline Mbarga", "Métropole", "wheelchair", "Smart city"):
        assert typed not in composed.text
    assert set(letter.facts) == {"link"}


def test_once_the_form_is_thrown_away_it_is_not_written(app, session, filled, letter):
    filled.page("saved").submit("form[action$='/discard']")
    assert session.scalars(select(RequestDraft)).all() == []
    with app.test_request_context(), pytest.raises(Uncomposable) as caught:
        writer().compose(session, letter)
    assert caught.value.setback.failure is Failure.SUBJECT_GONE


def test_whoever_typed_no_name_yet_or_a_long_one_gets_the_same_letter(session, filled):
    filled.step("you", status=302, requester_name="x" * 300, go="later")
    filled.page("saved").submit("form[action$='/mail']")
    letter = session.scalars(select(Letter)).one()
    assert letter.recipient_name == ""


def throw_away(app, session, filled):
    filled.page("saved").submit("form[action$='/discard']")


def send(app, session, filled):
    filled.send()


def let_lie(app, session, filled):
    later = now() + LONGEST_DRAFT
    tend(session, links=app.extensions["links"], folder=folder_of(session), at=later)
    session.commit()


@pytest.mark.parametrize("end", [throw_away, send, let_lie])
def test_once_the_form_is_gone_its_letters_name_nobody(app, session, filled, letter, end):
    letter.last_error = "<aline@lyon.example.org> is unknown"
    session.commit()
    end(app, session, filled)
    session.expire_all()
    assert (letter.state, letter.recipient, letter.last_error) == (LetterState.DROPPED, "", None)
    words = select(func.count()).where(SearchWord.kind == "Letter", SearchWord.row_id == letter.id)
    assert session.scalar(words) == 0
