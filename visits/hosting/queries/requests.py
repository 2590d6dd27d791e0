"""Requests and the contacts that they go to."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.delegations.models import Delegation
from visits.hosting.models import HostRequest
from visits.hosting.rules import ASKED_FIRST, FOR_THE_SITE, RequestState
from visits.itineraries.models import Itinerary, Stop
from visits.kit.errors import NotThere
from visits.sites.models import SiteContact


def requests() -> Select[HostRequest]:
    """With everything that a page says of a request."""
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    return select(HostRequest).options(
        joinedload(HostRequest.stop).options(
            joinedload(Stop.space),
            whose.joinedload(Delegation.lead),
            whose.selectinload(Delegation.countries),
        ),
        joinedload(HostRequest.contact).joinedload(SiteContact.site),
        joinedload(HostRequest.answer),
        joinedload(HostRequest.letter),
        selectinload(HostRequest.times),
    )


def the_request(session: Session, number: int) -> HostRequest:
    """Raises NotThere."""
    request = session.scalar(requests().where(HostRequest.id == number))
    if request is None:
        raise NotThere("request")
    return request


def requests_in(session: Session, ids: Collection[int]) -> Sequence[HostRequest]:
    """These requests in order of time; one that is gone is left out."""
    rows = requests().where(HostRequest.id.in_(ids)).options(joinedload(HostRequest.replaces))
    return session.scalars(rows.order_by(HostRequest.starts, HostRequest.id)).all()


def of_itinerary(session: Session, itinerary_id: int) -> Sequence[HostRequest]:
    """Every request about its stops, the oldest first; one query."""
    rows = select(HostRequest).join(Stop).where(Stop.itinerary_id == itinerary_id)
    return session.scalars(rows.order_by(HostRequest.id)).all()


def of_stop(session: Session, stop: Stop) -> Sequence[HostRequest]:
    """Every request about the stop, the newest first."""
    rows = requests().where(HostRequest.stop_id == stop.id).order_by(HostRequest.id.desc())
    return session.scalars(rows).all()


def answerable(
    session: Session, contacts: Collection[SiteContact], *, since: datetime
) -> Sequence[HostRequest]:
    """The newest request about each stop that these contacts may answer, the next stop first.

    Only of what was not over at *since*.
    """
    own = HostRequest.contact_id.in_([one.id for one in contacts])
    sites = [one.site_id for one in contacts if one.role in FOR_THE_SITE]
    rows = (
        requests()
        .where(
            HostRequest.state != RequestState.WITHDRAWN,
            HostRequest.ends > since,
            own | HostRequest.site_id.in_(sites),
        )
        .options(joinedload(HostRequest.replaces))
    )
    found = {one.stop_id: one for one in session.scalars(rows.order_by(HostRequest.id))}
    return sorted(found.values(), key=lambda one: (one.starts, one.id))


def proposed() -> Select[int, int]:
    """The newest request with a proposal that the office has not decided about, of each stop."""
    return (
        select(HostRequest.stop_id, func.max(HostRequest.id).label("number"))
        .where(HostRequest.state == RequestState.COUNTERED)
        .group_by(HostRequest.stop_id)
    )


def proposals(session: Session, delegation_id: int) -> dict[int, int]:
    """The same of one delegation, by the id of the stop."""
    own = select(Stop.id).join(Itinerary).where(Itinerary.delegation_id == delegation_id)
    found = session.execute(proposed().where(HostRequest.stop_id.in_(own)))
    return {row.stop_id: row.number for row in found}


# -- contacts --------------------------------------------------------------------------------------


def the_contact(session: Session, number: int) -> SiteContact:
    """With the site. Raises NotThere."""
    contact = session.get(SiteContact, number, options=[joinedload(SiteContact.site)])
    if contact is None:
        raise NotThere("contact")
    return contact


def contact_called(session: Session, email: str) -> SiteContact:
    """The first contact under this e-mail address. Raises NotThere."""
    rows = select(SiteContact).where(func.lower(SiteContact.email) == email.strip().lower())
    contact = session.scalar(rows.order_by(SiteContact.id).limit(1))
    if contact is None:
        raise NotThere("contact")
    return contact


def contacts_of_user(session: Session, user_id: int) -> Sequence[SiteContact]:
    """What an account answers for, by site."""
    rows = (
        select(SiteContact)
        .where(SiteContact.user_id == user_id)
        .options(joinedload(SiteContact.site))
        .order_by(SiteContact.site_id, SiteContact.id)
    )
    return session.scalars(rows).all()


def same_person(session: Session, contact: SiteContact) -> Sequence[SiteContact]:
    """The contact, and those of other sites under the same e-mail address; the contact first."""
    if not contact.email:
        return [contact]
    rows = session.scalars(
        select(SiteContact)
        .where(SiteContact.email == contact.email, SiteContact.id != contact.id)
        .options(joinedload(SiteContact.site))
        .order_by(SiteContact.id)
    )
    return [contact, *rows]


def to_ask(session: Session, site_ids: Iterable[int]) -> dict[int, SiteContact]:
    """Whom each of these sites is asked by: the first of the first role that it names."""
    rows = session.scalars(
        select(SiteContact)
        .where(SiteContact.site_id.in_(set(site_ids)), SiteContact.role.in_(ASKED_FIRST))
        .order_by(SiteContact.id)
    )
    found: dict[int, SiteContact] = {}
    for contact in sorted(rows, key=lambda one: ASKED_FIRST.index(one.role)):
        found.setdefault(contact.site_id, contact)
    return found
