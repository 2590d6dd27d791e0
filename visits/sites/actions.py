"""Changing sites and what belongs to them. Each change that findings rest on tells `SiteChanged`."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from visits.access import links
from visits.access.rules import LinkKind
from visits.kit.emails import is_another_mailbox
from visits.kit.errors import InUse, Refused
from visits.kit.events import tell
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used, uses_of
from visits.sites import queries
from visits.sites.events import ContactMoved, SiteChanged, TravelTimeChanged
from visits.sites.models import Closure, OfferedWindow, Site, SiteContact, Space, TravelTime
from visits.sites.rules import ClosureKind

LONGEST_SLUG = 36


def add(session: Session, facts: Mapping[str, Any], *, at: datetime, slug: str = "") -> Site:
    """A new site out of a form's facts, under this address or one made of its name."""
    site = Site(**facts, slug=slug or free_slug(session, facts["name"]), created_at=at)
    site.sort_key = sort_key_of(site.name)
    session.add(site)
    session.flush()
    return site


def revise(session: Session, site: Site, facts: Mapping[str, Any]) -> None:
    """Change what the form says; the slug stays, links hang on it."""
    for name, value in facts.items():
        setattr(site, name, value)
    site.sort_key = sort_key_of(site.name)
    session.flush()
    tell(session, SiteChanged(site.id))


def uses(session: Session, site: Site) -> list[tuple[str, int]]:
    """What points to the site, so that it cannot be deleted, and how many of it."""
    ending = queries.sites_ending_at(session, site.id)
    travels = len(queries.travel_times_of(session, site))
    return uses_of(session, "site", site.id, own=[("site", ending), ("travel_time", travels)])


def delete(session: Session, site: Site, *, at: datetime) -> None:
    """Its links are stopped. Raises InUse while stops, rides that end here or travel times point to
    the site."""
    if used := uses(session, site):
        raise InUse(used)
    links.revoke_all(session, ("site", site.id), at=at)
    session.delete(site)
    session.flush()


def retire(session: Session, site: Site, *, retired: bool) -> None:
    """Take a site off the lists of choices, or put it back; its history stays."""
    site.is_retired = retired
    session.flush()


def offer(session: Session, site: Site, windows: Sequence[Mapping[str, Any]]) -> None:
    """These are the rounds that the site offers from now on; one with a known id is changed."""
    known = {window.id: window for window in site.windows}
    site.windows = [
        written(known.get(window.get("id") or 0) or OfferedWindow(), window) for window in windows
    ]
    touch(session, site)


def written(row: OfferedWindow, facts: Mapping[str, Any]) -> OfferedWindow:
    """The round with these facts; its id stays."""
    for name, value in facts.items():
        if name != "id":
            setattr(row, name, value)
    return row


def furnish(session: Session, site: Site, spaces: Sequence[Mapping[str, Any]]) -> None:
    """Rooms by id: known ones are changed, new ones added; one that stops use is not taken away."""
    known = {space.id: space for space in site.spaces}
    kept = {int(space["id"]) for space in spaces if space["id"]}
    for gone in (space for space in known.values() if space.id not in kept):
        refuse_if_used(session, "space", gone.id)
        site.spaces.remove(gone)
    for given in spaces:
        facts = {"name": given["name"], "seats": given["seats"]}
        if given["id"] and (space := known.get(int(given["id"]))):
            space.name, space.seats = facts["name"], facts["seats"]
        else:
            site.spaces.append(Space(**facts))
    touch(session, site)


def close(
    session: Session,
    site: Site,
    *,
    starts: datetime,
    ends: datetime,
    reason: Translated,
    source: str,
    kind: ClosureKind = ClosureKind.CLOSED,
) -> Closure:
    """The site does not receive in this span; findings of the stops in it follow."""
    if ends <= starts:
        raise Refused("ends_before_start")
    closure = Closure(kind=kind, starts=starts, ends=ends, reason=reason, source=source)
    site.closures.append(closure)
    touch(session, site)
    return closure


def reopen(session: Session, site: Site, closure: Closure) -> None:
    """The closure is taken back."""
    site.closures.remove(closure)
    touch(session, site)


def add_contact(session: Session, site: Site, facts: Mapping[str, Any]) -> SiteContact:
    contact = SiteContact(**facts)
    site.contacts.append(contact)
    session.flush()
    return contact


def revise_contact(session: Session, contact: SiteContact, facts: Mapping[str, Any]) -> bool:
    """With another e-mail address, whoever has the link of the contact can open nothing any more.

    Returns whether such a link was there; a new one takes its place.
    """
    former = contact.email
    for name, value in facts.items():
        setattr(contact, name, value)
    session.flush()
    if not is_another_mailbox(former, contact.email):
        return False
    keeper: links.LinkKeeper = session.info["links"]
    was_linked = keeper.renew_all(session, LinkKind.HOST, ("site_contact", contact.id))
    tell(session, ContactMoved(contact.id, former))
    return was_linked


def remove_contact(session: Session, contact: SiteContact) -> None:
    """Raises InUse while somebody above still counts on this contact."""
    refuse_if_used(session, "site_contact", contact.id)
    session.delete(contact)
    session.flush()


def add_travel_time(session: Session, facts: Mapping[str, Any]) -> TravelTime:
    """Raises Refused for a way from a site to itself, or one that is known."""
    if facts["from_id"] == facts["to_id"]:
        raise Refused("same_place")
    travel = TravelTime(**facts)
    try:
        with session.begin_nested():
            session.add(travel)
    except IntegrityError as error:
        raise Refused("travel_known") from error
    tell(session, TravelTimeChanged(travel.from_id, travel.to_id))
    return travel


def revise_travel_time(session: Session, travel: TravelTime, facts: Mapping[str, Any]) -> None:
    travel.minutes, travel.km, travel.source = facts["minutes"], facts["km"], facts["source"]
    session.flush()
    tell(session, TravelTimeChanged(travel.from_id, travel.to_id))


def remove_travel_time(session: Session, travel: TravelTime) -> None:
    """From now on the time is estimated."""
    ends = TravelTimeChanged(travel.from_id, travel.to_id)
    session.delete(travel)
    session.flush()
    tell(session, ends)


def touch(session: Session, site: Site) -> None:
    """What hangs on the site changed: forms that were opened before are stale now."""
    flag_modified(site, "slug")
    session.flush()
    tell(session, SiteChanged(site.id))


def sort_key_of(name: Translated) -> str:
    return search_key(name.to("ko"))[:200]


def free_slug(session: Session, name: Translated) -> str:
    """An address out of the English name, numbered when another site has it."""
    base = re.sub(r"[^a-z0-9]+", "-", search_key(name.get("en", ""))).strip("-")
    base = base[:LONGEST_SLUG].strip("-") or "site"
    slug, number = base, 2
    while queries.is_slug_taken(session, slug):
        slug, number = f"{base}-{number}", number + 1
    return slug
