"""Answers to questions from below: who points to a row, what belongs to a delegation."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from visits.busy.events import BookedSpans
from visits.busy.rules import Owner
from visits.conflicts.rules import ResourceKind
from visits.delegations.events import ListsNaming
from visits.delegations.models import Delegate, PartyMember
from visits.itineraries.models import Assignment, Booking, Itinerary, Release, ReleasedStop, Stop
from visits.itineraries.recipients import HOST_CHANGED
from visits.kit.interval import Interval
from visits.kit.threads import RowsOf
from visits.kit.uses import UsesOf
from visits.notifications.models import Letter
from visits.notifications.rules import ON_ITS_WAY, TO_DO

STOPS: dict[str, Callable[[int], ColumnElement[bool]]] = {
    "site": lambda number: or_(Stop.site_id == number, Stop.end_site_id == number),
    "space": lambda number: Stop.space_id == number,
    "party": lambda number: Stop.party_id == number,
    "person": lambda number: Stop.assignments.any(Assignment.person_id == number),
    "vehicle": lambda number: Stop.assignments.any(Assignment.vehicle_id == number),
    "delegation": lambda number: Stop.itinerary_id.in_(
        select(Itinerary.id).where(Itinerary.delegation_id == number)
    ),
    "delegate": lambda number: Stop.party_id.in_(parties_of_nobody_but(number)),
}


def parties_of_nobody_but(delegate_id: int) -> Select[int]:
    """Parties that would be empty without this delegate: their stops would be for nobody."""
    return (
        select(PartyMember.party_id)
        .group_by(PartyMember.party_id)
        .having(func.min(PartyMember.delegate_id) == delegate_id, func.count() == 1)
    )


RESOURCES = {
    Owner.SITE: ResourceKind.SITE,
    Owner.PERSON: ResourceKind.PERSON,
    Owner.VEHICLE: ResourceKind.VEHICLE,
}


def on_booked_asked(session: Session, question: BookedSpans) -> None:
    """When stops, in drafts or as released, have a site, a person or a vehicle."""
    rows = session.execute(
        select(Booking.starts, Booking.ends).where(
            Booking.resource_kind == RESOURCES[question.kind], Booking.resource_id == question.id
        )
    )
    question.found.update(Interval(row.starts, row.ends) for row in rows)


def on_uses_asked(session: Session, question: UsesOf) -> None:
    """How many stops of programmes use the row; how many letters still wait to go to a contact."""
    used = STOPS.get(question.kind)
    if used is not None:
        rows = select(func.count()).select_from(Stop).where(used(question.id))
        question.found.append(("stop", session.scalar(rows) or 0))
    if question.kind == "site_contact":
        question.found.append(("letter", letters_waiting_for(session, question.id)))


def letters_waiting_for(session: Session, contact_id: int) -> int:
    """Letters to the contact that are not sent yet: they could not be written without it."""
    rows = select(func.count()).where(
        Letter.kind == HOST_CHANGED,
        Letter.state.in_((*TO_DO, *ON_ITS_WAY)),
        Letter.facts["contact"].as_integer() == contact_id,
    )
    return session.scalar(rows) or 0


def on_lists_asked(session: Session, question: ListsNaming) -> None:
    """How many released stops name the delegate, as one of a subgroup."""
    rows = session.scalars(
        select(ReleasedStop.delegate_ids)
        .join(Release, Release.id == ReleasedStop.release_id)
        .join(Itinerary, Itinerary.id == Release.itinerary_id)
        .join(Delegate, Delegate.delegation_id == Itinerary.delegation_id)
        .where(Delegate.id == question.delegate_id)
    )
    question.found.append(("stop", sum(str(question.delegate_id) in ids for ids in rows)))


def on_rows_asked(_session: Session, question: RowsOf) -> None:
    """The stops and the releases of these delegations."""
    programmes = select(Itinerary.id).where(Itinerary.delegation_id.in_(question.delegations))
    stops = select(Stop.id).where(Stop.itinerary_id.in_(programmes))
    releases = select(Release.id).where(Release.itinerary_id.in_(programmes))
    question.found.extend([("stop", stops), ("release", releases)])
