"""Organisations as tests need them."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from visits.kit.translated import Translated
from visits.organisations import actions
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def a_body(session: Session, name="Ministry of Interior", **facts) -> Organisation:
    given = {
        "name": name if isinstance(name, Translated) else Translated(en=name),
        "kind": OrganisationKind.NATIONAL_GOVERNMENT,
        "country": "KH",
    }
    body = actions.add(session, {**given, **facts}, at=AT)
    session.commit()
    return body
