"""A strict site with a visit to it, its links, and an officer who has a second factor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.identity.cast import a_strict_site, a_visit
from tests.pages import Browser, Page
from tests.people import People
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.kit.clock import now
from visits.notifications.models import Letter
from visits.sites.models import Site


@pytest.fixture
def site(session: Session) -> Site:
    return a_strict_site(session)


@pytest.fixture
def visit(session: Session, site: Site) -> Delegation:
    return a_visit(session, site)


@pytest.fixture
def officer(as_: Callable[..., Browser], people: People, session: Session) -> Browser:
    """The coordinator, who has set up a second factor."""
    people["coordinator"].totp_secret = "sealed"
    session.commit()
    return as_("coordinator")


@pytest.fixture
def liaison(app: Flask, session: Session, visit: Delegation) -> SecretLink:
    """The liaison's link to the visit."""
    link = app.extensions["links"].issue(
        session, LinkKind.LIAISON, ("delegation", visit.id), language="en", at=now()
    )
    session.commit()
    return link


@pytest.fixture
def token(app: Flask, liaison: SecretLink) -> str:
    return app.extensions["links"].token(liaison)


@pytest.fixture
def newest_letter(app: Flask, session: Session) -> Callable[[], Any]:
    """The newest letter, composed as its recipient reads it, with its row."""

    def read() -> Any:
        letter = session.scalars(select(Letter).order_by(Letter.id.desc())).first()
        with app.test_request_context():
            return letter, app.extensions["letters"].compose(session, letter)

    return read


@pytest.fixture
def opened(browser: Browser, token: str, newest_letter: Callable[[], Any]) -> Callable[..., Page]:
    """The page behind the code: a code is asked for, read in the mail and typed."""

    def through(secret: str = "", page_browser: Browser | None = None) -> Page:
        own = page_browser or browser
        page = own.page("identity.step", lang="en", token=secret or token)
        page.submit("form[action$='/code']")
        _, composed = newest_letter()
        answer = page.submit("form[action$='/open']", code=composed.text.split("\n")[2])
        shown = own.fetch("GET", answer.location)
        return own.open(urlsplit(shown.headers.get("Location", answer.location)).path)

    return through
