"""Links to delegations, releases as officers make them, and the pages that guests get."""

import pytest

from tests.factories import AT
from visits.access.rules import LinkKind
from visits.itineraries import actions
from visits.itineraries.models import Release
from visits.kit.translated import Translated

NOTHING = Translated()


@pytest.fixture
def release(session, app):
    """Release an itinerary as its officer does."""

    def made(itinerary, *, at=AT, note=NOTHING) -> Release:
        links, by = app.extensions["links"], itinerary.delegation.lead
        return actions.release(
            session, itinerary, note=note, by=by, at=at, links=links, keep_days=30
        )

    return made


@pytest.fixture
def token_of(session, app):
    """The token of the delegation's link of a kind; the link is made where there is none."""

    def made(delegation, kind=LinkKind.GUEST, **facts) -> str:
        keeper = app.extensions["links"]
        given = {"language": "en", "at": AT, **facts}
        link = keeper.standing(session, kind, ("delegation", delegation.id), **given)
        return keeper.token(link)

    return made


@pytest.fixture
def guest_page(browser, token_of):
    """The programme of a delegation, as its guests open it."""

    def opened(delegation, lang="en", **options):
        return browser.page("portal.guest", lang=lang, token=token_of(delegation), **options)

    return opened
