"""A delegation of two whose programme leads to a site that checks identities."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import AT, TUESDAY, a_delegate, a_delegation, a_site, a_stop, an_itinerary
from visits.access.rules import Channel
from visits.delegations.models import Delegate, Delegation
from visits.identity import actions
from visits.identity.actions.recording import Told
from visits.identity.rules import Agreed, Asked, ConsentWay, asked_of
from visits.itineraries import queries as itineraries
from visits.kit.translated import Translated
from visits.sites.models import Site
from visits.sites.rules import IdentityField, Security

CENTRE = Translated(ko="도시통합정보센터", en="Control centre")
DEMANDED = ("birth_date", "passport_number", "nationality")
PASSPORT, BIRTH = "M12345678", "1975-04-30"
VALUES = {IdentityField.PASSPORT_NUMBER: PASSPORT, IdentityField.BIRTH_DATE: BIRTH}
TODAY = date(2098, 12, 1)
"""The city's day of AT."""


def a_strict_site(session: Session, **facts: Any) -> Site:
    """The control centre: dates of birth, passport numbers and nationalities, three days before."""
    given = {"security": Security.IDENTITY_LIST, "identity_fields": DEMANDED}
    site = a_site(session, "Control centre", **{**given, **facts})
    site.name = CENTRE
    return site


def a_visit(session: Session, site: Site, **facts: Any) -> Delegation:
    """Two people, Noura and Salem, at the site on the Tuesday."""
    delegation = a_delegation(session, planned=2, **facts)
    for name in ("Noura", "Salem"):
        a_delegate(session, delegation, given_name=name, family_name="", nationality="SA")
    a_stop(session, an_itinerary(session, delegation), site=site, day=TUESDAY)
    return delegation


def asked(session: Session, delegate: Delegate) -> Asked:
    return asked_of(delegate.id, itineraries.demands_of(session, delegate.delegation_id))


def told(**facts: Any) -> Told:
    given = {"way": ConsentWay.DECLARED, "channel": Channel.LINK, "told_on": TODAY}
    return Told(**{**given, **facts})


def agreed(*sites: Site, **facts: Any) -> Agreed:
    given = {"use": True, "unique": True, "sites": frozenset(site.id for site in sites)}
    return Agreed(**{**given, **facts})


def recorded(session: Session, delegate: Delegate, site: Site, **values: Any) -> None:
    """What the site demands is entered, with every consent."""
    actions.record(
        session,
        delegate,
        values or VALUES,
        agreed(site),
        asked(session, delegate),
        told=told(),
        text_version="test",
        at=AT,
    )
