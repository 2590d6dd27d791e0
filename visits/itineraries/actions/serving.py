"""Who and what serves at a stop: people in their roles, vehicles."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import Role
from visits.itineraries.actions.gestures import changing
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Consent, Duty, Scope, StopValues
from visits.resources.models import Person, Vehicle


def assign_person(
    session: Session,
    stop: Stop,
    person: Person,
    role: Role,
    *,
    at: datetime,
    consent: Consent = Consent.REQUESTED,
    by: User | None = None,
) -> Assignment:
    """The person serves at the stop in this role; an existing assignment is returned as it is.

    Raises Blocked when the person is elsewhere at that time.
    """
    wanted = Assignment(role=role, person_id=person.id, consent=consent)
    return serve(session, stop, wanted, at=at, by=by)


def assign_vehicle(
    session: Session,
    stop: Stop,
    vehicle: Vehicle,
    *,
    at: datetime,
    consent: Consent = Consent.REQUESTED,
    by: User | None = None,
) -> Assignment:
    """The vehicle drives the stop's people. Its driver is not bound: assign the person for that.

    Raises Blocked when the vehicle is elsewhere at that time.
    """
    wanted = Assignment(role=Role.DRIVES, vehicle_id=vehicle.id, consent=consent)
    return serve(session, stop, wanted, at=at, by=by)


def serve(
    session: Session, stop: Stop, wanted: Assignment, *, at: datetime, by: User | None
) -> Assignment:
    """Add the assignment, unless it is there already."""
    with changing(session, stop.itinerary, at=at, by=by) as gesture:
        for known in stop.assignments:
            if who(known) == who(wanted):
                return known
        stop.assignments.append(wanted)
        gesture.tell(stop, Scope.ASK)
    return wanted


def who(assignment: Assignment) -> Duty:
    return Duty(assignment.role, assignment.person_id, assignment.vehicle_id)


def appoint(stop: Stop, duties: Collection[Duty], consent: Consent = Consent.REQUESTED) -> bool:
    """From now on exactly these serve; who stays keeps what they said. Whether anything changed.

    *consent* is what the new ones have said.
    """
    known = {who(one): one for one in stop.assignments}
    for duty in known.keys() - set(duties):
        stop.assignments.remove(known[duty])
    fresh = [duty for duty in dict.fromkeys(duties) if duty not in known]
    stop.assignments += [
        Assignment(
            role=duty.role,
            person_id=duty.person_id,
            vehicle_id=duty.vehicle_id,
            consent=consent,
        )
        for duty in fresh
    ]
    return bool(fresh) or bool(known.keys() - set(duties))


def ask_again(stop: Stop, *, before: StopValues, now: StopValues) -> None:
    """Who agreed to another time or place is asked anew; who agreed to this very one has agreed."""
    agreed, current = before.gist(), now.gist()
    for one in stop.assignments:
        if one.person_id is None:
            continue
        if one.consent is Consent.CONSENTED:
            one.consent, one.agreed_to = Consent.REQUESTED, agreed
        elif one.consent is Consent.REQUESTED and one.agreed_to == current:
            one.consent, one.agreed_to = Consent.CONSENTED, ""


def unassign(
    session: Session, assignment: Assignment, *, at: datetime, by: User | None = None
) -> None:
    """The person or vehicle no longer serves there, and their calendar says so."""
    stop = assignment.stop
    with changing(session, stop.itinerary, at=at, by=by) as gesture:
        stop.assignments.remove(assignment)
        gesture.tell(stop, Scope.ASK)


def set_consent(
    session: Session,
    assignment: Assignment,
    consent: Consent,
    *,
    at: datetime,
    by: User | None = None,
) -> None:
    """What an assigned person said; who declined is no longer booked. Raises Blocked."""
    stop = assignment.stop
    with changing(session, stop.itinerary, at=at, by=by) as gesture:
        assignment.consent, assignment.agreed_to = consent, ""
        gesture.tell(stop, Scope.ANSWER)
