"""Which secret address opens what, asked for by the names under which people know it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.calendars import queries as calendars
from visits.calendars.rules import THE_OFFICE
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.delegations.rules import link_ends
from visits.hosting import queries as hosting
from visits.intake import queries as intake
from visits.itineraries import queries as itineraries
from visits.kit.errors import NotThere, Refused
from visits.kit.zone import zone_of
from visits.resources import queries as resources
from visits.resources.rules import Skill
from visits.sites import queries as sites


@dataclass(frozen=True, slots=True)
class Target:
    """What an address opens: the link's kind and subject, and what follows its token."""

    kind: LinkKind
    subject: tuple[str, int]
    expires_at: datetime | None = None
    tail: str = ""
    language: str = ""
    """Whose it speaks when nobody says: a delegation's first, a request's own; else empty."""


OWN_LANGUAGE = "ko"

Finder = Callable[[Session, str, int], Target]


def guest(session: Session, code: str, keep_days: int) -> Target:
    return of_delegation(
        session, LinkKind.GUEST, delegations.the_delegation(session, code), keep_days
    )


def liaison(session: Session, code: str, keep_days: int) -> Target:
    found = delegations.the_delegation(session, code)
    return of_delegation(session, LinkKind.LIAISON, found, keep_days)


def of_delegation(
    session: Session, kind: LinkKind, delegation: Delegation, keep_days: int, tail: str = ""
) -> Target:
    """What opens a delegation; its pages close *keep_days* after the visit."""
    ends = link_ends(kind, delegation.ends_on, keep_days=keep_days, zone=zone_of(session))
    return Target(
        kind, ("delegation", delegation.id), ends, tail, next(iter(delegation.languages), "")
    )


def escort_day(session: Session, code: str, keep_days: int) -> Target:
    """Where an escort without an account taps on the day; in Korean, unless asked otherwise."""
    found = delegations.the_delegation(session, code)
    target = of_delegation(session, LinkKind.ESCORT_DAY, found, keep_days)
    return replace(target, language=OWN_LANGUAGE)


def delegation(session: Session, code: str, keep_days: int) -> Target:
    found = delegations.the_delegation(session, code)
    return of_delegation(session, LinkKind.DELEGATION_FEED, found, keep_days)


def request(session: Session, code: str, _: int) -> Target:
    """A requester's page; in the language of the request, unless another one is asked for."""
    found = intake.the_request(session, code)
    return Target(LinkKind.REQUESTER, ("request", found.id), language=found.language)


def site(session: Session, slug: str, _: int) -> Target:
    return Target(LinkKind.SITE_FEED, ("site", sites.the_site(session, slug).id))


def interpreter(session: Session, email: str, _: int) -> Target:
    """The calendar of somebody who interprets."""
    found = resources.person_called(session, email, skill=Skill.INTERPRETS)
    return Target(LinkKind.INTERPRETER_FEED, ("person", found.id))


def escort(session: Session, email: str, _: int) -> Target:
    """The calendar of anybody of ours: escorts, officials, whoever receives or speaks."""
    return Target(LinkKind.ESCORT_FEED, ("person", resources.person_called(session, email).id))


def vehicle(session: Session, plate: str, _: int) -> Target:
    found = resources.vehicle_with(session, plate)
    return Target(LinkKind.VEHICLE_FEED, ("vehicle", found.id))


def office(_: Session, key: str, __: int) -> Target:
    """There is one office: its key is a hyphen. Raises NotThere for any other."""
    if key != "-":
        raise NotThere("office")
    return Target(LinkKind.OFFICE_FEED, THE_OFFICE)


def stop(session: Session, uid: str, keep_days: int) -> Target:
    """The file of one stop, as guests take it from their page.

    Raises Refused (`not_released`) for a stop that they do not see yet.
    """
    visitors = itineraries.the_stop(session, uid).itinerary.delegation
    try:
        calendars.released_as(session, visitors.id, uid)
    except NotThere as error:
        raise Refused("not_released") from error
    return of_delegation(session, LinkKind.GUEST, visitors, keep_days, f"/stops/{uid}.ics")


def host(session: Session, email: str, _: int) -> Target:
    """The page of whoever answers for a site, or keeps the diary of an official."""
    try:
        contact = hosting.contact_called(session, email)
    except NotThere:
        return Target(LinkKind.HOST, ("person", hosting.official_called(session, email).id))
    return Target(LinkKind.HOST, ("site_contact", contact.id))


FINDERS: Mapping[str, Finder] = {
    "guest": guest,
    "liaison": liaison,
    "escort-day": escort_day,
    "delegation": delegation,
    "request": request,
    "site": site,
    "interpreter": interpreter,
    "escort": escort,
    "vehicle": vehicle,
    "office": office,
    "stop": stop,
    "host": host,
}
"""Kinds of addresses; keys are the code of a delegation or request, a site's slug, a stop's uid, a
host's e-mail address, that of a person of ours, a vehicle's number plate, `-` for the office."""


def address_of(
    session: Session,
    kind: str,
    key: str,
    *,
    language: str,
    links: LinkKeeper,
    keep_days: int,
    at: datetime,
) -> str:
    """The standing address of this kind and key, made when there is none.

    An empty *language* is the delegation's first, else Korean. *keep_days*: how long after the
    visit its pages open. Raises KeyError for an unknown kind, NotThere for an unknown key,
    Refused (`not_released`) for a stop that guests do not see yet.
    """
    target = FINDERS[kind](session, key, keep_days)
    link = links.standing(
        session,
        target.kind,
        target.subject,
        language=language or target.language or OWN_LANGUAGE,
        at=at,
        expires_at=target.expires_at,
    )
    return links.address(link) + target.tail
