"""What is known of a body: its requests and visits; who points to a row."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.intake.models import VisitRequest, WishedSite
from visits.intake.queries.single import LISTED
from visits.kit.search import matching
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.organisations.models import Organisation
from visits.organisations.rules import are_alike

MOST_ALIKE = 200
"""Requests in which the words of a body's name stand, of which we look who has sent them."""


def known_body(session: Session, name: str, country: str) -> Organisation | None:
    """The organisation of the register that is written so; None without a country."""
    if not (name and country):
        return None
    return delegations.organisation_called(session, Translated(en=name), country)


def bodies_alike(session: Session, request: VisitRequest) -> list[Organisation]:
    """Organisations of the register that may be the one that the request only names."""
    if request.organisation_id is not None or not (request.body_name and request.country):
        return []
    rows = (
        select(Organisation)
        .where(Organisation.country == request.country)
        .options(selectinload(Organisation.aliases))
        .order_by(Organisation.id)
    )
    names = (request.body_name,)
    return [body for body in session.scalars(rows) if are_alike(body.names, names)]


def of_same_body(
    session: Session, request: VisitRequest, *, since: date
) -> tuple[list[VisitRequest], list[Delegation]]:
    """Other requests and the delegations of the same body since a day.

    Where the request only names it, also those of bodies with a name like that. The visit that this
    very request opened is none of them.
    """
    same: ColumnElement[bool] = VisitRequest.id.in_(called_alike(session, request, since))
    if request.organisation_id is not None:
        same = or_(same, VisitRequest.organisation_id == request.organisation_id)
    rows = (
        select(VisitRequest)
        .options(*LISTED)
        .where(same, VisitRequest.id != request.id, VisitRequest.received_on >= since)
        .order_by(VisitRequest.received_on.desc(), VisitRequest.id.desc())
        .limit(10)
    )
    others = list(session.scalars(rows)) if request.body_name else []
    known = [request.organisation_id] if request.organisation_id is not None else []
    ids = known or [body.id for body in bodies_alike(session, request)]
    visits = delegations.latest_of_bodies(session, ids, 10) if ids else []
    return others, [
        visit for visit in visits if visit.ends_on >= since and visit.id != request.delegation_id
    ]


def called_alike(session: Session, request: VisitRequest, since: date) -> list[int]:
    """The newest requests of a body of this name, found by its words, however it is capitalised."""
    found = matching(VisitRequest, request.body_name)
    if found is None:
        return []
    rows = (
        select(VisitRequest.id, VisitRequest.body_name)
        .where(VisitRequest.id.in_(found), VisitRequest.received_on >= since)
        .order_by(VisitRequest.received_on.desc(), VisitRequest.id.desc())
        .limit(MOST_ALIKE)
    )
    key = search_key(request.body_name)
    return [number for number, name in session.execute(rows) if search_key(name) == key]


def uses(session: Session, kind: str, row_id: int) -> int:
    """How many requests point to an organisation, a site or a delegation."""
    columns: Mapping[str, ColumnElement[bool]] = {
        "organisation": VisitRequest.organisation_id == row_id,
        "delegation": VisitRequest.delegation_id == row_id,
        "site": VisitRequest.sites.any(WishedSite.site_id == row_id),
    }
    if kind not in columns:
        return 0
    return session.scalar(select(func.count(VisitRequest.id)).where(columns[kind])) or 0


def requests_of_body(session: Session, organisation_id: int) -> list[VisitRequest]:
    """The requests of a body that the register knows."""
    rows = select(VisitRequest).where(VisitRequest.organisation_id == organisation_id)
    return list(session.scalars(rows))


def days_of_requests(session: Session, body_ids: Collection[int]) -> list[tuple[int, date]]:
    """Requests of these bodies: id and the day of the receipt."""
    rows = select(VisitRequest.id, VisitRequest.received_on)
    found = session.execute(rows.where(VisitRequest.organisation_id.in_(body_ids)))
    return [(number, day) for number, day in found]


def requests_by_id(session: Session, ids: Collection[int]) -> dict[int, VisitRequest]:
    rows = select(VisitRequest).options(*LISTED).where(VisitRequest.id.in_(ids))
    return {request.id: request for request in session.scalars(rows)}
