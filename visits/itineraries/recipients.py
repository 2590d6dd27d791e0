"""Who gets which letter when a programme is released: only those whom it concerns.

What a contact was told stands in the letters already written to it: the number of each stop.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.itineraries import sequence
from visits.itineraries.diff import Difference
from visits.itineraries.events import UnsentAsks
from visits.itineraries.models import Itinerary, Publication
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.models import SiteContact
from visits.sites.rules import ContactChannel, ContactRole

RELEASED = "itineraries.released"
HOST_CHANGED = "itineraries.host_changed"

TOLD_ROLES = frozenset(
    {ContactRole.COORDINATOR, ContactRole.SUBSTITUTE, ContactRole.DOCENT, ContactRole.SPEAKER}
)
"""Caterers get numbers of meals, the security desk its list: not the programme."""
BY_MAIL = frozenset({ContactChannel.MAIL, ContactChannel.LINK})


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets which letter, about which stops (by uid, with the number that is told).

    An empty address is carried by hand: the contact is told by telephone or official letter.
    """

    kind: str
    name: str
    address: str
    language: str
    stops: tuple[tuple[str, int], ...] = ()
    contact_id: int | None = None
    site_id: int | None = None

    @property
    def uids(self) -> tuple[str, ...]:
        return tuple(uid for uid, _ in self.stops)


def liaison_of(delegation: Delegation) -> Recipient:
    return Recipient(
        RELEASED, delegation.liaison_name, delegation.liaison_email, delegation.liaison_language
    )


def guests_have_news(number: int, difference: Difference, note: Translated) -> bool:
    """Whether the liaison is written to: of what guests see nothing else may have changed."""
    guests = difference.guests or difference
    return number == 1 or bool(note) or not guests.is_empty


def hosts_of(session: Session, itinerary: Itinerary) -> tuple[Recipient, ...]:
    """Contacts of sites with a stop other than they were told by letter; three queries.

    A stop whose ask still waits for its hour is left to that letter.
    """
    unsent = UnsentAsks(itinerary.id)
    tell(session, unsent)
    newest = newest_by_site(session, itinerary)
    contacts = told_before(session, itinerary, newest)
    return tuple(
        Recipient(
            HOST_CHANGED,
            contact.name,
            contact.email if contact.channel in BY_MAIL else "",
            contact.language,
            stops,
            contact.id,
            contact.site_id,
        )
        for contact, told in contacts.items()
        if (stops := tuple(news(unless(newest[contact.site_id], unsent.found), told)))
    )


def unless(rows: Iterable[Publication], uids: Container[str]) -> list[Publication]:
    return [row for row in rows if row.uid not in uids]


def news(rows: Iterable[Publication], told: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Stops under another number than was told, in order of time."""
    for row in sorted(rows, key=lambda row: (row.starts, row.uid)):
        if told.get(row.uid) != row.sequence:
            yield row.uid, row.sequence


def newest_by_site(session: Session, itinerary: Itinerary) -> dict[int, list[Publication]]:
    """The newest row of each stop that each site's calendar shows."""
    rows = session.scalars(
        select(Publication)
        .where(Publication.itinerary_id == itinerary.id, Publication.site_id.is_not(None))
        .order_by(Publication.id)
    )
    newest = {
        (row.site_id, row.uid): row
        for row in rows
        if row.site_id is not None and ("site", str(row.site_id)) in sequence.named(row)
    }
    found: dict[int, list[Publication]] = defaultdict(list)
    for (site_id, _), row in newest.items():
        found[site_id].append(row)
    return found


def told_before(
    session: Session, itinerary: Itinerary, site_ids: Iterable[int]
) -> dict[SiteContact, dict[str, int]]:
    """By contact of these sites: the number of each stop in the last letter that told it."""
    to_contact = and_(
        Letter.about_kind == "delegation",
        Letter.about_id == itinerary.delegation_id,
        Letter.kind == HOST_CHANGED,
        Letter.state != LetterState.DROPPED,
        Letter.facts["contact"].as_integer() == SiteContact.id,
    )
    rows = session.execute(
        select(SiteContact, Letter.facts)
        .outerjoin(Letter, to_contact)
        .where(SiteContact.site_id.in_(sorted(site_ids)), SiteContact.role.in_(TOLD_ROLES))
        .order_by(SiteContact.site_id, SiteContact.id, Letter.id)
    )
    told: dict[SiteContact, dict[str, int]] = defaultdict(dict)
    for contact, facts in rows:
        told[contact].update(facts["stops"] if facts else {})
    return told
