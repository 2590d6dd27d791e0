"""Reading lists: what each must hold now, and what the site was told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.access_lists.models import AccessList, AccessListVersion
from visits.access_lists.rules import (
    Difference,
    Handing,
    ListState,
    Wanted,
    difference,
    state_of,
    wanted_of,
)
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegationState
from visits.identity import queries as identity
from visits.identity.models import IdentityLook
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Stop
from visits.kit.errors import NotThere
from visits.notifications.models import Letter
from visits.sites.models import SiteContact
from visits.sites.rules import ContactRole

LOOKED_AT = "access_list_version"
"""How the access log names a version."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stop at a site that demands a list, or whose list went out: what is wanted and what was sent.

    `stop` is there while the list is wanted.
    """

    stop: Stop
    row: AccessList | None
    wanted: Wanted | None

    @property
    def newest(self) -> AccessListVersion | None:
        return self.row.newest if self.row else None

    @property
    def state(self) -> ListState:
        if self.row is not None and self.row.withdrawn_at is not None:
            return ListState.WITHDRAWN
        return state_of(self.newest.sent if self.newest else None, self.wanted)

    @property
    def difference(self) -> Difference:
        if self.wanted is None:
            return Difference()
        return difference(self.newest.sent if self.newest else None, self.wanted)


def places(session: Session, delegation: Delegation) -> list[Place]:
    """In order of time: every stop that demands a list, then lists that are withdrawn."""
    rows = {(row.stop_id, row.site_id): row for row in lists_of(session, delegation.id)}
    wanted = wanted_in(session, delegation)
    found = [
        Place(stop, rows.pop((stop.id, one.demand.site_id), None), one) for stop, one in wanted
    ]
    return [*found, *(Place(row.stop, row, None) for row in rows.values())]


def wanted_in(session: Session, delegation: Delegation) -> list[tuple[Stop, Wanted]]:
    """What each list of a visit that takes place must hold now, whatever was sent before."""
    if delegation.state is DelegationState.CANCELLED:
        return []
    stops = itineraries.stops_with_lists(session, delegation.id)
    if not stops:
        return []
    known = identity.known_of(session, delegation.id)
    stamps = {
        number: record.entered_at.isoformat()
        for number, record in identity.records_of(session, delegation.id).items()
    }
    return [
        (stop, wanted_of(demand, known, stamps, announced=delegation.planned))
        for stop, demand in zip(stops, itineraries.demands_at(session, stops), strict=True)
    ]


def has_lists(session: Session, delegation_id: int) -> bool:
    rows = select(AccessList.id).where(AccessList.delegation_id == delegation_id)
    return session.scalar(rows.limit(1)) is not None


def lists_of(session: Session, delegation_id: int) -> Sequence[AccessList]:
    rows = select(AccessList).where(AccessList.delegation_id == delegation_id)
    loads = (
        selectinload(AccessList.versions).joinedload(AccessListVersion.by),
        joinedload(AccessList.stop),
        joinedload(AccessList.site),
    )
    return session.scalars(rows.options(*loads).order_by(AccessList.id)).all()


def lists_over(session: Session, last: date) -> Sequence[AccessList]:
    """Lists of visits that are over, which still say who was on them."""
    rows = select(AccessList).where(
        AccessList.delegation_id.in_(identity.visits_over(last)), AccessList.purged_at.is_(None)
    )
    loads = selectinload(AccessList.versions)
    return session.scalars(rows.options(loads).order_by(AccessList.id)).all()


def list_of(session: Session, stop_id: int, site_id: int) -> AccessList | None:
    return session.scalar(
        select(AccessList).where(AccessList.stop_id == stop_id, AccessList.site_id == site_id)
    )


def the_version(session: Session, number: int) -> AccessListVersion:
    """With its list, stop and site. Raises NotThere."""
    loads = joinedload(AccessListVersion.list).options(
        joinedload(AccessList.stop), joinedload(AccessList.site)
    )
    found = session.get(AccessListVersion, number, options=[loads])
    if found is None:
        raise NotThere("access list")
    return found


def desks(session: Session, site_id: int) -> list[SiteContact]:
    """Who may be given the list of a site: its security desk, or else its coordinators."""
    rows = session.scalars(
        select(SiteContact).where(SiteContact.site_id == site_id).order_by(SiteContact.id)
    ).all()
    found = [row for row in rows if row.role is ContactRole.SECURITY_DESK]
    return found or [row for row in rows if row.role is ContactRole.COORDINATOR]


def the_desk(session: Session, site_id: int, contact_id: int) -> SiteContact:
    """Raises NotThere for a contact that may not be given the list."""
    for contact in desks(session, site_id):
        if contact.id == contact_id:
            return contact
    raise NotThere("contact")


def delegates_on(session: Session, version: AccessListVersion) -> list[Delegate]:
    """Who is on a version and still on the roster, in its order."""
    ids = [int(number) for number in version.people]
    rows = select(Delegate).where(Delegate.id.in_(ids), Delegate.withdrawn_at.is_(None))
    return list(session.scalars(rows.order_by(Delegate.precedence, Delegate.id)))


def known_to_desk(session: Session, version: AccessListVersion) -> AccessListVersion | None:
    """The newest version before that the same desk has seen: it opened it, or got it by letter."""
    former = [
        one
        for one in version.list.versions
        if one.number < version.number and one.contact_id == version.contact_id and one.people
    ]
    looks = looks_at(session, [one.id for one in former])
    for one in reversed(former):
        is_opened = any(look.actor_kind == "link" for look in looks.get(one.id, ()))
        if is_opened or one.handing is Handing.OFFICIAL_LETTER:
            return one
    return None


def delegates_off(
    session: Session, version: AccessListVersion, former: AccessListVersion
) -> list[Delegate]:
    """Who was on the version that the desk had before, and is not on this one."""
    off = set(map(int, former.people)) - set(map(int, version.people))
    rows = select(Delegate).where(Delegate.id.in_(off))
    return list(session.scalars(rows.order_by(Delegate.precedence, Delegate.id)))


def looks_at(session: Session, versions: Collection[int]) -> dict[int, list[IdentityLook]]:
    """Who opened which version, oldest first."""
    rows = session.scalars(
        select(IdentityLook)
        .where(IdentityLook.about_kind == LOOKED_AT, IdentityLook.about_id.in_(versions))
        .order_by(IdentityLook.id)
    )
    found: dict[int, list[IdentityLook]] = {}
    for row in rows:
        found.setdefault(row.about_id or 0, []).append(row)
    return found


def versions_naming(session: Session, delegate: Delegate) -> int:
    """How many versions that went out name the delegate."""
    rows = session.scalars(
        select(AccessListVersion.people)
        .join(AccessList, AccessList.id == AccessListVersion.list_id)
        .where(AccessList.delegation_id == delegate.delegation_id)
    )
    return sum(str(delegate.id) in people for people in rows)


def versions_to(session: Session, contact_id: int, *, after: datetime) -> int:
    """How many versions went to a contact for stops that are not over."""
    rows = select(func.count()).where(
        AccessListVersion.contact_id == contact_id, AccessListVersion.ends > after
    )
    return session.scalar(rows) or 0


def versions_of_stop(session: Session, stop_id: int) -> int:
    rows = (
        select(func.count())
        .select_from(AccessListVersion)
        .join(AccessList, AccessList.id == AccessListVersion.list_id)
        .where(AccessList.stop_id == stop_id)
    )
    return session.scalar(rows) or 0


def letter_called(session: Session, key: str) -> Letter | None:
    """The letter of this key."""
    return session.scalar(select(Letter).where(Letter.key == key))
