"""Who has signed for a release, who is asked to, and what is still to be signed for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.itineraries.models import (
    Assignment,
    Itinerary,
    Receipt,
    Release,
    ReleasedStop,
    Stop,
)
from visits.itineraries.recipients import LIAISON, TOLD_ROLES
from visits.itineraries.rules import Consent, PublishedState
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site, SiteContact

TAKES_PLACE = ReleasedStop.state != PublishedState.CANCELLED


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whom a release concerns; the guests sign as one, by their liaison."""

    who: str
    name: Translated | str
    receipt: Receipt | None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class ToSign:
    """A current release that concerns somebody, and whether they have signed for it."""

    release: Release
    whos: tuple[str, ...]
    receipt: Receipt | None


def signers(session: Session, release: Release) -> list[Signer]:
    """The liaison, the contacts of the sites, people of ours who serve; four queries."""
    receipts = {
        row.who: row
        for row in session.scalars(
            select(Receipt).where(Receipt.release_id == release.id).options(joinedload(Receipt.by))
        )
    }
    delegation = release.itinerary.delegation
    live = [stop for stop in release.stops if stop.state is not PublishedState.CANCELLED]
    named: list[tuple[str, Translated | str, Site | None]]
    named = [(LIAISON, delegation.liaison_name, None)]
    named += [(contact_key(one.id), one.name, one.site) for one in contacts_of(session, live)]
    named += [(person_key(one.id), one.name, None) for one in people_at(session, live)]
    return [Signer(who, name, receipts.get(who), site) for who, name, site in named]


def contact_key(number: int) -> str:
    return f"contact-{number}"


def person_key(number: int) -> str:
    return f"person-{number}"


def contacts_of(session: Session, stops: Collection[ReleasedStop]) -> Sequence[SiteContact]:
    rows = (
        select(SiteContact)
        .where(
            SiteContact.site_id.in_({stop.site_id for stop in stops if stop.site_id}),
            SiteContact.role.in_(TOLD_ROLES),
        )
        .options(joinedload(SiteContact.site))
    )
    return session.scalars(rows.order_by(SiteContact.site_id, SiteContact.id)).all()


def people_at(session: Session, stops: Collection[ReleasedStop]) -> Sequence[Person]:
    """Who serves at these stops as the draft has it, drivers of their vehicles included."""
    serves = (
        select(Assignment.person_id, Vehicle.driver_id)
        .join(Stop, Stop.id == Assignment.stop_id)
        .outerjoin(Vehicle, Vehicle.id == Assignment.vehicle_id)
        .where(Stop.uid.in_({stop.uid for stop in stops}), Assignment.consent != Consent.DECLINED)
    )
    ids = {number for row in session.execute(serves) for number in row if number is not None}
    return session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)).all()


def the_signer(session: Session, release: Release, who: str) -> Signer:
    """Raises NotThere for somebody whom the release does not concern."""
    for one in signers(session, release):
        if one.who == who:
            return one
    raise NotThere("signer")


# -- what somebody has to sign for -----------------------------------------------------------------


def to_sign_at_sites(
    session: Session, contacts: Collection[SiteContact], *, since: datetime
) -> list[ToSign]:
    """Current releases with a stop at the sites of these contacts that was not over at *since*."""
    sites = {one.site_id: contact_key(one.id) for one in contacts}
    rows = current(ReleasedStop.site_id.in_(sites), since).add_columns(ReleasedStop.site_id)
    found: dict[Release, set[str]] = {}
    for release, site_id in session.execute(rows).unique():
        found.setdefault(release, set()).add(sites[site_id])
    return with_receipts(session, found)


def to_sign_of_person(
    session: Session, person_ids: Collection[int], *, since: datetime
) -> list[ToSign]:
    """Current releases with a stop that was not over at *since* at which these people serve."""
    serves = (
        select(Stop.uid)
        .join(Assignment, Assignment.stop_id == Stop.id)
        .outerjoin(Vehicle, Vehicle.id == Assignment.vehicle_id)
        .where(
            or_(Assignment.person_id.in_(person_ids), Vehicle.driver_id.in_(person_ids)),
            Assignment.consent != Consent.DECLINED,
        )
    )
    whos = {person_key(number) for number in person_ids}
    releases = session.scalars(current(ReleasedStop.uid.in_(serves), since)).unique()
    return with_receipts(session, dict.fromkeys(releases, whos))


def to_sign_of_user(session: Session, user_id: int, *, since: datetime) -> list[ToSign]:
    own = session.scalars(select(Person.id).where(Person.user_id == user_id)).all()
    return to_sign_of_person(session, own, since=since) if own else []


def current(concerns: ColumnElement[bool], since: datetime) -> Select[Release]:
    """Releases that guests see with such a stop, in the order in which they were made."""
    return (
        select(Release)
        .join(Itinerary, Itinerary.current_release_id == Release.id)
        .join(ReleasedStop, ReleasedStop.release_id == Release.id)
        .where(concerns, TAKES_PLACE, ReleasedStop.ends > since)
        .options(joinedload(Release.itinerary).joinedload(Itinerary.delegation))
        .order_by(Release.at, Release.id)
    )


def with_receipts(session: Session, found: dict[Release, set[str]]) -> list[ToSign]:
    if not found:
        return []
    rows = session.scalars(
        select(Receipt).where(Receipt.release_id.in_([release.id for release in found]))
    )
    known = {(row.release_id, row.who): row for row in rows}
    shown = []
    for release, whos in found.items():
        signed = [known[release.id, who] for who in sorted(whos) if (release.id, who) in known]
        shown.append(ToSign(release, tuple(sorted(whos)), signed[0] if signed else None))
    return shown


def paper_and_receipt(
    session: Session, release_id: int, who: str
) -> tuple[SecretLink | None, Receipt | None]:
    """What papers of the release lead to, and whether they have signed for it; one query."""
    row = session.execute(
        select(SecretLink, Receipt)
        .select_from(Release)
        .outerjoin(
            SecretLink,
            (SecretLink.subject_kind == "release")
            & (SecretLink.subject_id == Release.id)
            & (SecretLink.kind == LinkKind.PAPER)
            & SecretLink.revoked_at.is_(None),
        )
        .outerjoin(Receipt, (Receipt.release_id == Release.id) & (Receipt.who == who))
        .where(Release.id == release_id)
        .limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else (None, None)
