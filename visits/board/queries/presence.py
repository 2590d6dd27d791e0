"""Has anything changed on a board, and who else is at it? Asked every few seconds: one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.board.models import Presence
from visits.delegations.models import Delegation
from visits.itineraries.models import Booking, FindingRow, Itinerary
from visits.kit.errors import NotThere

THERE_FOR = timedelta(seconds=40)
"""So long after the last sign somebody counts as there."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """While it is the same, the programme on the board is the same, as far as one cheap query tells.

    Not told: bookings of others that went, closures, absences, and what others' calendars say.
    These are painted anew with the next change, or when the page is opened.
    """

    itinerary_id: int
    """0 until somebody begins the programme."""
    version: int
    findings: tuple[int, int]
    bookings: int
    """The newest booking of all visits: whenever one is added, the marks behind the stops are read
    anew."""
    others: tuple[tuple[int, str], ...]
    """Who else is there: ids and names."""
    own_sign_at: datetime | None
    """When this officer was last seen there."""


def stamp(session: Session, delegation_code: str, *, user_id: int, at: datetime) -> Stamp:
    """Raises NotThere when there is no such delegation."""
    found = FindingRow.itinerary_id == Itinerary.id
    rows = session.execute(
        select(
            Itinerary.id,
            Itinerary.version,
            select(func.max(FindingRow.id)).where(found).scalar_subquery(),
            select(func.count(FindingRow.id)).where(found).scalar_subquery(),
            select(func.max(Booking.id)).scalar_subquery(),
            User.id.label("who"),
            User.name.label("called"),
            Presence.seen_at,
        )
        .select_from(Delegation)
        .outerjoin(Itinerary, Itinerary.delegation_id == Delegation.id)
        .outerjoin(
            Presence,
            and_(Presence.itinerary_id == Itinerary.id, Presence.seen_at > at - THERE_FOR),
        )
        .outerjoin(User, User.id == Presence.user_id)
        .where(Delegation.code == delegation_code)
        .order_by(User.name, User.id)
    ).all()
    if not rows:
        raise NotThere("delegation")
    number, version, newest, count, booking = rows[0][:5]
    return Stamp(
        itinerary_id=number or 0,
        version=version or 0,
        findings=(newest or 0, count),
        bookings=booking or 0,
        others=tuple((row.who, row.called) for row in rows if row.who not in {None, user_id}),
        own_sign_at=next((row.seen_at for row in rows if row.who == user_id), None),
    )
