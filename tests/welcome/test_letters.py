"""The letter that leads back to a form that was begun."""

import pytest
from sqlalchemy import select

from visits.intake.models import RequestDraft
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import Failure


@pytest.fixture
def letter(session, filled) -> Letter:
    filled.page("saved").submit("form[action$='/mail']")
    return session.scalars(select(Letter)).one()


def test_it_says_where_and_until_when_and_nothing_that_was_typed(app, session, filled, letter):
    with app.test_request_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "Your visit request: go on where you stopped"
    assert f"{app.config['SETTINGS'].base_url}{filled.base}" in composed.text.splitlines()
    for typed in ("Métropole", "wheelchair", "Smart city"):
        assert typed not in composed.text
    assert set(letter.facts) == {"link"}


def test_once_the_form_is_thrown_away_it_is_not_written(app, session, filled, letter):
    filled.page("saved").submit("form[action$='/discard']")
    assert session.scalars(select(RequestDraft)).all() == []
    with app.test_request_context(), pytest.raises(Uncomposable) as caught:
        writer().compose(session, letter)
    assert caught.value.setback.failure is Failure.SUBJECT_GONE
