"""Going on over a finding, with a reason that stays."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import Severity
from visits.itineraries.actions.gestures import lock, recheck, touch
from visits.itineraries.events import ItineraryChanged
from visits.itineraries.models import FindingRow, Itinerary, Override
from visits.kit.errors import NotThere, Refused
from visits.kit.events import tell


def override(
    session: Session, itinerary: Itinerary, key: str, *, reason: str, by: User, at: datetime
) -> Override:
    """Go on over the finding with this key, and say why; of one that only warns: it was seen.

    Raises NotThere when no such finding is open; Refused (`not_overridable`) for one that nobody
    may go over; Refused (`override_without_reason`).
    """
    lock(session, itinerary)
    recheck(session, [itinerary.id], at=at)
    finding = session.execute(
        select(FindingRow.code, FindingRow.severity).where(
            FindingRow.itinerary_id == itinerary.id, FindingRow.key == key
        )
    ).one_or_none()
    if finding is None:
        raise NotThere("finding")
    if finding.severity is Severity.BLOCK:
        raise Refused("not_overridable", code=finding.code)
    if not reason.strip():
        raise Refused("override_without_reason")
    row = find(session, itinerary, key) or Override(itinerary_id=itinerary.id, key=key)
    row.code, row.reason, row.by_id, row.at = finding.code, reason, by.id, at
    session.add(row)
    changed(session, itinerary, at=at)
    return row


def withdraw_override(session: Session, itinerary: Itinerary, key: str, *, at: datetime) -> None:
    """The finding counts again. Raises NotThere."""
    lock(session, itinerary)
    row = find(session, itinerary, key)
    if row is None:
        raise NotThere("override")
    session.delete(row)
    changed(session, itinerary, at=at)


def find(session: Session, itinerary: Itinerary, key: str) -> Override | None:
    return session.scalar(
        select(Override).where(Override.itinerary_id == itinerary.id, Override.key == key)
    )


def changed(session: Session, itinerary: Itinerary, *, at: datetime) -> None:
    touch(itinerary, at=at)
    session.flush()
    tell(session, ItineraryChanged(itinerary.id))
