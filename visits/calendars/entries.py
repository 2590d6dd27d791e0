"""What was published, as the engine's entries: in one language, for one scope. Pure.

Hosts see what was asked of them (publications), guests what was released to them. Names, meals and
phones of delegates are not in either row, so they cannot leave this way.
"""

from dataclasses import dataclass

from visits.calendars.ics import Busy, Entry, Place, Status
from visits.calendars.models import OwnEntry
from visits.calendars.rules import OwnKind, ShownToGuests, Standing, Words
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegation
from visits.itineraries.models import Publication, ReleasedStop
from visits.itineraries.rules import PublishedState
from visits.itineraries.titles import titled
from visits.sites.models import Site

INFORMATION = frozenset({StopKind.FREE, StopKind.REST})
"""Kinds that tell without occupying: shown as free time."""

STATUS = {
    PublishedState.TENTATIVE: Status.TENTATIVE,
    PublishedState.CONFIRMED: Status.CONFIRMED,
    PublishedState.CANCELLED: Status.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader may call: the office, or the officer of the visit."""

    name: str
    phone: str

    @property
    def shown(self) -> str:
        return ", ".join(part for part in (self.name, self.phone) if part)


def for_us(
    standing: Standing[Publication],
    *,
    site: Site | None,
    delegation: Delegation,
    words: Words,
    contact: Contact,
    zone: str,
) -> Entry:
    """A stop in the calendar of its site, of whoever of ours serves there, or of the office.

    Who comes, how many, whom to call.
    """
    row, tag = standing.row, words.language
    status = Status.CANCELLED if standing.is_lost else STATUS[row.state]
    group = delegation.title.to(tag)
    people = words.people % {"count": row.people}
    place = place_of_site(site, tag) if site else None
    return Entry(
        uid=row.uid,
        sequence=standing.newest.sequence,
        status=status,
        starts=row.starts,
        ends=row.ends,
        zone=zone,
        summary=f"{group} · {row.title.to(tag)}",
        language=tag,
        created=standing.first.at,
        changed=max(standing.newest.at, row.renamed_at or row.at),
        prefix=prefix(status, words),
        description="\n".join((group, people, words.contact % {"who": contact.shown})),
        place=place or (Place(row.place.to(tag)) if row.place else None),
        categories=(words.kinds[row.kind],),
        busy=busy_of(row.kind),
    )


def for_own(
    own: OwnEntry,
    *,
    site: Site | None,
    delegation: Delegation,
    words: Words,
    contact: Contact,
    zone: str,
) -> Entry:
    """Time to prepare or a way, for whoever serves at the stop; a draft, for the office."""
    tag, status = words.language, STATUS[own.state]
    group, title = delegation.title.to(tag), own.title.to(tag)
    place = place_of_site(site, tag) if site else None
    where = place.name if place else own.place.to(tag)
    is_draft = own.kind is OwnKind.DRAFT
    summary = {
        OwnKind.PREPARE: words.prepare % {"title": title},
        OwnKind.TRAVEL: words.travel % {"place": where},
        OwnKind.DRAFT: f"{group} · {title}",
    }[own.kind]
    before = words.draft if is_draft and status is Status.TENTATIVE else prefix(status, words)
    lines = (group, "" if is_draft else title, words.contact % {"who": contact.shown})
    return Entry(
        uid=own.uid,
        sequence=own.sequence,
        status=status,
        starts=own.starts,
        ends=own.ends,
        zone=zone,
        summary=summary,
        language=tag,
        created=own.created_at,
        changed=own.changed_at,
        prefix=before,
        description="\n".join(line for line in lines if line),
        place=place or (Place(where) if where else None),
        categories=(words.kinds[own.stop_kind],),
        busy=Busy.OOF if own.kind is OwnKind.TRAVEL else Busy.BUSY,
        related_to=None if is_draft else own.stop_uid,
    )


def for_guest(
    shown: ShownToGuests[ReleasedStop], *, words: Words, contact: Contact, zone: str
) -> Entry:
    """A stop in the calendar of its delegation."""
    tag, row = words.language, shown.row
    status = Status.CANCELLED if shown.is_withdrawn else STATUS[row.state]
    lines = (
        row.public_note.to(tag),
        words.ends_at % {"place": row.end_place.to(tag)} if row.end_place else "",
        row.entrance_note.to(tag),
        row.party_name.to(tag),
        words.contact % {"who": contact.shown},
    )
    return Entry(
        uid=row.uid,
        sequence=shown.sequence,
        status=status,
        starts=row.starts,
        ends=row.ends,
        zone=zone,
        summary=titled(row.title, row.site_name, tag, words.kinds[row.kind]).to(tag),
        language=tag,
        created=row.created_at,
        changed=shown.changed,
        prefix=prefix(status, words) if status is Status.CANCELLED else "",
        description="\n".join(line for line in lines if line),
        place=place_of_row(row, tag),
        categories=(words.kinds[row.kind],),
        busy=busy_of(row.kind),
    )


def prefix(status: Status, words: Words) -> str:
    return {Status.CANCELLED: words.cancelled, Status.TENTATIVE: words.tentative}.get(status, "")


def busy_of(kind: StopKind) -> Busy:
    if kind is StopKind.TRANSFER:
        return Busy.OOF
    return Busy.FREE if kind in INFORMATION else Busy.BUSY


def place_of_site(site: Site, tag: str) -> Place:
    address = site.address_ko if tag == "ko" else site.address_roman or site.address_ko
    return Place(site.name.to(tag), address, (site.lat, site.lng))


def place_of_row(row: ReleasedStop, tag: str) -> Place | None:
    name = row.site_name.to(tag) or row.place.to(tag)
    if not name:
        return None
    address = row.address_ko if tag == "ko" else row.address_roman or row.address_ko
    point = (row.lat, row.lng) if row.lat is not None and row.lng is not None else None
    return Place(name, address, point)
