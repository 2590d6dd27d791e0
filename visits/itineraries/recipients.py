"""Who gets which letter when a programme is released: only those whom it concerns.

What a contact was told stands in the letters already written to it: the number of each stop.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.itineraries import sequence
from visits.itineraries.models import Itinerary, Publication
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


def hosts_of(session: Session, itinerary: Itinerary) -> tuple[Recipient, ...]:
    """Contacts of sites with a stop other than they were told by letter; three queries."""
    newest = newest_by_site(session, itinerary)
    told = told_before(session, itinerary)
    contacts = session.scalars(
        select(SiteContact)
        .where(SiteContact.site_id.in_(newest), SiteContact.role.in_(TOLD_ROLES))
        .order_by(SiteContact.site_id, SiteContact.id)
    )
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
        for contact in contacts
        if (stops := tuple(news(newest[contact.site_id], told.get(contact.id, {}))))
    )


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


def told_before(session: Session, itinerary: Itinerary) -> dict[int, dict[str, int]]:
    """By contact: the number of each stop in the last letter that told it."""
    letters: Sequence[Letter] = session.scalars(
        select(Letter)
        .where(
            Letter.about_kind == "delegation",
            Letter.about_id == itinerary.delegation_id,
            Letter.kind == HOST_CHANGED,
            Letter.state != LetterState.DROPPED,
        )
        .order_by(Letter.id)
    ).all()
    told: dict[int, dict[str, int]] = defaultdict(dict)
    for letter in letters:
        told[letter.facts["contact"]].update(letter.facts["stops"])
    return told
