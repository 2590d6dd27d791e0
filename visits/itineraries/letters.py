"""The letters of this capability: what was released to the guests, what changes for a host."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.delegations.models import Delegation
from visits.itineraries import sequence
from visits.itineraries.models import Publication, Release, ReleasedStop
from visits.itineraries.rules import PublishedState, Visibility
from visits.itineraries.titles import titled
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.kit.words import label
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.models import Site, SiteContact

AnyRow = TypeVar("AnyRow")


@dataclass(frozen=True, slots=True)
class Line:
    """One stop in a letter."""

    day: date
    starts: datetime
    ends: datetime
    title: Translated
    place: Translated
    is_new: bool = False
    is_changed: bool = False
    is_cancelled: bool = False
    is_confirmed: bool = False
    people: int = 0
    was: tuple[datetime, datetime] | None = None
    """When it was to be until now, where the reader knows another time."""


@labelled(_("Programme released"))
def released(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To the liaison: the programme as guests see it, what changed, and their address."""
    release = found(session.get(Release, letter.facts["release"]))
    news = release.diff["guests"]
    changed = {change["uid"]: change["fields"] for change in news["changed"]}
    lines = [
        Line(
            day=stop.starts.astimezone(zone).date(),
            starts=stop.starts,
            ends=stop.ends,
            title=guests_title(stop, letter.language),
            place=guests_place(stop, letter.language),
            is_new=release.number > 1 and stop.uid in news["added"],
            is_changed=stop.uid in changed,
            is_cancelled=stop.state is PublishedState.CANCELLED,
            was=former_time(stop, changed.get(stop.uid, {})),
        )
        for stop in seen_by_guests(release.stops)
    ]
    return Contents(
        facts={
            "delegation": release.itinerary.delegation,
            "lead": release.itinerary.delegation.lead,
            "release": release,
            "programme": by_day(lines),
            "address": links.address(found(session.get(SecretLink, letter.facts["link"]))),
        }
    )


@labelled(_("Visits at a site"), is_internal=True)
def host_changed(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a contact of a site: the visits there that are other than they were told."""
    contact = found(session.get(SiteContact, letter.facts["contact"]))
    release = found(session.get(Release, letter.facts["release"]))
    rows = newest(session, letter.facts["stops"], contact.site_id)
    told = told_earlier(session, letter)
    lines = [
        Line(
            day=row.starts.astimezone(zone).date(),
            starts=row.starts,
            ends=row.ends,
            title=row.title,
            place=contact.site.name,
            is_cancelled=row.state is PublishedState.CANCELLED,
            is_confirmed=row.state is PublishedState.CONFIRMED,
            people=row.people,
            was=told.get(row.uid) if told.get(row.uid) != (row.starts, row.ends) else None,
        )
        for row in rows
    ]
    delegation: Delegation = release.itinerary.delegation
    site: Site = contact.site
    return Contents(
        facts={
            "delegation": delegation,
            "lead": delegation.lead,
            "site": site,
            "programme": by_day(lines),
            "is_change": any(row.uid in told for row in rows),
            "address": links.address(found(session.get(SecretLink, letter.facts["feed"]))),
        }
    )


def former_time(
    stop: ReleasedStop, fields: Mapping[str, Sequence[Any]]
) -> tuple[datetime, datetime] | None:
    """When the former release had it; None when the time is the same."""
    if "starts" not in fields and "ends" not in fields:
        return None
    starts, ends = fields.get("starts"), fields.get("ends")
    return (
        datetime.fromisoformat(starts[0]) if starts else stop.starts,
        datetime.fromisoformat(ends[0]) if ends else stop.ends,
    )


def told_earlier(session: Session, letter: Letter) -> dict[str, tuple[datetime, datetime]]:
    """By uid: the time in the last letter of this kind to the same contact before this one."""
    earlier = session.scalars(
        select(Letter.facts)
        .where(
            Letter.about_kind == letter.about_kind,
            Letter.about_id == letter.about_id,
            Letter.kind == letter.kind,
            Letter.state != LetterState.DROPPED,
            Letter.id < letter.id,
            Letter.facts["contact"].as_integer() == letter.facts["contact"],
        )
        .order_by(Letter.id)
    )
    numbers: dict[str, int] = {}
    for facts in earlier:
        numbers |= facts["stops"]
    uids = sorted(numbers.keys() & letter.facts["stops"].keys())
    rows = session.scalars(
        select(Publication).where(Publication.uid.in_(uids)).order_by(Publication.id)
    )
    return {row.uid: (row.starts, row.ends) for row in rows if row.sequence == numbers[row.uid]}


def found(row: AnyRow | None) -> AnyRow:
    """Raises NotThere for what the letter was about and is no more."""
    if row is None:
        raise NotThere("row")
    return row


def seen_by_guests(stops: Iterable[ReleasedStop]) -> list[ReleasedStop]:
    return [stop for stop in stops if stop.visibility is Visibility.GUESTS]


def guests_title(stop: ReleasedStop, tag: str) -> Translated:
    return titled(stop.title, stop.site_name, tag, str(label(stop.kind)))


def guests_place(stop: ReleasedStop, tag: str) -> Translated:
    """Beside the title; a title made of the site's name says it already."""
    if guests_title(stop, tag) != stop.title:
        return stop.place
    return stop.site_name or stop.place


def by_day(lines: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    """The lines in order of time, under the city's days."""
    ordered = sorted(lines, key=lambda line: (line.starts, line.ends))
    return [(day, list(group)) for day, group in groupby(ordered, key=lambda line: line.day)]


def newest(session: Session, uids: Iterable[str], site_id: int) -> Sequence[Publication]:
    """What the site's calendar shows of these stops now."""
    rows = session.scalars(
        select(Publication)
        .where(Publication.uid.in_(sorted(uids)), Publication.site_id == site_id)
        .order_by(Publication.id)
    )
    site = ("site", str(site_id))
    return list({row.uid: row for row in rows if site in sequence.named(row)}.values())
