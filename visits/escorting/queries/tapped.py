"""What was tapped on a day, who is there, whom to call. Each is a constant number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.access.links import links_to
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.conflicts.rules import Role
from visits.delegations.models import Delegate, Delegation
from visits.escorting.models import CheckIn, Incident, MeasuredRide, StopToday, Tap
from visits.escorting.queries.valid import ON_THE_DAY, DayStop
from visits.escorting.rules import CALLED_FIRST, typical
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Consent
from visits.kit.errors import NotThere
from visits.notifications.models import Letter
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site, SiteContact
from visits.sites.rules import TravelMode

DELAY = "escorting.delay"
"""The kind of letter that tells of a delay."""


# -- taps ------------------------------------------------------------------------------------------


def tap_called(session: Session, key: str) -> Tap | None:
    return session.scalar(select(Tap).where(Tap.key == key))


def taps_of(session: Session, delegation_id: int, day: date) -> Sequence[Tap]:
    """Everything that was tapped for this day, in the order in which it happened; one query."""
    rows = (
        select(Tap)
        .where(Tap.delegation_id == delegation_id, Tap.day == day)
        .options(joinedload(Tap.stop), joinedload(Tap.by))
    )
    return session.scalars(rows.order_by(Tap.at, Tap.id)).all()


def standing_of(session: Session, uids: Collection[str]) -> dict[str, StopToday]:
    """How these stops stand, as far as anything was tapped on their day."""
    rows = session.scalars(select(StopToday).where(StopToday.uid.in_(uids)))
    return {row.uid: row for row in rows}


def standing_on(session: Session, day: date) -> dict[str, StopToday]:
    """The same of all stops of a day, over all visits."""
    rows = session.scalars(select(StopToday).where(StopToday.day == day))
    return {row.uid: row for row in rows}


def rows_of_day(
    session: Session, delegation_id: int, day: date, stops: Iterable[DayStop]
) -> dict[str, StopToday]:
    """What is kept of one visit's day, and of its stops while they were on another day."""
    own = StopToday.uid.in_([stop.uid for stop in stops])
    rows = select(StopToday).where(
        StopToday.delegation_id == delegation_id, or_(StopToday.day == day, own)
    )
    return {row.uid: row for row in session.scalars(rows)}


def days_tapped(session: Session, delegation_id: int) -> Sequence[date]:
    """Days of a visit on which anything was tapped."""
    rows = select(Tap.day).where(Tap.delegation_id == delegation_id).distinct().order_by(Tap.day)
    return session.scalars(rows).all()


# -- who may escort --------------------------------------------------------------------------------


def escorts(user_id: int) -> ColumnElement[bool]:
    """Of a delegation: does this account's person escort it at any stop?"""
    return Delegation.id.in_(
        select(Itinerary.delegation_id)
        .join(Stop, Stop.itinerary_id == Itinerary.id)
        .join(Assignment, Assignment.stop_id == Stop.id)
        .join(Person, Person.id == Assignment.person_id)
        .where(
            Person.user_id == user_id,
            Assignment.role == Role.ESCORTS,
            Assignment.consent != Consent.DECLINED,
            Stop.status.in_(ON_THE_DAY),
        )
    )


def escorted_by(session: Session, user_id: int, since: date) -> Sequence[Delegation]:
    """Visits that are not over and that this account's person escorts."""
    rows = select(Delegation).where(escorts(user_id), Delegation.ends_on >= since)
    return session.scalars(rows.order_by(Delegation.starts_on, Delegation.id)).all()


def does_escort(session: Session, user_id: int, delegation_id: int) -> bool:
    rows = select(Delegation.id).where(Delegation.id == delegation_id, escorts(user_id))
    return session.scalar(rows) is not None


# -- whom to call ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to tell of a delay: `kind` is a contact of a site, or a driver."""

    kind: str
    id: int
    name: str
    phone: str
    email: str
    language: str


def contacts_to_call(session: Session, site_ids: Collection[int]) -> dict[int, SiteContact]:
    """By site: the first of the first role that it names; one query."""
    rows = session.scalars(
        select(SiteContact)
        .where(SiteContact.site_id.in_(site_ids), SiteContact.role.in_(CALLED_FIRST))
        .order_by(SiteContact.id)
    )
    found: dict[int, SiteContact] = {}
    for contact in sorted(rows, key=lambda one: CALLED_FIRST.index(one.role)):
        found.setdefault(contact.site_id, contact)
    return found


def callees_of(session: Session, stops: Sequence[DayStop]) -> dict[str, tuple[Callee, ...]]:
    """By uid: the host of the stop, then who drives there; three queries."""
    hosts = contacts_to_call(session, {stop.site.id for stop in stops if stop.site})
    drivers = drivers_of(session, [stop.row for stop in stops])
    found = {}
    for stop in stops:
        host = hosts.get(stop.site.id) if stop.site else None
        called = [host_called(host)] if host else []
        found[stop.uid] = (*called, *(driver_called(one) for one in drivers.get(stop.id, ())))
    return found


def host_called(contact: SiteContact) -> Callee:
    return Callee("host", contact.id, contact.name, contact.phone, contact.email, contact.language)


def driver_called(person: Person) -> Callee:
    return Callee("driver", person.id, person.name.to("ko"), person.phone, person.email, "ko")


def drivers_of(session: Session, stops: Iterable[Stop]) -> dict[int, list[Person]]:
    """By the stop's id: drivers of its vehicles, and people of ours who drive; two queries."""
    ids = [stop.id for stop in stops]
    serves = (Assignment.stop_id.in_(ids), Assignment.consent != Consent.DECLINED)
    own = (
        select(Assignment.stop_id, Person)
        .join(Vehicle, Vehicle.id == Assignment.vehicle_id)
        .join(Person, Person.id == Vehicle.driver_id)
        .where(*serves)
    )
    others = (
        select(Assignment.stop_id, Person)
        .join(Person, Person.id == Assignment.person_id)
        .where(*serves, Assignment.role == Role.DRIVES)
    )
    found: dict[int, dict[int, Person]] = {}
    for rows in (own, others):
        for stop_id, person in session.execute(rows):
            found.setdefault(stop_id, {})[person.id] = person
    return {stop_id: list(people.values()) for stop_id, people in found.items()}


def told_of_delay(session: Session, delegation_id: int) -> dict[int, list[Letter]]:
    """By the stop's id: letters that told of a delay, the newest first."""
    rows = select(Letter).where(
        Letter.about_kind == "delegation", Letter.about_id == delegation_id, Letter.kind == DELAY
    )
    found: dict[int, list[Letter]] = {}
    for letter in session.scalars(rows.order_by(Letter.id.desc())):
        found.setdefault(letter.facts["stop"], []).append(letter)
    return found


def know_of(told: Sequence[Letter], expected: datetime, callees: Iterable[Callee]) -> bool:
    """Whether all of them were told last that the group is expected at this very time; *told* are
    the letters about one stop, the newest first."""
    last: dict[tuple[str, int | None], str] = {}
    for letter in told:
        facts = letter.facts
        last.setdefault((facts["who"], facts.get("id")), facts["expected"])
    return all(last.get((one.kind, one.id)) == expected.isoformat() for one in callees)


# -- incidents -------------------------------------------------------------------------------------


def incidents() -> Select[Incident]:
    """With what a page says of each, the newest first."""
    return (
        select(Incident)
        .options(joinedload(Incident.stop), joinedload(Incident.by), selectinload(Incident.files))
        .order_by(Incident.happened_at.desc(), Incident.id.desc())
    )


def incident_called(session: Session, key: str) -> Incident | None:
    return session.scalar(incidents().where(Incident.key == key))


def incidents_of(session: Session, delegation_id: int) -> Sequence[Incident]:
    return session.scalars(incidents().where(Incident.delegation_id == delegation_id)).all()


def open_incidents(session: Session, since: datetime) -> Sequence[Incident]:
    """What nobody has seen to, of all visits, from *since* on; with its delegation."""
    rows = incidents().where(Incident.settled_at.is_(None), Incident.happened_at >= since)
    return session.scalars(rows.options(joinedload(Incident.delegation))).all()


def the_incident(session: Session, delegation_id: int, number: int) -> Incident:
    """An incident of this very delegation. Raises NotThere."""
    found = session.scalar(incidents().where(Incident.id == number))
    if found is None or found.delegation_id != delegation_id:
        raise NotThere("incident")
    return found


# -- who is there ----------------------------------------------------------------------------------


def expected_at(session: Session, stop: DayStop) -> Sequence[Delegate]:
    """Delegates of the stop's party, in the order of the roster; who withdrew is not expected."""
    rows = select(Delegate).where(
        Delegate.delegation_id == stop.row.itinerary.delegation_id, Delegate.withdrawn_at.is_(None)
    )
    if stop.party is not None:
        rows = rows.where(Delegate.id.in_(stop.party))
    return session.scalars(rows.order_by(Delegate.precedence, Delegate.id)).all()


def check_ins_at(session: Session, stop: Stop) -> dict[int, CheckIn]:
    """Who was seen there, by the delegate's id."""
    rows = select(CheckIn).where(CheckIn.stop_id == stop.id).options(joinedload(CheckIn.by))
    return {row.delegate_id: row for row in session.scalars(rows)}


def check_in_of(session: Session, stop: Stop, delegate: Delegate) -> CheckIn | None:
    return session.scalar(
        select(CheckIn).where(CheckIn.stop_id == stop.id, CheckIn.delegate_id == delegate.id)
    )


def checked_in(session: Session, stop_ids: Collection[int]) -> dict[int, int]:
    """How many were seen, by the stop's id."""
    rows = (
        select(CheckIn.stop_id, func.count())
        .where(CheckIn.stop_id.in_(stop_ids))
        .group_by(CheckIn.stop_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def the_delegate(session: Session, delegation_id: int, number: int) -> Delegate:
    """One of this very delegation who still comes. Raises NotThere."""
    delegate = session.get(Delegate, number)
    if (
        delegate is None
        or delegate.delegation_id != delegation_id
        or delegate.withdrawn_at is not None
    ):
        raise NotThere("delegate")
    return delegate


def codes_of(session: Session, delegates: Iterable[Delegate]) -> dict[int, SecretLink]:
    """The code of each, by the delegate's id; only what still opens."""
    ids = [delegate.id for delegate in delegates]
    rows = select(SecretLink).where(
        SecretLink.kind == LinkKind.CHECK_IN,
        SecretLink.subject_kind == "delegate",
        SecretLink.subject_id.in_(ids),
        SecretLink.revoked_at.is_(None),
    )
    return {link.subject_id: link for link in session.scalars(rows)}


def escort_link(session: Session, link_id: str, delegation_id: int) -> SecretLink | None:
    """The escort's link to this very delegation that a phone opened before, in whatever state."""
    rows = links_to(("delegation", delegation_id)).where(
        SecretLink.kind == LinkKind.ESCORT_DAY, SecretLink.id == link_id
    )
    return session.scalar(rows)


# -- rides -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """What rides on a way took, in minutes, the newest first."""

    start: Site
    end: Site
    mode: TravelMode
    minutes: tuple[int, ...]

    @property
    def typical(self) -> int | None:
        """The median; None as long as there are too few rides."""
        return typical(self.minutes)


def rides_of_day(session: Session, delegation_id: int, day: date) -> dict[int, MeasuredRide]:
    """By the stop's id."""
    rows = (
        select(MeasuredRide)
        .join(Stop, Stop.id == MeasuredRide.stop_id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id == delegation_id, MeasuredRide.day == day)
    )
    return {row.stop_id: row for row in session.scalars(rows)}


MOST_RIDES = 20
"""The newest count: roads change."""


def minutes_measured(session: Session, from_id: int, to_id: int, mode: TravelMode) -> Sequence[int]:
    """The newest rides on a way, in minutes."""
    rows = (
        select(MeasuredRide.minutes)
        .where(
            MeasuredRide.from_id == from_id,
            MeasuredRide.to_id == to_id,
            MeasuredRide.mode == mode,
        )
        .order_by(MeasuredRide.day.desc(), MeasuredRide.id.desc())
        .limit(MOST_RIDES)
    )
    return session.scalars(rows).all()


def measured_around(session: Session, site_id: int) -> Sequence[Measured]:
    """All ways from and to a site on which somebody rode; one query."""
    rows = session.scalars(
        select(MeasuredRide)
        .where((MeasuredRide.from_id == site_id) | (MeasuredRide.to_id == site_id))
        .options(joinedload(MeasuredRide.start), joinedload(MeasuredRide.end))
        .order_by(MeasuredRide.day.desc(), MeasuredRide.id.desc())
    )
    found: dict[tuple[Site, Site, TravelMode], list[int]] = {}
    for row in rows:
        found.setdefault((row.start, row.end, row.mode), []).append(row.minutes)
    return [Measured(*way, tuple(minutes[:MOST_RIDES])) for way, minutes in found.items()]
