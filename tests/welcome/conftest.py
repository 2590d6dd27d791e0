"""A requester's browser, and the form on its way."""

from datetime import timedelta

import pytest

from tests.welcome.filling import ANSWERS, Filling
from visits.intake.models import RequestDraft


@pytest.fixture
def filling(session, browser) -> Filling:
    """A form that was begun in English."""
    return Filling(browser, session)


@pytest.fixture
def filled(session, filling) -> Filling:
    """Every step answered, some time ago: only the last button is left."""
    for step, typed in ANSWERS.items():
        filling.step(step, **typed)
    draft = session.query(RequestDraft).one()
    draft.created_at -= timedelta(minutes=5)
    session.commit()
    return filling
