"""Changing organisations, and what the office calls a country."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.kit.errors import Refused
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.organisations import queries
from visits.organisations.models import CountryName, Organisation


def add(session: Session, facts: Mapping[str, Any], *, at: datetime) -> Organisation:
    """A new body out of a form's facts."""
    body = Organisation(**facts, created_at=at, sort_key=sort_key_of(facts["name"]))
    session.add(body)
    session.flush()
    return body


def revise(session: Session, body: Organisation, facts: Mapping[str, Any]) -> None:
    """Change what the form says. Raises Refused for a body that would belong to itself."""
    refuse_circle(session, body, facts.get("parent_id"))
    for name, value in facts.items():
        setattr(body, name, value)
    body.sort_key = sort_key_of(body.name)
    session.flush()


def refuse_circle(session: Session, body: Organisation, parent_id: int | None) -> None:
    above = queries.lineage(session, parent_id) if parent_id else []
    if body.id in {one.id for one in above}:
        raise Refused("circle_of_bodies")


def delete(session: Session, body: Organisation) -> None:
    """Raises InUse while parts or visits point to the body."""
    parts = queries.number_of_parts(session, body.id)
    refuse_if_used(session, "organisation", body.id, own=[("organisation", parts)])
    session.delete(body)
    session.flush()


def add_participant(session: Session, facts: Mapping[str, Any]) -> CountryName:
    """A participant that ISO does not know. Raises Refused when its code is taken."""
    if queries.is_code_taken(session, facts["code"]):
        raise Refused("code_taken")
    row = CountryName(**facts, is_other=True)
    session.add(row)
    session.flush()
    return row


def name_country(session: Session, row: CountryName, facts: Mapping[str, Any]) -> None:
    """From now on the office calls the country so; where a text is empty, as CLDR does."""
    for name, value in facts.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def delete_participant(session: Session, row: CountryName) -> None:
    """Raises InUse while bodies or delegations come from there."""
    bodies = queries.number_from(session, row.code)
    refuse_if_used(session, "country", row.id, own=[("organisation", bodies)])
    session.delete(row)
    session.flush()


def sort_key_of(name: Translated) -> str:
    return search_key(name.to("ko"))[:200]
