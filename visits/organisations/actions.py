"""Changing organisations, and what the office calls a country."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.audit import recorder
from visits.kit.errors import InUse, Refused
from visits.kit.events import tell
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used, uses_of
from visits.organisations import queries
from visits.organisations.events import OrganisationsMerged
from visits.organisations.models import CountryName, Organisation, OrganisationAlias, ToldApart


def add(session: Session, facts: Mapping[str, Any], *, at: datetime) -> Organisation:
    """A new body out of a form's facts."""
    return add_all(session, [facts], at=at)[0]


def add_all(
    session: Session, many: Iterable[Mapping[str, Any]], *, at: datetime
) -> list[Organisation]:
    """New bodies, each out of its facts, in this order."""
    bodies = [
        Organisation(**facts, created_at=at, sort_key=sort_key_of(facts["name"])) for facts in many
    ]
    session.add_all(bodies)
    session.flush()
    return bodies


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


def uses(session: Session, body: Organisation) -> list[tuple[str, int]]:
    """What points to the body, so that it cannot be deleted, and how many of it."""
    parts = queries.number_of_parts(session, body.id)
    return uses_of(session, "organisation", body.id, own=[("organisation", parts)])


def delete(session: Session, body: Organisation) -> None:
    """Raises InUse while parts or visits point to the body. Its former names go with it."""
    if used := uses(session, body):
        raise InUse(used)
    for alias in body.aliases:
        session.delete(alias)
    session.flush()
    session.delete(body)
    session.flush()


def merge(
    session: Session,
    kept: Organisation,
    gone: Organisation,
    facts: Mapping[str, Any],
    *,
    at: datetime,
) -> None:
    """Two rows that are one body: what points to the second points to the first, its names stay.

    *facts* are what the kept row says from now on. Raises Refused for one row with itself, and for
    a body that would belong to itself; InUse when something still points to the row that goes.
    """
    if kept.id == gone.id:
        raise Refused("same_organisation")
    told = [gone.name.to("ko"), kept.name.to("ko")]
    former = {kept.id: kept.name, gone.id: gone.name}
    is_above = gone.id in {one.id for one in queries.lineage(session, kept.id)}
    parent_id = gone.parent_id if is_above else facts.get("parent_id")
    for part in [*gone.parts]:
        if part is not kept:
            part.parent_id = kept.id
    session.flush()
    revise(session, kept, {**facts, "parent_id": parent_id})
    keep_names(session, kept, gone, former, at=at)
    tell(session, OrganisationsMerged(kept.id, gone.id))
    session.expire(gone)
    refuse_if_used(session, "organisation", gone.id)
    recorder.tell(session, "merged", kept, name=told)
    session.delete(gone)
    session.flush()


def keep_names(
    session: Session,
    kept: Organisation,
    gone: Organisation,
    former: Mapping[int, Translated],
    *,
    at: datetime,
) -> None:
    """Every name that either row had (by its number) finds the kept one; so does the old address."""
    for alias in [*gone.aliases]:
        alias.organisation = kept
    for number, name in former.items():
        if number == gone.id or set(name.values()) - set(kept.name.values()):
            alias = OrganisationAlias(name=name, former_id=number, merged_at=at)
            kept.aliases.append(alias)
    kept.version += 1
    session.flush()


def tell_apart(
    session: Session, one: Organisation, other: Organisation, *, by: str, at: datetime
) -> None:
    """They look alike and are two: nobody is asked about them again. Raises Refused for one row."""
    if one.id == other.id:
        raise Refused("same_organisation")
    first, second = sorted((one.id, other.id))
    if (first, second) not in queries.told_apart(session):
        session.add(ToldApart(first_id=first, second_id=second, by=by, at=at))
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


def uses_of_participant(session: Session, row: CountryName) -> list[tuple[str, int]]:
    """What comes from there, so that it cannot be deleted, and how many of it."""
    bodies = queries.number_from(session, row.code)
    return uses_of(session, "country", row.id, own=[("organisation", bodies)])


def delete_participant(session: Session, row: CountryName) -> None:
    """Raises InUse while bodies or delegations come from there."""
    if used := uses_of_participant(session, row):
        raise InUse(used)
    session.delete(row)
    session.flush()


def sort_key_of(name: Translated) -> str:
    return search_key(name.to("ko"))[:200]
