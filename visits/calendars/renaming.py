"""What calendars say of sites and visits beside their stops, and when that became something else.

A calendar program takes over what changed only when LAST-MODIFIED tells it: so whoever renames a
site, or hands a visit to another officer, leaves that moment at what was published there.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.calendars.models import FeedStamp, OwnEntry
from visits.calendars.queries import Subject
from visits.delegations.models import Delegation
from visits.itineraries.models import Itinerary, Publication
from visits.sites.models import Site


def of_site(session: Session, site_id: int) -> tuple[object, ...]:
    site = session.get_one(Site, site_id)
    names = sorted(site.name.items())
    return names, site.address_ko, site.address_roman, site.lat, site.lng


def of_delegation(session: Session, delegation_id: int) -> tuple[object, ...]:
    delegation = session.get_one(Delegation, delegation_id)
    lead = session.get_one(User, delegation.lead_id)
    return sorted(delegation.title.items()), lead.name, lead.phone


SHOWN: Mapping[str, Callable[[Session, int], tuple[object, ...]]] = {
    "site": of_site,
    "delegation": of_delegation,
}


def shown_of(session: Session, kind: str, row_id: int) -> str:
    """A digest of what others' calendars say of it; empty for what they say nothing of."""
    facts = SHOWN.get(kind)
    return sha256(repr(facts(session, row_id)).encode()).hexdigest() if facts else ""


def follow(session: Session, stamp: FeedStamp, *, at: datetime) -> None:
    """When calendars say something else of it now, its stops have changed at this moment."""
    shown = shown_of(session, stamp.subject_kind, stamp.subject_id)
    if stamp.shown == shown:
        return
    if stamp.shown:
        mark(session, (stamp.subject_kind, stamp.subject_id), at=at)
    stamp.shown = shown


def mark(session: Session, subject: Subject, *, at: datetime) -> None:
    """Published rows and own entries of the site or the visit say that they changed."""
    kind, number = subject
    if kind == "site":
        published, own = Publication.site_id == number, OwnEntry.site_id == number
    else:
        programmes = select(Itinerary.id).where(Itinerary.delegation_id == number)
        published = Publication.itinerary_id.in_(programmes)
        own = OwnEntry.itinerary_id.in_(programmes)
    session.execute(update(Publication).where(published).values(renamed_at=at))
    session.execute(update(OwnEntry).where(own).values(changed_at=at))
