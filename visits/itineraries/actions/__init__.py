"""What officers do to a programme. Every change of a stop is judged before it is kept.

Each action locks its itinerary, changes rows, judges the whole draft, and raises `judging.Blocked`
(with the findings) when the change introduces or worsens something that cannot be; then nothing of
it remains. `at` is the moment of the action; days are those of the session's zone.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.access.rules import Channel
from visits.conflicts.rules import Role, StopStatus
from visits.delegations.models import Delegation
from visits.itineraries.models import Answer, Assignment, Day, Itinerary, Override, Release, Stop
from visits.itineraries.rules import Consent, StopMove, StopValues
from visits.kit.translated import Translated
from visits.resources.models import Person, Vehicle


def open_itinerary(session: Session, delegation: Delegation, *, at: datetime) -> Itinerary:
    """The delegation's itinerary, begun when there is none yet."""
    raise NotImplementedError


def add_stop(
    session: Session,
    itinerary: Itinerary,
    values: StopValues,
    *,
    at: datetime,
    move: StopMove | None = None,
) -> Stop:
    """A new stop: an idea, or held, asked or confirmed at once by *move*.

    Raises Blocked; Refused when the values cannot be.
    """
    raise NotImplementedError


def revise_stop(
    session: Session,
    stop: Stop,
    values: StopValues,
    *,
    at: datetime,
    host_agreed: bool = False,
) -> None:
    """Everything of the stop as its form says.

    A confirmed stop at a site whose time or place changes is asked again, unless *host_agreed*
    says that the host knows and agreed. Raises Blocked; Stale when somebody saved it meanwhile.
    """
    raise NotImplementedError


def move_stop(
    session: Session,
    stop: Stop,
    *,
    starts: datetime,
    ends: datetime,
    at: datetime,
    site_id: int | None = None,
    host_agreed: bool = False,
) -> None:
    """Another time, and another site when one is given; otherwise as `revise_stop`."""
    raise NotImplementedError


def duplicate_stop(session: Session, stop: Stop, *, starts: datetime, at: datetime) -> Stop:
    """An idea like this stop, with the same people and vehicles, from *starts* on."""
    raise NotImplementedError


def change_status(session: Session, stop: Stop, move: StopMove, *, at: datetime) -> None:
    """Hold, ask, confirm, decline, cancel or withdraw, by MOVES. Raises Refused and Blocked."""
    raise NotImplementedError


def cancel_stop(session: Session, stop: Stop, *, at: datetime) -> None:
    """It does not take place; whoever was told of it is told so."""
    raise NotImplementedError


def remove_stop(session: Session, stop: Stop, *, at: datetime) -> bool:
    """Delete the stop; True when it is gone. One that was published is cancelled instead: False."""
    raise NotImplementedError


def set_day(
    session: Session,
    itinerary: Itinerary,
    day: date,
    *,
    title: Translated,
    note: Translated,
    rain_plan: Translated,
    at: datetime,
) -> Day | None:
    """The day's title, note and rain plan; without any of them the day has no row (None)."""
    raise NotImplementedError


def assign_person(
    session: Session,
    stop: Stop,
    person: Person,
    role: Role,
    *,
    at: datetime,
    consent: Consent = Consent.REQUESTED,
) -> Assignment:
    """The person serves at the stop in this role; an existing assignment is returned as it is."""
    raise NotImplementedError


def assign_vehicle(
    session: Session,
    stop: Stop,
    vehicle: Vehicle,
    *,
    at: datetime,
    consent: Consent = Consent.REQUESTED,
) -> Assignment:
    """The vehicle drives the stop's people. Its driver is not bound: assign the person for that."""
    raise NotImplementedError


def unassign(session: Session, assignment: Assignment, *, at: datetime) -> None:
    """The person or vehicle no longer serves there, and their calendar says so."""
    raise NotImplementedError


def set_consent(
    session: Session, assignment: Assignment, consent: Consent, *, at: datetime
) -> None:
    """What an assigned person said; who declined is no longer booked."""
    raise NotImplementedError


def answer(
    session: Session,
    stop: Stop,
    said: StopStatus,
    *,
    by: User | None,
    channel: Channel,
    told_on: date,
    at: datetime,
    person: str = "",
    document_number: str = "",
    note: str = "",
) -> Answer:
    """What the host said of the stop (CONFIRMED or DECLINED), entered by an officer, or by link.

    *told_on* is the day on which *person* said so. Raises Refused (`answer_kind`, `told_in_future`,
    `stop_move`) and Blocked.
    """
    raise NotImplementedError


def override(
    session: Session, itinerary: Itinerary, key: str, *, reason: str, by: User, at: datetime
) -> Override:
    """Go on over the finding with this key, and say why.

    Raises NotThere when no such finding is open; Refused (`not_overridable`) for one that only
    warns or that nobody may go over; Refused (`override_without_reason`).
    """
    raise NotImplementedError


def withdraw_override(session: Session, itinerary: Itinerary, key: str, *, at: datetime) -> None:
    """The finding counts again. Raises NotThere."""
    raise NotImplementedError


def release(
    session: Session,
    itinerary: Itinerary,
    *,
    note: Translated,
    by: User,
    at: datetime,
    links: LinkKeeper,
    keep_days: int,
    needs_approval: bool = False,
) -> Release:
    """Freeze the draft under the next number, show it to guests, and write the letters.

    The guest link expires *keep_days* after the visit. Raises `judging.Blocked` with what stands
    against it; Refused (`release_needs_approval`, `nothing_to_release`, `nothing_new`).
    """
    raise NotImplementedError
