"""Reading what feeds show. A 304 is one query; building a feed at most six."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session, joinedload, load_only

from visits.access.models import SecretLink, User
from visits.calendars.models import FeedCache, FeedStamp, OwnEntry
from visits.calendars.rules import LINK_KINDS, Turns, Window
from visits.calendars.shelf import Copy
from visits.conflicts.rules import ResourceKind
from visits.delegations.models import Delegation
from visits.itineraries.models import Itinerary, Naming, Publication, Release, ReleasedStop
from visits.itineraries.rules import PublishedState, Visibility
from visits.kit.errors import NotThere
from visits.kit.tokens import fingerprint, is_token
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site

FEEDS = tuple(LINK_KINDS.values())


Subject = tuple[str, int]
"""What a calendar is about: ("site", id), ("delegation", id), ("person", id), ("vehicle", id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed's link, the number of its data's stamp, and what was built last.

    `copy` is None where nothing was built yet, and for bytes that whoever asked knows already.
    """

    link: SecretLink
    number: int
    stamp: str = ""
    etag: str = ""
    changed_at: datetime | None = None
    copy: Copy | None = None

    def stamp_on(self, midnight: datetime) -> str:
        """What the feed is to be built from, on the city day that begins at *midnight*."""
        return f"{self.number}|{midnight.date()}"

    def is_as_of(self, midnight: datetime) -> bool:
        return self.stamp == self.stamp_on(midnight)

    def with_cache(self, made: FeedCache) -> "Found":
        copy = Copy(made.etag, made.body, made.packed)
        return replace(
            self, stamp=made.stamp, etag=made.etag, changed_at=made.changed_at, copy=copy
        )


IS_UNKNOWN = FeedCache.etag != bindparam("known")
THE_FEED = (
    select(
        SecretLink,
        FeedStamp.number,
        FeedCache.stamp,
        FeedCache.etag,
        FeedCache.changed_at,
        case((IS_UNKNOWN, FeedCache.body)).label("body"),
        case((IS_UNKNOWN, FeedCache.packed)).label("packed"),
    )
    .outerjoin(
        FeedStamp,
        and_(
            FeedStamp.subject_kind == SecretLink.subject_kind,
            FeedStamp.subject_id == SecretLink.subject_id,
        ),
    )
    .outerjoin(FeedCache, FeedCache.link_id == SecretLink.id)
    .where(SecretLink.fingerprint == bindparam("key"), SecretLink.kind.in_(FEEDS))
)
"""Written once: this is asked at every poll of every calendar program."""


def the_feed(session: Session, secret: str, known: str = "") -> Found:
    """Link, stamp and cache of a token in one query, without the bytes of the tag that is *known*.

    Raises NotThere for a token of no feed.
    """
    if not is_token(secret):
        raise NotThere("feed")
    facts = {"key": fingerprint(secret), "known": known}
    row = session.execute(THE_FEED, facts).first()
    if row is None:
        raise NotThere("feed")
    return Found(
        link=row.SecretLink,
        number=row.number or 0,
        stamp=row.stamp or "",
        etag=row.etag or "",
        changed_at=row.changed_at,
        copy=None if row.body is None else Copy(row.etag, row.body, row.packed),
    )


def the_link(session: Session, link_id: str) -> SecretLink:
    """Raises NotThere."""
    link = session.get(SecretLink, link_id)
    if link is None:
        raise NotThere("link")
    return link


def published_at_site(session: Session, site_id: int, window: Window) -> Sequence[Publication]:
    """Every publication of every stop that was once published at the site, oldest first."""
    which = Publication.uid.in_(uids_at_site(site_id, window))
    return session.scalars(select(Publication).where(which).order_by(Publication.id)).all()


def published_as(session: Session, uids: Collection[str]) -> Sequence[Publication]:
    """Every publication of these stops, oldest first."""
    rows = select(Publication).where(Publication.uid.in_(uids)).order_by(Publication.id)
    return session.scalars(rows).all()


def marks_at_site(session: Session, site_id: int, window: Window) -> Sequence[Any]:
    """The same rows as `published_at_site`, with what tells one state of a stop from another."""
    rows = select(
        Publication.id,
        Publication.uid,
        Publication.itinerary_id,
        Publication.sequence,
        Publication.site_id,
        Publication.renamed_at,
    )
    which = Publication.uid.in_(uids_at_site(site_id, window))
    return session.execute(rows.where(which).order_by(Publication.id)).all()


def uids_at_site(site_id: int, window: Window) -> Select[str]:
    return select(Publication.uid).where(
        Publication.site_id == site_id,
        Publication.starts >= window.first,
        Publication.starts < window.last,
    )


def person_of_user(session: Session, user_id: int) -> int:
    """The id of the person that an account belongs to. Raises NotThere."""
    found = session.scalar(select(Person.id).where(Person.user_id == user_id))
    if found is None:
        raise NotThere("person")
    return found


SHOWN = load_only(Site.name, Site.address_ko, Site.address_roman, Site.lat, Site.lng)
"""What calendars say of a site."""


class Placed(NamedTuple):
    """What was published, and where."""

    row: Publication
    site: Site | None


class Served(NamedTuple):
    """What was published to whoever serves there: where, and for whom."""

    row: Publication
    site: Site | None
    delegation: Delegation


def published_to(session: Session, owner: Subject, window: Window) -> Sequence[Served]:
    """Every publication that names the person or vehicle, of stops in the window; oldest first."""
    theirs = (Naming.resource_kind == ResourceKind(owner[0]), Naming.resource_id == owner[1])
    near = (
        select(Publication.uid)
        .join(Publication.namings)
        .where(*theirs, Naming.starts >= window.first, Naming.starts < window.last)
    )
    rows = (
        select(Publication, Site, Delegation)
        .join(Publication.namings)
        .join(Itinerary, Itinerary.id == Publication.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .outerjoin(Site, Site.id == Publication.site_id)
        .where(*theirs, Publication.uid.in_(near))
        .options(SHOWN, joinedload(Delegation.lead))
        .order_by(Publication.id)
    )
    return [Served(*row) for row in session.execute(rows)]


def own_entries(
    session: Session, owner: Subject, window: Window
) -> Sequence[tuple[OwnEntry, Site | None]]:
    """Preparations and ways of a person or vehicle, drafts of the office, and where; by time.

    What was given up long ago is left out.
    """
    still = or_(OwnEntry.state != PublishedState.CANCELLED, OwnEntry.changed_at >= window.lately)
    rows = (
        select(OwnEntry, Site)
        .outerjoin(Site, Site.id == OwnEntry.site_id)
        .where(
            OwnEntry.owner_kind == owner[0],
            OwnEntry.owner_id == owner[1],
            OwnEntry.starts >= window.first,
            OwnEntry.starts < window.last,
            still,
        )
        .options(SHOWN)
        .order_by(OwnEntry.starts, OwnEntry.uid)
    )
    return [(row.OwnEntry, row.Site) for row in session.execute(rows)]


def published(session: Session, window: Window) -> Sequence[Placed]:
    """Every publication of every stop in the window, oldest first."""
    near = select(Publication.uid).where(
        Publication.starts >= window.first, Publication.starts < window.last
    )
    rows = (
        select(Publication, Site)
        .outerjoin(Site, Site.id == Publication.site_id)
        .where(Publication.uid.in_(near))
        .options(SHOWN)
        .order_by(Publication.id)
    )
    return [Placed(*row) for row in session.execute(rows)]


def delegations_of(session: Session, itinerary_ids: set[int]) -> Mapping[int, Delegation]:
    """The delegation of each itinerary, with its lead officer."""
    rows = (
        select(Itinerary.id, Delegation)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Itinerary.id.in_(itinerary_ids))
        .options(
            load_only(Delegation.title),
            joinedload(Delegation.lead).load_only(User.name, User.phone),
        )
    )
    return {row.id: row.Delegation for row in session.execute(rows)}


def released_rows(delegation_id: int) -> Select[ReleasedStop]:
    return (
        select(ReleasedStop)
        .join(Release, Release.id == ReleasedStop.release_id)
        .join(Itinerary, Itinerary.id == Release.itinerary_id)
        .where(Itinerary.delegation_id == delegation_id)
        .order_by(Release.number, ReleasedStop.id)
    )


def released(
    session: Session, delegation_id: int, window: Window
) -> Sequence[tuple[ReleasedStop, bool]]:
    """Every released row, oldest release first, and whether it is for guests."""
    rows = released_rows(delegation_id).where(
        ReleasedStop.starts >= window.first, ReleasedStop.starts < window.last
    )
    return with_audience(session.scalars(rows))


def released_as(
    session: Session, delegation_id: int, uid: str
) -> Sequence[tuple[ReleasedStop, bool]]:
    """The same of one stop. Raises NotThere for what was never released to guests."""
    rows = with_audience(
        session.scalars(released_rows(delegation_id).where(ReleasedStop.uid == uid))
    )
    if not any(is_for_guests for _, is_for_guests in rows):
        raise NotThere("stop")
    return rows


def turns_of(session: Session, delegation_id: int) -> Turns:
    """How often the visit was cancelled and taken up again."""
    row = session.execute(
        select(Itinerary.turns, Itinerary.turned_at).where(Itinerary.delegation_id == delegation_id)
    ).one_or_none()
    return Turns(row.turns, row.turned_at) if row else Turns()


def with_audience(rows: Iterable[ReleasedStop]) -> Sequence[tuple[ReleasedStop, bool]]:
    return [(row, row.visibility is Visibility.GUESTS) for row in rows]


def person_of(session: Session, person_id: int) -> Person:
    """Raises NotThere."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotThere("person")
    return person


def vehicle_of(session: Session, vehicle_id: int) -> Vehicle:
    """Raises NotThere."""
    vehicle = session.get(Vehicle, vehicle_id)
    if vehicle is None:
        raise NotThere("vehicle")
    return vehicle


def site_of(session: Session, site_id: int) -> Site:
    """Raises NotThere."""
    site = session.get(Site, site_id)
    if site is None:
        raise NotThere("site")
    return site


def delegation_of(session: Session, delegation_id: int) -> Delegation:
    """Raises NotThere."""
    delegation = session.get(Delegation, delegation_id)
    if delegation is None:
        raise NotThere("delegation")
    return delegation


def told_by(session: Session, itinerary_id: int, uids: Collection[str] = ()) -> set[Subject]:
    """Sites, people and vehicles that were ever told of these stops, or of any of the programme."""
    which = Publication.itinerary_id == itinerary_id
    if uids:
        which = and_(which, Publication.uid.in_(uids))
    return subjects(session, which)


def told_of_site(session: Session, site_id: int, since: datetime) -> set[Subject]:
    """People and vehicles that were told of stops there, from the instant on; and the site."""
    return subjects(session, and_(Publication.site_id == site_id, Publication.starts >= since))


def subjects(session: Session, which: ColumnElement[bool]) -> set[Subject]:
    """Whose calendars show these publications; one query."""
    sites = select(literal("site"), Publication.site_id).where(
        which, Publication.site_id.is_not(None)
    )
    served = (
        select(cast(Naming.resource_kind, String), Naming.resource_id)
        .join(Publication, Publication.id == Naming.publication_id)
        .where(which)
    )
    rows: Iterable[Any] = session.execute(union(sites, served))
    return {(kind, number) for kind, number in rows}


def itinerary_of_delegation(session: Session, delegation_id: int) -> int | None:
    return session.scalar(select(Itinerary.id).where(Itinerary.delegation_id == delegation_id))
