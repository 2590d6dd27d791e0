"""The letters of this capability: what was released to the guests, what changes for hosts and for
people of ours, and that something was released at once.

What a letter says is put together from values, so that an officer reads it before it is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from visits.access.links import PATHS, LinkKeeper
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.itineraries import lines
from visits.itineraries.diff import Snapshot
from visits.itineraries.freezing import snapshot_of_released
from visits.itineraries.models import Publication, Release, ReleasePlan
from visits.itineraries.news import Item
from visits.itineraries.recipients import (
    HOST_CHANGED,
    RELEASED,
    Recipient,
)
from visits.itineraries.rules import Approval
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.languages import dates
from visits.notifications.compose import Contents, NothingToSay, labelled
from visits.notifications.models import Letter
from visits.resources.models import Person
from visits.sites.models import Site, SiteContact

AnyRow = TypeVar("AnyRow")
EMPTY = Translated()
SECRET = {"token": "…"}
"""What stands for a token that is not made yet, as `mask_tokens` shows one that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What all letters of one release share."""

    delegation: Delegation
    number: int
    note: Translated
    stops: Sequence[Snapshot]
    zone: tzinfo
    is_urgent: bool = False

    def facts(self) -> dict[str, Any]:
        one = self.delegation
        return {
            "delegation": one,
            "lead": one.lead,
            "number": self.number,
            "note": self.note,
            "is_urgent": self.is_urgent,
        }


@labelled(_("Programme released"))
def released(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To the liaison: the programme as guests see it, what changed, and their address."""
    release = found(session.get(Release, letter.facts["release"]))
    told = told_before(session, release, letter.facts)
    address = links.address(found(session.get(SecretLink, letter.facts["link"])))
    return Contents(to_guests(about(release, letter, zone), told, letter.language, address))


@labelled(_("Visits at a site"), is_internal=True)
def host_changed(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact of a site: the visits there that are other than they were told."""
    release = found(session.get(Release, letter.facts["release"]))
    items = items_in(session, letter)
    ids = {number for number, _ in items} or {letter.facts["contact"]}
    rows = select(SiteContact).where(SiteContact.id.in_(ids)).order_by(SiteContact.id)
    contacts = session.scalars(rows.options(joinedload(SiteContact.site))).all()
    feeds = letter.facts.get("feeds") or [letter.facts["feed"]]
    addresses = [links.address(found(session.get(SecretLink, one))) for one in feeds]
    if not contacts:
        raise NotThere("contact")
    return Contents(to_host(about(release, letter, zone), items, contacts, addresses))


@labelled(_("Assignments of one of ours"), is_internal=True)
def duty_changed(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To who interprets, escorts, drives or receives: the stops that are other than they knew."""
    release = found(session.get(Release, letter.facts["release"]))
    person = found(session.get(Person, letter.facts["person"]))
    items = items_in(session, letter)
    sites = sites_of(session, [item for _, item in items])
    page = f"{links.base_url}/office/my-duties"
    return Contents(to_person(about(release, letter, zone), items, person, sites, page))


@labelled(_("Released at once"), is_internal=True)
def released_urgently(
    session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo
) -> Contents:
    """To an approver, afterwards: what was released without their word, and why."""
    release = found(session.get(Release, letter.facts["release"]))
    code = release.itinerary.delegation.code
    path = f"/office/delegations/{code}/itinerary/releases/{release.number}"
    return Contents(
        {
            "delegation": release.itinerary.delegation,
            "number": release.number,
            "by": release.by,
            "at": release.at,
            "reason": release.urgent_reason,
            "address": f"{links.base_url}{path}",
        }
    )


@labelled(_("Word of the approver"), is_internal=True)
def decided(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To who asked for the release: it is approved, or what has to be settled first."""
    plan = session.get(ReleasePlan, letter.facts["plan"])
    at = datetime.fromisoformat(letter.facts["at"])
    if plan is None or plan.decided_at != at:
        raise NothingToSay
    delegation = plan.itinerary.delegation
    return Contents(
        {
            "delegation": delegation,
            "by": plan.decided_by,
            "is_approved": plan.state is Approval.GIVEN,
            "comment": plan.comment,
            "address": f"{links.base_url}/office/delegations/{delegation.code}/itinerary/release",
        }
    )


def about(release: Release, letter: Letter, zone: tzinfo) -> About:
    return About(
        delegation=release.itinerary.delegation,
        number=release.number,
        note=release.note,
        stops=[snapshot_of_released(row) for row in release.stops],
        zone=zone,
        is_urgent=bool(letter.facts.get("urgent")),
    )


# -- what each of them says ------------------------------------------------------------------------


def preview(
    recipient: Recipient, what: About, sites: Mapping[int, Site], base_url: str
) -> dict[str, Any]:
    """The facts of a letter that nobody has written yet; secret addresses are not made yet."""
    items = recipient.items
    if recipient.kind == RELEASED:
        since = recipient.since
        told = [snapshot_of_released(row) for row in since.stops] if since else None
        address = PATHS[LinkKind.GUEST].format(lang=recipient.language, **SECRET)
        return to_guests(what, told, recipient.language, f"{base_url}{address}")
    if recipient.kind == HOST_CHANGED:
        address = base_url + PATHS[LinkKind.SITE_FEED].format(**SECRET)
        addresses = [address] * len(recipient.contacts)
        return to_host(what, items, recipient.contacts, addresses)
    person = found(recipient.person)
    return to_person(what, items, person, sites, f"{base_url}/office/my-duties")


def to_guests(
    what: About, told: Sequence[Snapshot] | None, tag: str, address: str
) -> dict[str, Any]:
    home = ZoneInfo(what.delegation.home_zone)
    shown = lines.of_guests(what.stops, told, tag, what.zone)
    return what.facts() | {
        "programme": shown.days,
        "is_change": shown.is_change,
        "at_home": lambda line: at_home(line, what.zone, home, tag),
        "address": address,
    }


def at_home(line: lines.Line, city: tzinfo, home: tzinfo, tag: str) -> str:
    """`Riyadh 04:00–05:00`, with the day where it is another one; empty where clocks agree."""
    here, there = line.starts.astimezone(city), line.starts.astimezone(home)
    if here.utcoffset() == there.utcoffset():
        return ""
    hours = dates.hours(line.starts, line.ends, tag, home)
    place = dates.zone_city(home, tag)
    if here.date() == there.date():
        return f"{place} {hours}"
    return f"{place} {dates.short_day(there.date(), tag, official=tag == 'ko')} {hours}"


def to_host(
    what: About,
    items: Sequence[tuple[int, Item]],
    contacts: Sequence[SiteContact],
    addresses: Sequence[str],
) -> dict[str, Any]:
    sites = {one.id: one.site for one in contacts}
    placed = [
        (item, sites[number].name, sites[number].name) for number, item in items if number in sites
    ]
    shown = lines.of_readers(placed, what.zone)
    named = list({site.id: site for site in sites.values()}.values())
    return what.facts() | {
        "sites": named,
        "programme": shown.days,
        "is_change": shown.is_change,
        "addresses": addresses,
    }


def to_person(
    what: About,
    items: Sequence[tuple[int, Item]],
    person: Person,
    sites: Mapping[int, Site],
    page: str,
) -> dict[str, Any]:
    def place(row: Publication | None) -> Translated:
        site = sites.get(row.site_id or 0) if row else None
        return site.name if site else row.place if row else EMPTY

    shown = lines.of_readers(
        [(item, place(item.row), place(item.former)) for _, item in items], what.zone
    )
    return what.facts() | {
        "programme": shown.days,
        "is_change": shown.is_change,
        "address": page if person.user_id else "",
    }


# -- reading what a letter was written about -------------------------------------------------------


def items_in(session: Session, letter: Letter) -> list[tuple[int, Item]]:
    """The stops that a letter is about, each with its contact (0 for people of ours)."""
    facts = letter.facts
    if "items" not in facts:
        return items_by_number(session, facts)
    ids = {number for one in facts["items"] for number in (one["row"], one["former"]) if number}
    rows = session.scalars(select(Publication).where(Publication.id.in_(ids)))
    by_id = {row.id: row for row in rows}
    return [
        (
            one["contact"],
            Item(
                by_id[one["row"]],
                by_id.get(one["former"]),
                tuple(one["roles"]),
                (),
                one["awaits"],
            ),
        )
        for one in facts["items"]
        if one["row"] in by_id
    ]


def items_by_number(session: Session, facts: Mapping[str, Any]) -> list[tuple[int, Item]]:
    """The same of a letter that a former version wrote: it named stops by uid and number."""
    rows = session.scalars(
        select(Publication).where(Publication.uid.in_(facts["stops"])).order_by(Publication.id)
    )
    newest = {row.uid: row for row in rows if row.sequence == facts["stops"][row.uid]}
    return [(facts["contact"], Item(row)) for row in newest.values()]


def sites_of(session: Session, items: Iterable[Item]) -> dict[int, Site]:
    """Where these stops are and were; one query."""
    return sites_at(session, [row for item in items for row in (item.row, item.former) if row])


def sites_at(session: Session, rows: Iterable[Publication]) -> dict[int, Site]:
    ids = {row.site_id for row in rows if row.site_id}
    if not ids:
        return {}
    return {site.id: site for site in session.scalars(select(Site).where(Site.id.in_(ids)))}


def told_before(
    session: Session, release: Release, facts: Mapping[str, Any]
) -> list[Snapshot] | None:
    """The stops of the release of which the reader was told last; None when of none."""
    if "since" in facts:
        before = session.get(Release, facts["since"]) if facts["since"] else None
    else:
        # Letters of former versions were about what had changed since the release before.
        before = session.scalar(
            select(Release).where(
                Release.itinerary_id == release.itinerary_id, Release.number == release.number - 1
            )
        )
    return [snapshot_of_released(row) for row in before.stops] if before else None


def found(row: AnyRow | None) -> AnyRow:
    """Raises NotThere for what the letter was about and is no more."""
    if row is None:
        raise NotThere("row")
    return row
