"""Releasing, as the tests of this folder do it."""

import pytest
from sqlalchemy import select

from tests.factories import AT
from visits.itineraries import actions
from visits.itineraries.models import Release
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

NOTHING = Translated()


@pytest.fixture
def release(session, app):
    """Release an itinerary as its officer does, when the asks have gone out."""

    def made(itinerary, *, at=AT, note=NOTHING, by=None, are_asks_out=True, **options) -> Release:
        by = by or itinerary.delegation.lead
        links = app.extensions["links"]
        given = {"keep_days": 30, **options}
        if are_asks_out:
            for ask in session.scalars(select(Letter).where(Letter.kind == "hosting.asked")):
                ask.state = LetterState.SENT
        return actions.release(session, itinerary, note=note, by=by, at=at, links=links, **given)

    return made
