"""Delegations for the tests of this folder, opened as the office opens them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.people import People
from visits.delegations import actions
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole, Level
from visits.kit.translated import Translated
from visits.organisations import actions as organisations
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
FAR = date(2099, 3, 2)
"""A Monday on which nobody runs these tests."""

RIYADH = {
    "title-ko": "리야드 스마트시티 방문단",
    "title-en": "Riyadh smart city delegation",
    "starts_on": "2099-03-02",
    "ends_on": "2099-03-03",
    "countries-0-country": "SA",
    "countries-0-planned": "14",
    "languages-0": "ar",
}
"""What is enough to open a delegation."""

AMIR = {
    "family_name": "Al-Qahtani",
    "given_name": "Abdullah",
    "hangul_name": "압둘라 알카흐타니",
    "native_name": "عبدالله القحطاني",
    "role": "head",
    "position_en": "Deputy Minister",
    "nationality": "SA",
    "meal_needs": ["halal", "no_alcohol"],
    "mobility": ["wheelchair"],
}
"""A head of delegation with all that may be known of one."""


def a_delegation(session: Session, people: People, **facts: Any) -> Delegation:
    """A draft of two days from Saudi Arabia, led by the coordinator; `facts` say otherwise."""
    given = {
        "title": Translated(en="Riyadh smart city delegation"),
        "starts_on": FAR,
        "ends_on": facts.get("starts_on", FAR),
        "level": Level.WORKING,
        "languages": ("ar", "en"),
        "lead_id": people["coordinator"].id,
        "countries": [{"country": "SA", "planned": 14}],
        "home_zone": "Asia/Riyadh",
    }
    delegation = actions.add(session, {**given, **facts}, at=AT)
    session.commit()
    return delegation


def a_body(
    session: Session, name: str = "Riyadh Region Municipality", country: str = "SA"
) -> Organisation:
    kind = OrganisationKind.LOCAL_GOVERNMENT
    facts = {"name": Translated(en=name), "country": country, "kind": kind}
    body = organisations.add(session, facts, at=AT)
    session.commit()
    return body


def a_delegate(
    session: Session, delegation: Delegation, given: str = "Ahmed", **facts: Any
) -> Delegate:
    """A member of the delegation; `facts` say otherwise."""
    known = {"given_name": given, "role": DelegateRole.MEMBER}
    delegate = actions.add_delegate(session, delegation, {**known, **facts})
    session.commit()
    return delegate
