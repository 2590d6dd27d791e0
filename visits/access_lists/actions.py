"""Handing lists over, again when something changes, and taking them back. Flush at most."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.access import links as secret_links
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import Channel, LinkKind
from visits.access_lists import queries
from visits.access_lists.models import AccessList, AccessListVersion
from visits.access_lists.queries import Place
from visits.access_lists.rules import DELIVERED, WITHDRAWN, Handing, Wanted, link_ends
from visits.delegations.events import ListsNaming, RosterChanged
from visits.delegations.models import Delegate, Delegation
from visits.identity.events import IdentityChanged, Purging
from visits.identity.rules import Matter, destroy_by
from visits.itineraries.events import ItineraryChanged
from visits.itineraries.models import Itinerary, Stop
from visits.kit.clock import now
from visits.kit.errors import Refused
from visits.kit.uses import UsesOf
from visits.kit.zone import zone_of
from visits.notifications.actions import drop, queue
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.models import SiteContact

KEEP_DAYS = "keep_identity_days"
"""Where the app hung on its sessions how long identity data are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """How a version is handed over: to a contact by link, or to a person by official letter."""

    handing: Handing
    contact: SiteContact | None = None
    person: str = ""
    told_on: date | None = None
    document_number: str = ""
    by: User | None = None

    @property
    def channel(self) -> Channel:
        return Channel.LINK if self.handing is Handing.LINK else Channel.OFFICIAL_LETTER


def deliver(
    session: Session,
    delegation: Delegation,
    place: Place,
    handed: Handed,
    *,
    plates: str,
    keeper: LinkKeeper,
    at: datetime,
) -> AccessListVersion:
    """The next version goes to the security desk; links of former versions are stopped.

    Raises Refused (`list_not_wanted`, `list_lost`, `list_empty`, `told_in_future`).
    """
    if place.wanted is None:
        raise Refused("list_not_wanted")
    if place.wanted.lost:
        raise Refused("list_lost")
    if not place.wanted.ready:
        raise Refused("list_empty")
    if handed.told_on and handed.told_on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future")
    row = place.row or open_list(session, delegation, place.stop, place.wanted)
    row.plates, row.withdrawn_at, row.purged_at = plates, None, None
    overtake(session, row, at=at)
    version = write_version(session, delegation, row, place.wanted, handed, at=at)
    if handed.handing is Handing.LINK:
        send(session, row, version, handed.contact, keeper=keeper, at=at)
    return version


def open_list(session: Session, delegation: Delegation, stop: Stop, wanted: Wanted) -> AccessList:
    row = AccessList(
        delegation_id=delegation.id, stop=stop, site=stop.site, site_id=wanted.demand.site_id
    )
    session.add(row)
    session.flush()
    return row


def write_version(
    session: Session,
    delegation: Delegation,
    row: AccessList,
    wanted: Wanted,
    handed: Handed,
    *,
    at: datetime,
) -> AccessListVersion:
    former = row.newest
    change = Place(row.stop, row, wanted).difference
    version = AccessListVersion(
        number=former.number + 1 if former else 1,
        made_at=at,
        by_id=handed.by.id if handed.by else None,
        starts=wanted.demand.starts,
        ends=wanted.demand.ends,
        fields=tuple(sorted(field.value for field in wanted.demand.fields)),
        people={str(number): stamp for number, stamp in wanted.ready.items()},
        count=len(wanted.ready),
        added=len(change.added) if former else 0,
        removed=len(change.removed),
        has_moved=change.has_moved,
        destroy_by=destroy_by(delegation.ends_on, session.info[KEEP_DAYS]),
        handing=handed.handing,
        contact_id=handed.contact.id if handed.contact else None,
        channel=handed.channel,
        person=handed.person,
        told_on=handed.told_on,
        document_number=handed.document_number,
        language=handed.contact.language if handed.contact else "ko",
    )
    row.versions.append(version)
    session.flush()
    return version


def send(
    session: Session,
    row: AccessList,
    version: AccessListVersion,
    contact: SiteContact | None,
    *,
    keeper: LinkKeeper,
    at: datetime,
) -> None:
    """The letter with the link of this version; without an address it waits to be carried."""
    link = keeper.issue(
        session,
        LinkKind.ACCESS_LIST,
        ("access_list", version.id),
        language=version.language,
        at=at,
        label=contact.name if contact else "",
        expires_at=link_ends(at, version.ends),
    )
    version.link_id = link.id
    queue(
        session,
        DELIVERED,
        to=contact.email if contact else "",
        name=contact.name if contact else "",
        language=version.language,
        about=("stop", row.stop_id),
        key=f"{DELIVERED}:{version.id}",
        facts={"version": version.id},
        at=at,
    )


def overtake(session: Session, row: AccessList, *, at: datetime) -> None:
    """Former versions open no more; letters about them that have not gone are dropped."""
    for version in row.versions:
        link = session.get(SecretLink, version.link_id) if version.link_id else None
        if link is not None and link.revoked_at is None:
            secret_links.revoke(link, at=at)
        for letter in letters_of(session, version):
            if letter.state in {LetterState.QUEUED, LetterState.FOR_HAND, LetterState.DRAFT}:
                drop(letter, by="", at=at)
    session.flush()


def letters_of(session: Session, version: AccessListVersion) -> list[Letter]:
    found = queries.letter_called(session, f"{DELIVERED}:{version.id}")
    return [found] if found else []


def withdraw(session: Session, row: AccessList, *, at: datetime) -> None:
    """The list is taken back: its links are stopped, and whoever got it is told to destroy it."""
    version = row.newest
    if version is None or row.withdrawn_at is not None:
        return
    overtake(session, row, at=at)
    row.withdrawn_at = at
    contact = session.get(SiteContact, version.contact_id) if version.contact_id else None
    queue(
        session,
        WITHDRAWN,
        to=contact.email if contact else "",
        name=contact.name if contact else version.person,
        language=version.language,
        about=("stop", row.stop_id),
        key=f"{WITHDRAWN}:{version.id}",
        facts={"version": version.id},
        at=at,
    )


# -- what changes below ----------------------------------------------------------------------------


def on_identity_changed(session: Session, notice: IdentityChanged) -> None:
    bring_up_to_date(session, notice.delegation_id)


def on_roster_changed(session: Session, notice: RosterChanged) -> None:
    bring_up_to_date(session, notice.delegation_id)


def on_itinerary_changed(session: Session, notice: ItineraryChanged) -> None:
    itinerary = session.get_one(Itinerary, notice.itinerary_id)
    bring_up_to_date(session, itinerary.delegation_id)


def bring_up_to_date(session: Session, delegation_id: int) -> None:
    """What must be told at once goes out by itself: another time, people who do not come, no visit.

    New people and replaced values wait for an officer, who sees that the list is outdated. Of a stop
    that is over nobody is told any more, but a link to a list that is wrong now is stopped. What
    cannot be opened says nothing new: such a list waits for an officer.
    """
    if not queries.has_lists(session, delegation_id):
        return
    delegation = session.get_one(Delegation, delegation_id)
    at = now()
    for place in queries.places(session, delegation):
        version = place.newest
        if place.row is None or version is None:
            continue
        if max(version.ends, place.stop.ends) <= at:
            if place.wanted is None or place.difference.must_be_told:
                overtake(session, place.row, at=at)
        elif place.wanted is not None and place.wanted.lost:
            continue
        elif place.wanted is None or not place.wanted.ready:
            withdraw(session, place.row, at=at)
        elif place.row.withdrawn_at is None and place.difference.must_be_told:
            tell_again(session, delegation, place, version, at=at)


def tell_again(
    session: Session,
    delegation: Delegation,
    place: Place,
    version: AccessListVersion,
    *,
    at: datetime,
) -> None:
    """To the same desk, by link; without an address the letter waits for an officer to carry it."""
    contact = session.get(SiteContact, version.contact_id) if version.contact_id else None
    handed = Handed(handing=Handing.LINK, contact=contact, person=version.person)
    plates = place.row.plates if place.row else ""
    deliver(session, delegation, place, handed, plates=plates, keeper=session.info["links"], at=at)


# -- the purge ---------------------------------------------------------------------------------------


def on_purging(session: Session, notice: Purging) -> None:
    """Lists of visits that are over: who was on them goes, how many stays; links are stopped."""
    due = queries.lists_over(session, notice.due.identity)
    notice.counted[Matter.ACCESS_LISTS] += len(due)
    for row in due if notice.removes else ():
        overtake(session, row, at=notice.at)
        row.plates, row.purged_at = "", notice.at
        for version in row.versions:
            version.people = {}
            version.person = ""


# -- who points to a row ---------------------------------------------------------------------------


def count_uses(session: Session, question: UsesOf) -> None:
    """Lists that went out hold on to their stop, and to the contact until the stop is over."""
    if question.kind == "stop":
        question.found.append(("access_list", queries.versions_of_stop(session, question.id)))
    if question.kind == "site_contact":
        count = queries.versions_to(session, question.id, after=now())
        question.found.append(("access_list", count))


def on_lists_asked(session: Session, question: ListsNaming) -> None:
    """Which lists that went out name a delegate."""
    delegate = session.get_one(Delegate, question.delegate_id)
    question.found.append(("access_list", queries.versions_naming(session, delegate)))
