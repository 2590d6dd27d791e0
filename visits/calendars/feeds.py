"""A scope put together: rows of what was published, made into one calendar.

The edge hands in what it knows of the installation (`Setting`); nothing here asks for the time.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import entries, queries, rules, words
from visits.calendars.entries import Contact
from visits.calendars.ics import Calendar, Entry
from visits.calendars.rules import Window
from visits.delegations.models import Delegation
from visits.kit.translated import Translated
from visits.sites.models import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What calendars say of the installation."""

    zone: str
    city: Translated
    office: Translated
    phone: str


def calendar_of(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    """The calendar that the link opens, in the link's language."""
    build = of_site if link.kind is LinkKind.SITE_FEED else of_delegation
    return build(session, link, window, setting)


def of_site(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    tag = link.language
    site = queries.site_of(session, link.subject_id)
    shown = site_entries(session, site, tag, window, setting)
    name, description = words.site_calendar(tag, site.name.to(tag))
    return calendar(link, name, description, setting, shown)


def site_entries(
    session: Session, site: Site, tag: str, window: Window, setting: Setting
) -> list[Entry]:
    """Everything that was told at the site, as its hosts see it."""
    rows = queries.published_at_site(session, site.id, window)
    groups = queries.delegations_of(session, {row.itinerary_id for row in rows})
    texts = words.words_in(tag)
    return [
        entries.for_host(
            standing,
            site=site,
            delegation=groups[standing.row.itinerary_id],
            words=texts,
            contact=officer(groups[standing.row.itinerary_id], setting, tag),
            zone=setting.zone,
        )
        for standing in rules.standing_at_site(rows, site.id)
    ]


def person_entries(
    session: Session, person_id: int, tag: str, since: datetime, setting: Setting
) -> list[Entry]:
    """Everything that somebody of ours was told to serve at, and what is no longer."""
    rows = queries.told_to_person(session, person_id, since)
    groups = queries.delegations_of(session, {row.itinerary_id for row in rows})
    places = queries.sites_of(session, {row.site_id for row in rows if row.site_id})
    texts = words.words_in(tag)
    return [
        entries.for_person(
            row,
            site=places.get(row.site_id or 0),
            delegation=groups[row.itinerary_id],
            words=texts,
            contact=officer(groups[row.itinerary_id], setting, tag),
            zone=setting.zone,
        )
        for row in rows
    ]


def of_delegation(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    tag = link.language
    delegation = queries.delegation_of(session, link.subject_id)
    shown = guest_entries(session, delegation.id, tag, window, setting)
    name, description = words.delegation_calendar(
        tag, delegation.title.to(tag), setting.city.to(tag)
    )
    return calendar(link, name, description, setting, shown)


def guest_entries(
    session: Session, delegation_id: int, tag: str, window: Window, setting: Setting
) -> list[Entry]:
    """Everything that guests of the delegation were shown, cancelled stops too."""
    turns = queries.turns_of(session, delegation_id)
    rows = rules.shown_to_guests(queries.released(session, delegation_id, window), turns)
    texts, contact = words.words_in(tag), Contact(setting.office.to(tag), setting.phone)
    return [entries.for_guest(row, words=texts, contact=contact, zone=setting.zone) for row in rows]


def officer(delegation: Delegation, setting: Setting, tag: str) -> Contact:
    """The lead officer of the visit; the office's number when they gave none."""
    lead = delegation.lead
    return Contact(f"{lead.name} ({setting.office.to(tag)})", lead.phone or setting.phone)


def calendar(
    link: SecretLink, name: str, description: str, setting: Setting, shown: list[Entry]
) -> Calendar:
    return Calendar(
        uid=f"{link.kind}-{link.subject_id}-{link.language}@visits",
        name=name,
        description=description,
        language=link.language,
        zone=setting.zone,
        entries=tuple(shown),
    )


def one_stop(session: Session, delegation_id: int, uid: str, tag: str, setting: Setting) -> Entry:
    """A released stop, for a download in the reader's language. Raises NotThere."""
    turns = queries.turns_of(session, delegation_id)
    (shown,) = rules.shown_to_guests(queries.released_as(session, delegation_id, uid), turns)
    contact = Contact(setting.office.to(tag), setting.phone)
    return entries.for_guest(shown, words=words.words_in(tag), contact=contact, zone=setting.zone)
