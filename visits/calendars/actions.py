"""What changes in calendars when something is published or changed, and the bytes built last."""

import gzip
import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.calendars import own, queries
from visits.calendars.models import FeedCache
from visits.calendars.queries import Found
from visits.calendars.rules import DAYS_BACK, THE_OFFICE
from visits.calendars.stamps import INSERT, rename, touch_all
from visits.delegations.events import DelegationChanged, HandedOver
from visits.itineraries.events import ItineraryChanged, Published, Released
from visits.itineraries.models import Itinerary, Release
from visits.kit.clock import now
from visits.resources.events import ResourceChanged
from visits.sites.events import SiteChanged

ALWAYS = ("ko", "en")
"""Languages in which every released programme has a calendar, beside the delegation's own."""


def on_published(session: Session, event: Published) -> None:
    """Whoever was ever told of the stops has another calendar now, and so has the office."""
    touched = queries.told_by(session, event.itinerary_id, event.uids)
    touched |= own.keep_errands(session, event.uids)
    delegation_id = session.get_one(Itinerary, event.itinerary_id).delegation_id
    touch_all(session, touched | {("delegation", delegation_id), THE_OFFICE})


def on_released(session: Session, event: Released) -> None:
    """The guests' calendars change; each of their languages gets an address to subscribe to."""
    release = session.get_one(Release, event.release_id)
    delegation = release.itinerary.delegation
    touched = own.keep_drafts(session, release.itinerary_id)
    touch_all(session, touched | {("delegation", delegation.id)})
    keeper: LinkKeeper = session.info["links"]
    for tag in dict.fromkeys((*delegation.languages, *ALWAYS)):
        subject = ("delegation", delegation.id)
        keeper.standing(session, LinkKind.DELEGATION_FEED, subject, language=tag, at=release.at)


def on_itinerary_changed(session: Session, event: ItineraryChanged) -> None:
    """The office's calendar shows drafts."""
    touch_all(session, own.keep_drafts(session, event.itinerary_id))


def on_site_changed(session: Session, event: SiteChanged) -> None:
    """The site's name or address may stand in its calendar, and in those of whoever goes there."""
    since = now() - timedelta(days=DAYS_BACK)
    rename(session, ("site", event.site_id))
    touch_all(session, queries.told_of_site(session, event.site_id, since) | {THE_OFFICE})


def on_delegation_changed(session: Session, event: DelegationChanged) -> None:
    """The group's name stands in its own calendar, and in those of whoever was told of its stops."""
    retell(session, event.delegation_id)


def on_handed_over(session: Session, event: HandedOver) -> None:
    """Calendars say whom to call."""
    retell(session, event.delegation_id)


def retell(session: Session, delegation_id: int) -> None:
    """What calendars say of a visit beside its stops may be something else."""
    rename(session, ("delegation", delegation_id))
    touched = {THE_OFFICE}
    itinerary_id = queries.itinerary_of_delegation(session, delegation_id)
    if itinerary_id is not None:
        touched |= queries.told_by(session, itinerary_id)
    touch_all(session, touched)


def on_resource_changed(session: Session, event: ResourceChanged) -> None:
    """The calendar is called after the person or the vehicle."""
    touch_all(session, {(event.kind, event.id)})


def built(before: Found, stamp: str, body: bytes, *, at: datetime) -> FeedCache:
    """A feed's bytes, for serving and for keeping; the same as *before* changed when those did."""
    etag = hashlib.sha256(body).hexdigest()
    is_same = before.changed_at is not None and before.etag == etag
    return FeedCache(
        link_id=before.link.id,
        stamp=stamp,
        etag=etag,
        changed_at=before.changed_at if is_same else at.replace(microsecond=0),
        body=body,
        packed=gzip.compress(body, compresslevel=6, mtime=0),
    )


def keep(session: Session, made: FeedCache) -> None:
    """Keep what was built in place of what there was; of two who built at once, the second's."""
    names = ("stamp", "etag", "changed_at", "body", "packed")
    values = {name: getattr(made, name) for name in names}
    table: Any = FeedCache.__table__
    statement = INSERT[session.get_bind().dialect.name](table)
    session.execute(
        statement.values(link_id=made.link_id, **values).on_conflict_do_update(
            index_elements=["link_id"], set_=values
        )
    )
