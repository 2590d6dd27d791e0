"""A list of two that went to the security desk by link."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import a_contact
from tests.identity.cast import a_strict_site, a_visit, recorded
from tests.pages import Browser
from tests.people import People
from visits.access_lists import actions, queries
from visits.access_lists.actions import Handed
from visits.access_lists.models import AccessList, AccessListVersion
from visits.access_lists.queries import Place
from visits.access_lists.rules import Handing
from visits.delegations.models import Delegation
from visits.kit.clock import now
from visits.notifications.models import Letter
from visits.sites.models import Site, SiteContact
from visits.sites.rules import ContactRole


@pytest.fixture
def site(session: Session) -> Site:
    return a_strict_site(session)


@pytest.fixture
def desk(session: Session, site: Site) -> SiteContact:
    return a_contact(session, site, role=ContactRole.SECURITY_DESK, name="Desk", language="en")


@pytest.fixture
def visit(session: Session, site: Site) -> Delegation:
    """Two people, of whom everything is known."""
    delegation = a_visit(session, site)
    for delegate in delegation.delegates:
        recorded(session, delegate, site)
    return delegation


@pytest.fixture
def officer(as_: Callable[..., Browser], people: People, session: Session) -> Browser:
    people["coordinator"].totp_secret = "sealed"
    session.commit()
    return as_("coordinator")


@pytest.fixture
def place(session: Session, visit: Delegation) -> Callable[[], Place]:
    """The visit's one list, as it stands now."""

    def found() -> Place:
        session.expire_all()
        return queries.places(session, visit)[0]

    return found


@pytest.fixture
def delivered(
    app: Flask, session: Session, visit: Delegation, desk: SiteContact, place: Any
) -> AccessListVersion:
    version = actions.deliver(
        session,
        visit,
        place(),
        Handed(handing=Handing.LINK, contact=desk),
        plates="",
        keeper=app.extensions["links"],
        at=now(),
    )
    session.commit()
    return version


@pytest.fixture
def versions(session: Session) -> Callable[[], list[AccessListVersion]]:
    def found() -> list[AccessListVersion]:
        session.expire_all()
        rows = session.scalars(select(AccessListVersion).order_by(AccessListVersion.id))
        return list(rows)

    return found


@pytest.fixture
def kinds_of_letters(session: Session) -> Callable[[], list[tuple[str, str]]]:
    """Kind and state of every letter, oldest first."""

    def found() -> list[tuple[str, str]]:
        session.expire_all()
        letters = session.scalars(select(Letter).order_by(Letter.id))
        return [(letter.kind, letter.state.value) for letter in letters]

    return found


@pytest.fixture
def the_list(session: Session) -> Callable[[], AccessList]:
    return lambda: session.scalars(select(AccessList)).one()
