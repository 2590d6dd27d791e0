"""A scope put together: rows of what was published, made into one calendar.

The edge hands in what it knows of the installation (`Setting`); nothing here asks for the time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import entries, queries, rules, words
from visits.calendars.entries import Contact
from visits.calendars.ics import Calendar, Entry
from visits.calendars.models import OwnEntry
from visits.calendars.queries import Subject
from visits.calendars.rules import THE_OFFICE, Standing, Window
from visits.delegations.models import Delegation
from visits.itineraries.models import Publication
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
    return BUILDERS[link.kind](session, link, window, setting)


def of_site(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    site = queries.site_of(session, link.subject_id)
    shown = site_entries(session, site, link.language, window, setting)
    return site_calendar(link, site, setting, shown)


def site_calendar(link: SecretLink, site: Site, setting: Setting, shown: list[Entry]) -> Calendar:
    name, description = words.site_calendar(link.language, site.name.to(link.language))
    return calendar(link, name, description, setting, shown)


def site_entries(
    session: Session, site: Site, tag: str, window: Window, setting: Setting
) -> list[Entry]:
    """Everything that was told at the site, as its hosts see it."""
    rows = queries.published_at_site(session, site.id, window)
    standing = rules.standing_at_site(rows, site.id)
    groups = queries.delegations_of(session, {one.row.itinerary_id for one in standing})
    return entries_of(standing, {site.id: site}, groups, tag, setting)


def of_person(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    """Whatever somebody of ours does at a stop: one person has one calendar."""
    person = queries.person_of(session, link.subject_id)
    shown = person_entries(session, person.id, link.language, window, setting)
    name, description = words.own_calendar(link.language, person.name.to(link.language))
    return calendar(link, name, description, setting, shown)


def person_entries(
    session: Session, person_id: int, tag: str, window: Window, setting: Setting
) -> list[Entry]:
    """Everything that somebody of ours was told to serve at, and what is no longer."""
    return served_entries(session, ("person", person_id), tag, window, setting)


def of_vehicle(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    vehicle = queries.vehicle_of(session, link.subject_id)
    shown = served_entries(session, ("vehicle", vehicle.id), link.language, window, setting)
    called = f"{vehicle.name.to(link.language)} {vehicle.plate}"
    name, description = words.own_calendar(link.language, called)
    return calendar(link, name, description, setting, shown)


def served_entries(
    session: Session, owner: Subject, tag: str, window: Window, setting: Setting
) -> list[Entry]:
    """Stops, the time to prepare for them, and the ways between them."""
    rows = queries.published_to(session, owner, window)
    groups = {row.itinerary_id: delegation for row, _, delegation in rows}
    own = queries.own_entries(session, owner, window)
    return entries_of(
        rules.standing_for_one(row for row, _, _ in rows),
        {site.id: site for _, site, _ in rows if site},
        groups,
        tag,
        setting,
        own=[one for one, _ in own if one.itinerary_id in groups],
    )


def of_office(session: Session, link: SecretLink, window: Window, setting: Setting) -> Calendar:
    """Everything that anybody outside was told, and drafts beside it."""
    rows = queries.published(session, window)
    own = queries.own_entries(session, THE_OFFICE, window)
    places = {site.id: site for _, site in rows if site}
    places |= {site.id: site for _, site in own if site}
    programmes = {row.itinerary_id for row, _ in rows} | {one.itinerary_id for one, _ in own}
    shown = entries_of(
        rules.standing_in_office(row for row, _ in rows),
        places,
        queries.delegations_of(session, programmes),
        link.language,
        setting,
        own=[one for one, _ in own],
    )
    name, description = words.office_calendar(link.language, setting.office.to(link.language))
    return calendar(link, name, description, setting, shown)


def entries_of(
    standing: Sequence[Standing[Publication]],
    places: Mapping[int, Site],
    groups: Mapping[int, Delegation],
    tag: str,
    setting: Setting,
    *,
    own: Sequence[OwnEntry] = (),
) -> list[Entry]:
    """What was published, and what goes with it; *groups* are the visits by itinerary."""
    texts = words.words_in(tag)

    def around(row: Publication | OwnEntry) -> dict[str, Any]:
        group = groups[row.itinerary_id]
        return {
            "site": places.get(row.site_id or 0),
            "delegation": group,
            "words": texts,
            "contact": officer(group, setting, tag),
            "zone": setting.zone,
        }

    published = [entries.for_us(one, **around(one.row)) for one in standing]
    return published + [entries.for_own(one, **around(one)) for one in own]


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


Builder = Callable[[Session, SecretLink, Window, Setting], Calendar]

BUILDERS: Mapping[LinkKind, Builder] = {
    LinkKind.DELEGATION_FEED: of_delegation,
    LinkKind.SITE_FEED: of_site,
    LinkKind.INTERPRETER_FEED: of_person,
    LinkKind.ESCORT_FEED: of_person,
    LinkKind.VEHICLE_FEED: of_vehicle,
    LinkKind.OFFICE_FEED: of_office,
}
"""Who puts which calendar together. A further scope is a line here and in `rules.LINK_KINDS`."""
