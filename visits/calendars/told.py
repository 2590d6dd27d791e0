"""Look-ups behind the entries that no publication numbers: who was told of which stops, and when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from visits.calendars.models import OwnEntry
from visits.calendars.queries import Subject
from visits.calendars.rules import OwnKind, Window
from visits.conflicts.rules import ResourceKind
from visits.itineraries.models import Naming, Publication
from visits.itineraries.rules import Scope
from visits.sites.models import Site


class WhomTold(NamedTuple):
    """People and vehicles that publications name, from the first start to the last; when last."""

    owners: set[Subject]
    window: Window
    at: datetime


def whom_told(session: Session, uids: Collection[str]) -> WhomTold | None:
    """None when publications of these stops name nobody of ours."""
    rows = session.execute(
        select(
            Naming.resource_kind,
            Naming.resource_id,
            func.min(Naming.starts),
            func.max(Naming.starts),
            func.max(Publication.at),
        )
        .join(Publication, Publication.id == Naming.publication_id)
        .where(Publication.uid.in_(uids))
        .group_by(Naming.resource_kind, Naming.resource_id)
    ).all()
    if not rows:
        return None
    window = Window(min(row[2] for row in rows), max(row[3] for row in rows))
    return WhomTold({(row[0].value, row[1]) for row in rows}, window, max(row[4] for row in rows))


def published_to_all(
    session: Session, owners: Collection[Subject], window: Window
) -> Sequence[tuple[Subject, Publication]]:
    """The same as `published_to` of several, each with whom it names."""
    near = (
        select(Publication.uid)
        .join(Publication.namings)
        .where(theirs(owners), Naming.starts >= window.first, Naming.starts < window.last)
    )
    rows = session.execute(
        select(Naming.resource_kind, Naming.resource_id, Publication)
        .join(Publication, Publication.id == Naming.publication_id)
        .where(theirs(owners), Publication.uid.in_(near))
        .order_by(Publication.id)
    )
    return [((row[0].value, row[1]), row[2]) for row in rows]


def theirs(owners: Collection[Subject]) -> ColumnElement[bool]:
    """Whether a naming is of one of them."""
    return or_(
        *(
            and_(
                Naming.resource_kind == kind,
                Naming.resource_id.in_({number for own, number in owners if own == kind.value}),
            )
            for kind in (ResourceKind.PERSON, ResourceKind.VEHICLE)
        )
    )


def errands_before(
    session: Session, owners: Collection[Subject], uids: Collection[str]
) -> Sequence[OwnEntry]:
    """What these people and vehicles were to do before these stops."""
    rows = select(OwnEntry).where(OwnEntry.stop_uid.in_(uids), OwnEntry.kind != OwnKind.DRAFT)
    return [row for row in session.scalars(rows) if (row.owner_kind, row.owner_id) in owners]


def drafts_of(session: Session, itinerary_id: int) -> Sequence[OwnEntry]:
    """Drafts of the itinerary that the office's calendar shows, or showed."""
    rows = select(OwnEntry).where(
        OwnEntry.itinerary_id == itinerary_id, OwnEntry.kind == OwnKind.DRAFT
    )
    return session.scalars(rows).all()


def last_told(session: Session, itinerary_id: int) -> Mapping[str, tuple[object, ...]]:
    """What was told last of each stop of an itinerary, as `sequence.content` compares it."""
    rows = session.execute(
        select(
            Publication.uid,
            Publication.state,
            Publication.starts,
            Publication.ends,
            Publication.site_id,
            Publication.end_site_id,
            Publication.place,
        )
        .where(Publication.itinerary_id == itinerary_id, Publication.scope != Scope.LEFT)
        .order_by(Publication.id)
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def sites_and_ends(session: Session, ids: Collection[int]) -> Mapping[int, Site]:
    """These sites, and those at which they let people out; one query, none for none."""
    if not ids:
        return {}
    ends = select(Site.end_site_id).where(Site.id.in_(ids), Site.end_site_id.is_not(None))
    rows = select(Site).where(or_(Site.id.in_(ids), Site.id.in_(ends)))
    return {site.id: site for site in session.scalars(rows)}
