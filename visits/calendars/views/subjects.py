"""What a calendar is about: found by the key of its page, by its owner's account or link."""

from collections.abc import Sequence
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
    if scope is Scope.SITE:
        site = sites.the_site(session, key)
        return Subject(scope, site.id, site.name, url_for("sites.show", slug=key))
    if scope is Scope.DELEGATION:
        visit = delegations.the_delegation(session, key)
        return Subject(scope, visit.id, visit.title, url_for("delegations.show", code=key))
    if scope is Scope.OFFICE:
        return the_office(key)
    number = read_id(key) or 0
    if scope is Scope.VEHICLE:
        vehicle = resources.the_vehicle(session, number)
        return Subject(scope, number, vehicle.name, url_for("resources.vehicle", number=number))
    person = resources.the_person(session, number)
    page = url_for("resources.person", number=number)
    return Subject(scope_of(person.skills), number, person.name, page)


def the_office(key: str) -> Subject:
    """There is one. Raises NotThere for another key."""
    if key != "all":
        raise NotThere("office")
    name = Translated(en=_("All visits"))
    return Subject(Scope.OFFICE, THE_OFFICE[1], name, url_for("delegations.index"))


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
