"""What a calendar is about: found by the key of its page, by its owner's account or link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.access.links import links_to
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind
from visits.calendars import queries
from visits.calendars.rules import LINK_KINDS, SUBJECTS, THE_OFFICE, Scope
from visits.delegations import queries as delegations
from visits.hosting import queries as hosting
from visits.hosting.rules import SEES, Fact
from visits.kit.asked import read_id
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.resources import queries as resources
from visits.resources.rules import Skill
from visits.sites import queries as sites
from visits.sites.models import SiteContact

OwnerKey = tuple[str, int]
"""Whose own an address is: ("user", id) or ("site_contact", id)."""

SCOPES = ",".join(Scope)
"""For routes."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One calendar: its scope, the number of what it is about, its name, the page it belongs to."""

    scope: Scope
    number: int
    name: Translated
    page: str = ""

    @property
    def key(self) -> str:
        """For a form that offers several."""
        return f"{self.scope}-{self.number}"

    @property
    def kind(self) -> LinkKind:
        return LINK_KINDS[self.scope]

    @property
    def about(self) -> tuple[str, int]:
        return SUBJECTS[self.scope], self.number


def of_key(session: Session, scope: Scope, key: str) -> Subject:
    """For the office's page. Raises NotThere."""
    return FINDERS[scope](session, key)


def the_site(session: Session, key: str) -> Subject:
    site = sites.the_site(session, key)
    return Subject(Scope.SITE, site.id, site.name, url_for("sites.show", slug=key))


def the_delegation(session: Session, key: str) -> Subject:
    visit = delegations.the_delegation(session, key)
    page = url_for("delegations.show", code=key)
    return Subject(Scope.DELEGATION, visit.id, visit.title, page)


def the_vehicle(session: Session, key: str) -> Subject:
    vehicle = resources.the_vehicle(session, read_id(key) or 0)
    page = url_for("resources.vehicle", number=vehicle.id)
    return Subject(Scope.VEHICLE, vehicle.id, vehicle.name, page)


def the_person(session: Session, key: str) -> Subject:
    person = resources.the_person(session, read_id(key) or 0)
    page = url_for("resources.person", number=person.id)
    return Subject(scope_of(person.skills), person.id, person.name, page)


def the_office(_session: Session, key: str) -> Subject:
    """There is one. Raises NotThere for another key."""
    if key != "all":
        raise NotThere("office")
    name = Translated(en=_("All visits"))
    return Subject(Scope.OFFICE, THE_OFFICE[1], name, url_for("delegations.index"))


FINDERS: Mapping[Scope, Callable[[Session, str], Subject]] = {
    Scope.DELEGATION: the_delegation,
    Scope.SITE: the_site,
    Scope.INTERPRETER: the_person,
    Scope.ESCORT: the_person,
    Scope.VEHICLE: the_vehicle,
    Scope.OFFICE: the_office,
}


def scope_of(skills: Sequence[str]) -> Scope:
    """Each of our people has one calendar, whatever they do."""
    return Scope.INTERPRETER if Skill.INTERPRETS in skills else Scope.ESCORT


def of_user(session: Session, user: User) -> list[Subject]:
    """What somebody who is signed in serves at, and the sites that they answer for."""
    found = at_sites(hosting.contacts_of_user(session, user.id))
    try:
        person = resources.the_person(session, queries.person_of_user(session, user.id))
    except NotThere:
        return found
    return [Subject(scope_of(person.skills), person.id, person.name), *found]


def at_sites(contacts: Sequence[SiteContact]) -> list[Subject]:
    """The sites whose calendars these contacts may see."""
    of = dict.fromkeys(one.site for one in contacts if Fact.TOPIC in SEES[one.role])
    return [Subject(Scope.SITE, site.id, site.name) for site in of]


def account(user: User) -> OwnerKey:
    return "user", user.id


def contact(one: SiteContact) -> OwnerKey:
    return "site_contact", one.id


def owners(contacts: Sequence[SiteContact]) -> set[OwnerKey]:
    """What one person owns behind their link: as these contacts, and under their account."""
    accounts = {("user", one.user_id) for one in contacts if one.user_id is not None}
    return {*map(contact, contacts), *accounts}


def links_of(session: Session, subject: Subject) -> list[SecretLink]:
    """Every address of the calendar, the oldest first."""
    rows = links_to(subject.about).where(SecretLink.kind.in_(kinds_of(subject)))
    return list(session.scalars(rows))


def kinds_of(subject: Subject) -> tuple[LinkKind, ...]:
    """A person's calendar is one, under whichever of its two names it was given out."""
    if SUBJECTS[subject.scope] == "person":
        return LinkKind.INTERPRETER_FEED, LinkKind.ESCORT_FEED
    return (subject.kind,)
