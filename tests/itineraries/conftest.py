"""Releasing, as the tests of this folder do it."""

import pytest

from tests.factories import AT
from visits.itineraries import actions
from visits.itineraries.models import Release
from visits.kit.translated import Translated

NOTHING = Translated()


@pytest.fixture
def release(session, app):
    """Release an itinerary as its officer does."""

    def made(itinerary, *, at=AT, note=NOTHING, by=None, **options) -> Release:
        by = by or itinerary.delegation.lead
        links = app.extensions["links"]
        given = {"keep_days": 30, **options}
        return actions.release(session, itinerary, note=note, by=by, at=at, links=links, **given)

    return made
