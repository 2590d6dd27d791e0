"""The letters of a release: one for each reader, as the officer left it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.access import queries as access
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind, Role
from visits.itineraries.models import Itinerary, LetterChoice, Release, ReleasePlan
from visits.itineraries.recipients import FOR_GOOD, HOST_CHANGED, RELEASED, Recipient
from visits.itineraries.rules import Will
from visits.kit.office_hours import next_office_hour
from visits.kit.tokens import mask_tokens
from visits.notifications.actions import drop, queue, written
from visits.notifications.addresses import hide_tokens
from visits.notifications.models import Letter

RELEASED_URGENTLY = "itineraries.released_urgently"
DECIDED = "itineraries.decided"


@dataclass(frozen=True, slots=True)
class Sending:
    """What all letters of one release go with."""

    made: Release
    by: User
    links: LinkKeeper
    guests: SecretLink
    are_drafts: bool

    @property
    def at(self) -> datetime:
        return self.made.at


def write_letters(
    session: Session, itinerary: Itinerary, readers: Sequence[Recipient], sending: Sending
) -> None:
    """One to each reader. Those left out stay in the outbox, dropped: who is to get one next time
    counts as not told."""
    choices = {row.who: row for row in itinerary.plan.choices} if itinerary.plan else {}
    at_sites = [(one.site_id, who.language) for who in readers for one in who.contacts]
    feeds = sending.links.standing_for(session, LinkKind.SITE_FEED, "site", at_sites, at=sending.at)
    for reader in readers:
        own = [feeds[one.site_id, reader.language] for one in reader.contacts]
        choice = choices.get(reader.who)
        session.add(letter_to(session, itinerary, reader, sending, choice=choice, feeds=own))
    session.flush()


def letter_to(
    session: Session,
    itinerary: Itinerary,
    reader: Recipient,
    sending: Sending,
    *,
    choice: LetterChoice | None,
    feeds: Sequence[SecretLink],
) -> Letter:
    """As the officer left it; every release writes under keys of its own."""
    will = choice.will if choice else Will.SEND
    facts = facts_of(reader, feeds, sending)
    if sending.made.urgent_reason:
        facts["urgent"] = True
    if will is Will.NEVER:
        facts[FOR_GOOD] = True
    letter = written(
        reader.kind,
        to=reader.address,
        name=reader.name,
        language=reader.language,
        about=("delegation", itinerary.delegation_id),
        key=f"{reader.kind}:{sending.made.id}:{reader.who}",
        facts=facts,
        at=sending.at,
        draft=sending.are_drafts or will is not Will.SEND,
    )
    letter.due_at = due(session, reader, sending)
    links = [sending.guests] if reader.kind == RELEASED else feeds
    addresses = [sending.links.address(link) for link in links] if choice else []
    if choice and choice.subject:
        letter.subject = with_addresses(session, choice.subject, addresses)
    if choice and choice.text:
        letter.text = with_addresses(session, choice.text, addresses)
    if will is not Will.SEND:
        drop(letter, by=sending.by.name, at=sending.at)
    return letter


def facts_of(reader: Recipient, feeds: Sequence[SecretLink], sending: Sending) -> dict[str, Any]:
    """What the letter is about; a host's names the calendars of its sites (*feeds*)."""
    made = sending.made
    if reader.kind == RELEASED:
        since = reader.since.id if reader.since else None
        return {"release": made.id, "link": sending.guests.id, "since": since}
    items = [item.as_facts(number) for number, item in reader.items]
    if reader.kind == HOST_CHANGED:
        return {
            "release": made.id,
            "contact": reader.contacts[0].id,
            "feeds": [feed.id for feed in feeds],
            "items": items,
        }
    person_id = reader.person.id if reader.person else None
    return {"release": made.id, "person": person_id, "items": items}


def due(session: Session, reader: Recipient, sending: Sending) -> datetime:
    """Hosts and people of ours are written to at office hours, unless the stop comes before."""
    if reader.kind == RELEASED or sending.made.urgent_reason:
        return sending.at
    opens = next_office_hour(session, sending.at)
    first = reader.first_starts
    return sending.at if first is not None and first < opens else opens


def with_addresses(session: Session, text: str, addresses: Sequence[str]) -> str:
    """What an officer wrote before the addresses were made: they stand where it left them out."""
    for address in addresses:
        text = text.replace(mask_tokens(address), address, 1)
    return hide_tokens(session, text)


def tell_approvers(session: Session, made: Release, *, by: User) -> None:
    """Whoever would have been asked learns it at once."""
    for one in access.users_with_role(session, Role.APPROVER):
        queue(
            session,
            RELEASED_URGENTLY,
            to=one.email,
            name=one.name,
            language=one.language,
            about=("release", made.id),
            key=f"{RELEASED_URGENTLY}:{made.id}:{one.id}",
            facts={"release": made.id, "by": by.id},
            at=made.at,
        )


def tell_officers(session: Session, plan: ReleasePlan, *, at: datetime) -> None:
    """Who asked, and who leads the visit, learn what the approver decided."""
    delegation = plan.itinerary.delegation
    readers = {one.id: one for one in (plan.asked_by, delegation.lead) if one is not None}
    for one in readers.values():
        queue(
            session,
            DECIDED,
            to=one.email,
            name=one.name,
            language=one.language,
            about=("delegation", delegation.id),
            key=f"{DECIDED}:{plan.id}:{one.id}:{at.isoformat()}",
            facts={"plan": plan.id, "at": at.isoformat()},
            at=at,
        )
