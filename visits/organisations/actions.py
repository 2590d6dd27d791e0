"""Changing organisations."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.organisations.models import Organisation


def add(session: Session, facts: Mapping[str, Any], *, at: datetime) -> Organisation:
    """A new organisation out of a form's facts."""
    organisation = Organisation(**facts, created_at=at, sort_key=sort_key_of(facts["name"]))
    session.add(organisation)
    session.flush()
    return organisation


def sort_key_of(name: Translated) -> str:
    return search_key(name.to("ko"))[:200]
