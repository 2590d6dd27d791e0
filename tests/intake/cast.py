"""Requests for the tests of this folder, sent and typed in as people do."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.people import People
from visits.access.rules import Channel
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.intake.rules import Purpose, RequestChannel, RequesterRole
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.papers import storage
from visits.papers.rules import Upload
from visits.papers.storage import Kept

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
"""A Monday morning in the city."""
MONDAY = date(2026, 11, 2)
NEXT_MONDAY = date(2026, 11, 9)
CALLED = {"channel": Channel.TELEPHONE, "told_on": MONDAY, "person": "Aline Mbarga"}
BY_LINK = {"channel": Channel.LINK, "told_on": MONDAY}

FORM: dict[str, Any] = {
    "subject": "Smart city visit of the city of Lyon",
    "requester_name": "Aline Mbarga",
    "requester_position": "Attachée",
    "requester_organisation": "Métropole de Lyon",
    "requester_role": RequesterRole.ORGANISER,
    "requester_email": "aline@lyon.example.org",
    "requester_phone": "+33400000000",
    "body_name": "Métropole de Lyon",
    "country": "FR",
    "people_said": "about 15",
    "purpose": "Voir le centre de contrôle.",
    "slots": [{"said": "2027-05-12"}, {"said": "mid-May"}],
    "languages": ("fr", "en"),
}
"""What the web form asks for, by its last step."""
LETTER: dict[str, Any] = {"subject": "몽골 울란바토르시 방문 요청", "country": "MN"}
"""The least that an officer must type."""


def sent(app: Any, session: Session, **facts: Any) -> VisitRequest:
    """By the web form, not confirmed."""
    return actions.submit(
        session,
        {**FORM, **facts},
        consents={Purpose.HANDLING: True, Purpose.HOSTS: True, Purpose.NEWS: False},
        language="fr",
        links=app.extensions["links"],
        at=AT,
    )


def confirmed(app: Any, session: Session, **facts: Any) -> VisitRequest:
    """By the web form, its address confirmed by the button."""
    request = sent(app, session, **facts)
    actions.confirm(session, request, by=None, links=app.extensions["links"], at=AT, **BY_LINK)
    return request


def typed_in(app: Any, session: Session, people: People, **facts: Any) -> VisitRequest:
    """From an official letter, by the coordinator."""
    return actions.type_in(
        session,
        {**LETTER, **facts},
        channel=RequestChannel.OFFICIAL_LETTER,
        language="ko",
        by=people["coordinator"],
        links=app.extensions["links"],
        at=AT,
    )


VISIT: dict[str, Any] = {
    "title": Translated(en="Lyon smart city delegation"),
    "starts_on": date(2027, 5, 12),
    "ends_on": date(2027, 5, 12),
    "country": "FR",
    "planned": 15,
    "level": None,
    "home_zone": "Europe/Paris",
    "kind": None,
}


def a_file(folder: Path, name: str = "letter.pdf", content: bytes = b"%PDF-1.7\n") -> Kept:
    return storage.keep(folder, Upload(name, "application/pdf", content))


def letters(session: Session) -> list[Letter]:
    return list(session.scalars(select(Letter).order_by(Letter.id)))


def kinds(session: Session) -> list[str]:
    return [letter.kind for letter in letters(session)]
