"""Who gets which letter when a programme is released: only those whom it concerns.

What somebody was told stands in the letters already written to them: the published row of each
stop. A letter that was dropped told nothing, unless it was dropped for good.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.delegations.models import Delegation
from visits.itineraries import freezing, sequence
from visits.itineraries.diff import Difference
from visits.itineraries.events import Known, KnownElsewhere, Reader
from visits.itineraries.freezing import Frozen
from visits.itineraries.models import Itinerary, Publication, Release
from visits.itineraries.news import Duty, Item, Told, item
from visits.itineraries.publications import History
from visits.itineraries.rules import Consent
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site, SiteContact
from visits.sites.rules import ContactChannel, ContactRole

RELEASED = "itineraries.released"
HOST_CHANGED = "itineraries.host_changed"
DUTY_CHANGED = "itineraries.duty_changed"
KINDS = (RELEASED, HOST_CHANGED, DUTY_CHANGED)
FOR_GOOD = "for_good"
"""In the facts of a dropped letter: its reader is taken as told."""

TOLD_ROLES = frozenset(
    {ContactRole.COORDINATOR, ContactRole.SUBSTITUTE, ContactRole.DOCENT, ContactRole.SPEAKER}
)
"""Caterers get numbers of meals, the security desk its list: not the programme."""
BY_MAIL = frozenset({ContactChannel.MAIL, ContactChannel.LINK})
LIAISON = "liaison"
OWN_LANGUAGE = "ko"
"""What people of ours read who have no account that says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets which letter, about what. `who` names them from release to release.

    An empty address is carried by hand: by telephone (`phone`) or official letter. One person who
    answers for several sites under one address gets one letter (`contacts`).
    """

    kind: str
    who: str
    name: str
    address: str
    phone: str = ""
    language: str
    by_letter: bool = False
    """An official letter has to be written."""
    items: tuple[tuple[int, Item], ...] = ()
    """By the contact that each stop concerns; 0 for people of ours."""
    contacts: tuple[SiteContact, ...] = ()
    person: Person | None = None
    since: Release | None = None
    """The release of which guests were told last."""
    difference: Difference = field(default_factory=Difference)
    """What guests were not told since."""

    @property
    def first_starts(self) -> datetime | None:
        """When the first stop begins that the letter is about."""
        return min((one.row.starts for _, one in self.items), default=None)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the letters of releases have told so far."""

    release_id: int | None = None
    told: Mapping[tuple[Reader, str], Told] = field(default_factory=dict)


def recipients(
    session: Session,
    itinerary: Itinerary,
    frozen: Frozen,
    rows: History,
    contacts: Sequence[SiteContact],
    *,
    note: Translated,
    at: datetime,
    by_id: int | None = None,
) -> tuple[Recipient, ...]:
    """Everybody to be written to about the release of *frozen*; two queries.

    *rows* is everything published of the programme, this release included; *contacts* are those of
    its sites. Who releases it
    (*by_id*, a user) knows what it holds.
    """
    written = letters_about(session, itinerary)
    memory = memory_of(written, rows)
    elsewhere = KnownElsewhere(itinerary.id, at, written)
    tell(session, elsewhere)
    guests = liaison_of(session, itinerary, frozen, memory, note)
    hosts = hosts_of(itinerary, rows, contacts, memory, elsewhere.found)
    people = people_of(session, itinerary, rows, memory, elsewhere.found)
    own = [
        one for one in people if one.person is None or by_id is None or one.person.user_id != by_id
    ]
    return (*([guests] if guests else []), *hosts, *own)


# -- what was told ---------------------------------------------------------------------------------


def letters_about(session: Session, itinerary: Itinerary) -> Sequence[Letter]:
    """All that was written about the visit and its stops, oldest first; one query."""
    stops = [stop.id for stop in itinerary.stops]
    return session.scalars(
        select(Letter)
        .where(
            or_(
                and_(Letter.about_kind == "delegation", Letter.about_id == itinerary.delegation_id),
                and_(Letter.about_kind == "stop", Letter.about_id.in_(stops)),
            )
        )
        .order_by(Letter.id)
    ).all()


def memory_of(letters: Iterable[Letter], rows: History) -> Memory:
    """What the letters of releases told that went out, or are on their way."""
    by_id = {row.id: row for found in rows.values() for row in found}
    release_id = None
    told: dict[tuple[Reader, str], Told] = {}
    for letter in letters:
        facts = letter.facts
        is_told = letter.state is not LetterState.DROPPED or facts.get(FOR_GOOD)
        if letter.kind == RELEASED and is_told:
            release_id = facts["release"]
        elif letter.kind in KINDS and is_told:
            told |= dict(told_in(facts, rows, by_id))
    return Memory(release_id, told)


def told_in(
    facts: Mapping[str, Any], rows: History, by_id: Mapping[int, Publication]
) -> Iterator[tuple[tuple[Reader, str], Told]]:
    """What one letter told, by reader and uid."""
    for one in facts.get("items", ()):
        reader: Reader = (
            ("contact", one["contact"]) if one["contact"] else ("person", facts["person"])
        )
        if one["row"] in by_id:
            yield (reader, one["uid"]), Told(by_id[one["row"]], tuple(one["roles"]))
    for uid, number in facts.get("stops", {}).items():
        # Letters of former versions named the number of each stop, not its row.
        found = [row for row in rows.get(uid, ()) if row.sequence == number]
        if found:
            yield (("contact", facts["contact"]), uid), Told(found[-1])


# -- guests ----------------------------------------------------------------------------------------


def liaison_of(
    session: Session, itinerary: Itinerary, frozen: Frozen, memory: Memory, note: Translated
) -> Recipient | None:
    """The liaison, when guests have news since they were told last, or there is a note to them."""
    since = last_told(session, itinerary, memory)
    difference = freezing.since(frozen, since)
    if since is not None and not note and difference.is_empty:
        return None
    delegation: Delegation = itinerary.delegation
    return Recipient(
        kind=RELEASED,
        who=LIAISON,
        name=delegation.liaison_name,
        address=delegation.liaison_email,
        phone=delegation.liaison_phone,
        language=delegation.liaison_language,
        since=since,
        difference=difference,
    )


def last_told(session: Session, itinerary: Itinerary, memory: Memory) -> Release | None:
    """The release of which guests were told last: nearly always the current one, loaded already."""
    if memory.release_id is None:
        return None
    current = itinerary.current_release
    if current is not None and current.id == memory.release_id:
        return current
    return session.get(Release, memory.release_id, options=[selectinload(Release.stops)])


# -- hosts -----------------------------------------------------------------------------------------


def hosts_of(
    itinerary: Itinerary,
    rows: History,
    contacts: Sequence[SiteContact],
    memory: Memory,
    elsewhere: Mapping[tuple[Reader, str], Known],
) -> Iterator[Recipient]:
    """Contacts of sites with a stop other than they know it; one letter for each mailbox."""
    by_site = rows_by(rows, "site")
    changed = {stop.uid: stop.changed_at for stop in itinerary.stops}
    found: dict[tuple[str, str], list[tuple[SiteContact, list[Item]]]] = defaultdict(list)
    for contact in contacts:
        reader: Reader = ("contact", contact.id)
        items = [
            news
            for uid, own in by_site[str(contact.site_id)].items()
            if (
                news := item(
                    own,
                    memory.told.get((reader, uid)),
                    elsewhere.get((reader, uid)),
                    changed_at=changed.get(uid),
                )
            )
        ]
        if items:
            found[mailbox(contact)].append((contact, items))
    return (host(pairs) for pairs in found.values())


def mailbox(contact: SiteContact) -> tuple[str, str]:
    """The same for contacts who get one letter; somebody without mail is told for each site."""
    address = contact.email.lower() if contact.channel in BY_MAIL else ""
    return (address or f"#{contact.id}", contact.language)


def host(pairs: Sequence[tuple[SiteContact, list[Item]]]) -> Recipient:
    contact = pairs[0][0]
    items = [(one.id, news) for one, found in pairs for news in found]
    return Recipient(
        kind=HOST_CHANGED,
        who=f"contact-{contact.id}",
        name=contact.name,
        address=contact.email if contact.channel in BY_MAIL else "",
        phone=contact.phone,
        language=contact.language,
        by_letter=contact.channel is ContactChannel.OFFICIAL_LETTER,
        items=tuple(sorted(items, key=lambda pair: (pair[1].row.starts, pair[1].row.uid))),
        contacts=tuple(one for one, _ in pairs),
    )


def published_and_contacts(
    session: Session, itinerary: Itinerary
) -> tuple[History, Sequence[SiteContact]]:
    """Everything that was ever published of an itinerary, and who answers at its sites.

    One query; one more for the sites of stops that were taken off the draft.
    """
    found = session.execute(
        select(Publication, SiteContact)
        .outerjoin(
            SiteContact,
            (SiteContact.site_id == Publication.site_id) & SiteContact.role.in_(TOLD_ROLES),
        )
        .where(Publication.itinerary_id == itinerary.id)
        .order_by(Publication.id, SiteContact.id)
    ).all()
    rows: dict[str, list[Publication]] = defaultdict(list)
    for row in dict.fromkeys(row for row, _ in found):
        rows[row.uid].append(row)
    contacts = {one for _, one in found if one}
    left = {one.site_id for one in contacts} - {stop.site_id for stop in itinerary.stops}
    if left:
        session.scalars(select(Site).where(Site.id.in_(left))).all()
    return rows, sorted(contacts, key=lambda one: (one.site_id, one.id))


def rows_by(rows: History, kind: str) -> dict[str, dict[str, list[Publication]]]:
    """By id of a site, person or vehicle: the rows of each stop that its calendar shows."""
    found: dict[str, dict[str, list[Publication]]] = defaultdict(lambda: defaultdict(list))
    for uid, own in rows.items():
        for row in own:
            for named, number in sequence.named(row):
                if named == kind:
                    found[number][uid].append(row)
    return found


# -- people of ours --------------------------------------------------------------------------------


def people_of(
    session: Session,
    itinerary: Itinerary,
    rows: History,
    memory: Memory,
    elsewhere: Mapping[tuple[Reader, str], Known],
) -> Iterator[Recipient]:
    """Who interprets, escorts, drives, receives, with a stop other than they know it."""
    by_person, by_vehicle = rows_by(rows, "person"), rows_by(rows, "vehicle")
    for person, vehicles in serving(session, itinerary, by_person, by_vehicle):
        own = [by_person.get(str(person.id), {})]
        own += [by_vehicle.get(str(number), {}) for number in vehicles]
        duties = duties_of(itinerary, person, vehicles)
        reader: Reader = ("person", person.id)
        items = [
            news
            for uid, found in merged(own).items()
            if uid not in duties.refused
            if (
                news := item(
                    found,
                    memory.told.get((reader, uid)),
                    elsewhere.get((reader, uid)),
                    duty=duties.of.get(uid, Duty()),
                )
            )
        ]
        if items:
            yield servant(person, items)


def servant(person: Person, items: Sequence[Item]) -> Recipient:
    language = person.user.language if person.user else OWN_LANGUAGE
    return Recipient(
        kind=DUTY_CHANGED,
        who=f"person-{person.id}",
        name=person.diary_office or person.name.to(language),
        address=person.email,
        phone=person.phone,
        language=language,
        items=tuple((0, one) for one in sorted(items, key=lambda one: one.row.starts)),
        person=person,
    )


def serving(
    session: Session, itinerary: Itinerary, by_person: Iterable[str], by_vehicle: Iterable[str]
) -> list[tuple[Person, set[int]]]:
    """These people, and the drivers of these vehicles with what they drive, in order of id.

    Who serves in the draft is loaded already; one query for each kind that was taken off it.
    """
    assigned = [one for stop in itinerary.stops for one in stop.assignments]
    people = {one.person.id: one.person for one in assigned if one.person}
    vehicles = {one.vehicle.id: one.vehicle for one in assigned if one.vehicle}
    gone = {int(one) for one in by_person} - people.keys()
    sold = {int(one) for one in by_vehicle} - vehicles.keys()
    if gone:
        rows = select(Person).where(Person.id.in_(gone)).options(joinedload(Person.user))
        people |= {one.id: one for one in session.scalars(rows)}
    if sold:
        driver = joinedload(Vehicle.driver).joinedload(Person.user)
        own = select(Vehicle).where(Vehicle.id.in_(sold)).options(driver)
        vehicles |= {one.id: one for one in session.scalars(own)}
    found: dict[int, tuple[Person, set[int]]] = {
        number: (people[number], set()) for number in map(int, by_person) if number in people
    }
    for number in map(int, by_vehicle):
        vehicle = vehicles.get(number)
        if vehicle and vehicle.driver:
            found.setdefault(vehicle.driver.id, (vehicle.driver, set()))[1].add(number)
    return [found[number] for number in sorted(found)]


@dataclass(frozen=True, slots=True)
class Duties:
    """What somebody does at stops of the draft, by uid; at which of them they said no."""

    of: Mapping[str, Duty]
    refused: frozenset[str]


def duties_of(itinerary: Itinerary, person: Person, vehicles: set[int]) -> Duties:
    of: dict[str, Duty] = {}
    refused = set()
    for stop in itinerary.stops:
        own = [
            one
            for one in stop.assignments
            if one.person_id == person.id or one.vehicle_id in vehicles
        ]
        serves = [one for one in own if one.consent is not Consent.DECLINED]
        if own and not serves:
            refused.add(stop.uid)
        if serves:
            awaits = any(one.person_id and one.consent is Consent.REQUESTED for one in serves)
            of[stop.uid] = Duty(tuple(sorted({one.role.value for one in serves})), awaits)
    return Duties(of, frozenset(refused))


def merged(parts: Iterable[Mapping[str, list[Publication]]]) -> dict[str, list[Publication]]:
    """Rows of a person and of the vehicles that they drive, each once, in their order."""
    found: dict[str, list[Publication]] = defaultdict(list)
    for part in parts:
        for uid, rows in part.items():
            found[uid] += [row for row in rows if row not in found[uid]]
    return {uid: in_order(rows) for uid, rows in found.items()}


def in_order(rows: list[Publication]) -> list[Publication]:
    return sorted(rows, key=lambda row: (row.id is None, row.id or 0))
