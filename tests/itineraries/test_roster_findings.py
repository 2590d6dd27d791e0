"""What the roster changes reaches the findings of the draft: names that lists need, numbers."""

import pytest

from tests.factories import a_delegate, a_delegation, a_party, a_site, a_stop, an_itinerary
from tests.itineraries import test_judging
from visits.delegations import actions
from visits.delegations.rules import DelegateRole, Level
from visits.sites.rules import Security

MISSING, DIFFERS = ("DOCUMENT_NAME_MISSING", "WARN"), ("COUNT_MISMATCH", "WARN")
MEMBER = {"role": DelegateRole.MEMBER, "hangul_name": "소크"}


def found(session, itinerary):
    """Of names and numbers."""
    return [one for one in test_judging.found(session, itinerary) if one in {MISSING, DIFFERS}]


@pytest.fixture
def guarded(session):
    return a_site(session, "Control Centre", security=Security.NAME_LIST)


def test_a_name_that_comes_settles_it(session, app, guarded):
    delegation = a_delegation(session, planned=1)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, site=guarded)
    assert found(session, itinerary) == []
    delegate = actions.add_delegate(session, delegation, MEMBER)
    assert found(session, itinerary) == [MISSING]
    actions.revise_delegate(session, delegation, delegate, {"family_name": "Sok"})
    assert found(session, itinerary) == []


def test_a_subgroup_without_the_unnamed_is_fine(session, app, guarded):
    delegation = a_delegation(session, planned=2)
    named = a_delegate(session, delegation)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, site=guarded, party_id=a_party(session, delegation, named).id)
    actions.add_delegate(session, delegation, MEMBER)
    assert found(session, itinerary) == []


def test_certificates_need_every_name(session, app):
    delegation = a_delegation(session, planned=1, level=Level.TRAINING)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary)
    actions.add_delegate(session, delegation, MEMBER)
    assert found(session, itinerary) == [MISSING]


def test_who_withdrew_is_neither_missed_nor_counted(session, app, guarded):
    delegation = a_delegation(session, planned=1)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, site=guarded)
    a_delegate(session, delegation)
    unnamed = actions.add_delegate(session, delegation, MEMBER)
    assert found(session, itinerary) == [DIFFERS, MISSING]
    unnamed.withdrawn_at, unnamed.precedence = delegation.created_at, 0
    session.flush()
    actions.revise_delegate(session, delegation, delegation.delegates[0], {"position_en": "Mayor"})
    assert found(session, itinerary) == []
