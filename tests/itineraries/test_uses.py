"""What programmes hold on to: rows that are not deleted under them."""

import pytest

from tests.factories import (
    AT,
    a_contact,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    an_itinerary,
)
from visits.delegations import actions as delegations
from visits.itineraries import actions as itineraries
from visits.kit.errors import InUse
from visits.notifications import actions as letters
from visits.notifications.models import Letter
from visits.papers.models import OfficialPaper, PaperSubject
from visits.papers.rules import Direction, Disclosure, PaperKind
from visits.sites import actions as sites


def a_letter_to(session, contact) -> Letter:
    return letters.queue(
        session,
        "itineraries.host_changed",
        to=contact.email,
        name=contact.name,
        language="ko",
        about=("delegation", 1),
        key="one",
        facts={"release": 1, "contact": contact.id, "feed": "x", "stops": {}},
        at=AT,
    )


def test_a_contact_stays_while_a_letter_to_it_waits(session):
    site = a_site(session)
    contact, other = a_contact(session, site), a_contact(session, site)
    letter = a_letter_to(session, contact)
    with pytest.raises(InUse) as refused:
        sites.remove_contact(session, contact)
    assert refused.value.users == [("letter", 1)]
    sites.remove_contact(session, other)
    letters.drop(letter, by="Kim Haneul", at=AT)
    sites.remove_contact(session, contact)
    session.expire(site)
    assert site.contacts == []


def test_the_last_of_a_subgroup_with_stops_stays(session):
    """Its stops would be for nobody."""
    delegation = a_delegation(session)
    first, second = a_delegate(session, delegation), a_delegate(session, delegation)
    a_stop(
        session,
        an_itinerary(session, delegation),
        party_id=a_party(session, delegation, first, second).id,
    )
    delegations.remove_delegate(session, delegation, first, at=AT)
    with pytest.raises(InUse) as refused:
        delegations.remove_delegate(session, delegation, second, at=AT)
    assert refused.value.users == [("stop", 1)]


def test_a_stop_with_a_paper_stays(session):
    """The paper would appear on another stop, or on none."""
    stop = a_stop(session, an_itinerary(session), move=None)
    subject = PaperSubject(subject_kind="stop", subject_id=stop.id)
    session.add(
        OfficialPaper(
            title="Reception plan",
            kind=PaperKind.RECEPTION_PLAN,
            direction=Direction.INTERNAL,
            disclosure=Disclosure.OPEN,
            created_at=AT,
            subjects=[subject],
        )
    )
    session.flush()
    with pytest.raises(InUse) as refused:
        itineraries.remove_stop(session, stop, at=AT)
    assert refused.value.users == [("paper", 1)]
