"""When a draft holds news that a release would bring to people outside."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import (
    AT,
    a_site,
    a_stop,
    an_itinerary,
)
from visits.home import queries as home
from visits.itineraries import actions, queries
from visits.itineraries.rules import StopMove
from visits.kit.errors import Refused
from visits.kit.translated import Translated

NOTHING = Translated()
LATER = AT + timedelta(days=1)


def is_news(session, itinerary) -> set[bool]:
    """What the dashboard, the page of the delegation and the release itself say: one and the same."""
    session.flush()
    session.expire_all()
    delegation = itinerary.delegation
    return {
        home.programmes(session, [delegation.id])[delegation.id].has_changes,
        queries.glance(session, delegation.id).is_changed,
        queries.release_preview(session, itinerary, at=AT).has_news,
    }


def test_an_edit_that_nobody_outside_sees_is_no_news(session, release):
    """A dashboard that demands what the release refuses would be asked about for ever."""
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session))
    release(itinerary)
    later = AT + timedelta(hours=1)
    edited = replace(actions.values_of(stop), internal_note="Bring the key")
    actions.revise_stop(session, stop, edited, at=later)
    assert is_news(session, itinerary) == {False}
    with pytest.raises(Refused, match="nothing_new"):
        release(itinerary, at=later)
    actions.change_status(session, stop, StopMove.CONFIRM, at=later)
    assert is_news(session, itinerary) == {True}
    release(itinerary, at=later)
    assert is_news(session, itinerary) == {False}


def test_another_name_of_a_site_is_news(session, release):
    itinerary = an_itinerary(session)
    site = a_site(session)
    a_stop(session, itinerary, site=site)
    release(itinerary)
    site.name = Translated(en="Botanical Garden")
    assert is_news(session, itinerary) == {True}


@pytest.mark.parametrize("many", [1, 4])
def test_looking_for_news_costs_the_same_for_many(session, release, queries_of, many):
    itineraries = [an_itinerary(session) for _ in range(many)]
    for n, itinerary in enumerate(itineraries):
        a_stop(session, itinerary, site=a_site(session, f"Site {n}"))
        release(itinerary)
    ids = [itinerary.delegation_id for itinerary in itineraries]
    session.flush()
    session.expunge_all()
    assert queries_of(lambda: home.programmes(session, ids)) == 3
