"""Stamps that rise when something published changes, and the bytes that were built last."""

import gzip
import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.calendars import queries
from visits.calendars.models import FeedCache, FeedStamp
from visits.delegations.events import DelegationChanged
from visits.itineraries.events import Published, Released
from visits.itineraries.models import Release
from visits.sites.events import SiteChanged

ALWAYS = ("ko", "en")
"""Languages in which every released programme has a calendar, beside the delegation's own."""


def touch(session: Session, kind: str, row_id: int) -> None:
    """What feeds of this subject show has changed."""
    row = session.get(FeedStamp, (kind, row_id), with_for_update=True)
    if row is None:
        session.add(FeedStamp(subject_kind=kind, subject_id=row_id, number=1))
    else:
        row.number += 1
    session.flush()


def on_published(session: Session, event: Published) -> None:
    """The sites of the stops, and the delegation, have another calendar now."""
    for site_id in sorted(queries.sites_published_by(session, event.itinerary_id)):
        touch(session, "site", site_id)
    delegation_id = queries.delegation_of_itinerary(session, event.itinerary_id)
    if delegation_id is not None:
        touch(session, "delegation", delegation_id)


def on_released(session: Session, event: Released) -> None:
    """The guests' calendars change; each of their languages gets an address to subscribe to."""
    release = session.get_one(Release, event.release_id)
    delegation = release.itinerary.delegation
    touch(session, "delegation", delegation.id)
    keeper: LinkKeeper = session.info["links"]
    for tag in dict.fromkeys((*delegation.languages, *ALWAYS)):
        subject = ("delegation", delegation.id)
        keeper.standing(session, LinkKind.DELEGATION_FEED, subject, language=tag, at=release.at)


def on_site_changed(session: Session, event: SiteChanged) -> None:
    """The site's name or address may stand in its calendar."""
    touch(session, "site", event.site_id)


def on_delegation_changed(session: Session, event: DelegationChanged) -> None:
    """The group's name stands in the calendars of the sites that it visits, and in its own."""
    touch(session, "delegation", event.delegation_id)
    itinerary_id = queries.itinerary_of_delegation(session, event.delegation_id)
    if itinerary_id is not None:
        for site_id in sorted(queries.sites_published_by(session, itinerary_id)):
            touch(session, "site", site_id)


def keep(session: Session, link_id: str, stamp: str, body: bytes, *, at: datetime) -> FeedCache:
    """Keep a feed's bytes; the time of change stays when they are the same as before."""
    etag = hashlib.sha256(body).hexdigest()
    row = session.scalar(select(FeedCache).where(FeedCache.link_id == link_id).with_for_update())
    if row is None:
        row = FeedCache(link_id=link_id, changed_at=at.replace(microsecond=0))
        session.add(row)
    elif row.etag != etag:
        row.changed_at = at.replace(microsecond=0)
    row.stamp, row.etag, row.body = stamp, etag, body
    row.packed = gzip.compress(body, compresslevel=6, mtime=0)
    session.flush()
    return row
