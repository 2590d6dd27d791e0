"""What people of ours are assigned to, for themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from visits.conflicts.rules import FIRM, Role
from visits.delegations.models import Delegation
from visits.hosting.models import DutyAnswer
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Consent
from visits.kit.errors import NotThere
from visits.resources.models import Person


def duties(whom: ColumnElement[bool]) -> Select[Assignment]:
    """Assignments of these people at stops that were asked for, in order of time."""
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    return (
        select(Assignment)
        .join(Assignment.person)
        .join(Assignment.stop)
        .where(whom, Stop.status.in_(FIRM))
        .options(
            joinedload(Assignment.person),
            joinedload(Assignment.stop).options(
                joinedload(Stop.site),
                joinedload(Stop.space),
                joinedload(Stop.party),
                whose.joinedload(Delegation.lead),
                whose.selectinload(Delegation.countries),
            ),
        )
        .order_by(Stop.starts, Assignment.id)
    )


def duties_of_user(session: Session, user_id: int, *, since: datetime) -> Sequence[Assignment]:
    """What the account's person is asked to do at stops that are not over, in order of time."""
    return session.scalars(duties(Person.user_id == user_id).where(Stop.ends > since)).all()


def the_duty(session: Session, user_id: int, number: int) -> Assignment:
    """An assignment of the account's own person. Raises NotThere."""
    found = session.scalar(duties(Person.user_id == user_id).where(Assignment.id == number))
    if found is None:
        raise NotThere("assignment")
    return found


def duty_answers(session: Session, stop: Stop) -> dict[int, DutyAnswer]:
    """What each one of ours at the stop said last, by the assignment, with who entered it."""
    rows = (
        select(DutyAnswer)
        .join(DutyAnswer.assignment)
        .where(Assignment.stop_id == stop.id)
        .order_by(DutyAnswer.id)
        .options(joinedload(DutyAnswer.by))
    )
    return {one.assignment_id: one for one in session.scalars(rows)}


def refusals(session: Session, ids: Collection[int]) -> Sequence[DutyAnswer]:
    """Of these answers the ones that still stand as a no, in order of time."""
    rows = (
        select(DutyAnswer)
        .join(DutyAnswer.assignment)
        .join(Assignment.stop)
        .where(DutyAnswer.id.in_(ids), Assignment.consent == Consent.DECLINED)
        .options(
            contains_eager(DutyAnswer.assignment).options(
                joinedload(Assignment.person),
                contains_eager(Assignment.stop)
                .joinedload(Stop.itinerary)
                .joinedload(Itinerary.delegation),
            )
        )
        .order_by(Stop.starts, DutyAnswer.id)
    )
    return session.scalars(rows).all()


# -- receiving officials, asked through the office that keeps their diary --------------------------


RECEIVING = (Role.RECEIVES, Role.ATTENDS)


def appointments(session: Session, person_id: int, *, since: datetime) -> Sequence[Assignment]:
    """What an official is asked to receive or attend, in order of time."""
    rows = duties((Person.id == person_id) & Assignment.role.in_(RECEIVING))
    return session.scalars(rows.where(Stop.ends > since)).all()


def the_appointment(session: Session, person_id: int, number: int) -> Assignment:
    """Raises NotThere for what this official is not asked."""
    rows = duties((Person.id == person_id) & Assignment.role.in_(RECEIVING))
    found = session.scalar(rows.where(Assignment.id == number))
    if found is None:
        raise NotThere("assignment")
    return found


def the_official(session: Session, person_id: int) -> Person:
    """Raises NotThere."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotThere("person")
    return person


def official_called(session: Session, email: str) -> Person:
    """The official whose office reads this address. Raises NotThere."""
    rows = select(Person).where(
        func.lower(Person.email) == email.strip().lower(), Person.diary_office != ""
    )
    person = session.scalar(rows.order_by(Person.id).limit(1))
    if person is None:
        raise NotThere("person")
    return person
