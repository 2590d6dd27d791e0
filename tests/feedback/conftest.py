"""Links to visits and to contacts of sites."""

from datetime import timedelta

import pytest

from tests.factories import AT, a_contact
from tests.portal.cast import a_row, frozen
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.kit.clock import now


@pytest.fixture
def token_of(session, app):
    """The token of a link to a row, made where there is none."""

    def made(kind, subject) -> str:
        keeper = app.extensions["links"]
        return keeper.token(keeper.standing(session, kind, subject, language="en", at=AT))

    return made


@pytest.fixture
def guest_token(token_of):
    return lambda delegation: token_of(LinkKind.GUEST, ("delegation", delegation.id))


@pytest.fixture
def host_token(token_of):
    return lambda contact: token_of(LinkKind.HOST, ("site_contact", contact.id))


@pytest.fixture
def over(session):
    """A visit whose two released stops ended an hour ago, at the first of which a host received."""

    def made(visit, *, ended=timedelta(hours=1)) -> Delegation:
        delegation, stops = visit
        ends = now() - ended
        delegation.starts_on = delegation.ends_on = (ends + timedelta(hours=9)).date()
        for place, stop in enumerate(stops):
            stop.ends = ends - timedelta(hours=1 - place)
            stop.starts = stop.ends - timedelta(minutes=45)
        rows = [
            a_row(
                place,
                uid=stop.uid,
                title=stop.title,
                site_id=stop.site_id,
                site_name=stop.site.name,
                starts=stop.starts,
                ends=stop.ends,
            )
            for place, stop in enumerate(stops)
        ]
        frozen(session, delegation, *rows)
        return delegation

    return made


@pytest.fixture
def contact(session):
    return lambda stop, **facts: a_contact(session, stop.site, **facts)
