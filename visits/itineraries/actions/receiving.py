"""Signing for a release: somebody has seen it, by button, or told so to an officer."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Channel
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.itineraries.models import Itinerary, Receipt, Release
from visits.kit.batches import number_of
from visits.kit.errors import Refused
from visits.kit.zone import zone_of


def sign(
    session: Session,
    release: Release,
    whos: Iterable[str],
    *,
    by: User | None,
    channel: Channel,
    person: str,
    told_on: date,
    at: datetime,
    document_number: str = "",
) -> None:
    """Note that these (`recipients.Recipient.who`) have seen the release; what was noted stays.

    *person* said so on the day *told_on*, by their own button (*by* is None) or to an officer.
    Raises Refused (`told_in_future`).
    """
    if told_on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future", told_on=told_on)
    session.execute(select(Release.id).where(Release.id == release.id).with_for_update())
    rows = select(Receipt.who).where(Receipt.release_id == release.id)
    known = set(session.scalars(rows))
    session.add_all(
        Receipt(
            release_id=release.id,
            who=who,
            channel=channel,
            person=person,
            told_on=told_on,
            document_number=document_number,
            by_id=by.id if by else None,
            at=at,
        )
        for who in dict.fromkeys(whos)
        if who not in known
    )
    session.flush()


def on_purging(session: Session, notice: Purging) -> None:
    """Who said so goes with the names; that somebody has seen the release stays."""
    due = (
        select(Receipt)
        .join(Release, Release.id == Receipt.release_id)
        .join(Itinerary, Itinerary.id == Release.itinerary_id)
        .where(Itinerary.delegation_id.in_(visits_ended(notice.due.names)), Receipt.person != "")
    )
    notice.counted[Matter.NOTES] += number_of(session, due)
    if notice.removes:
        for receipt in session.scalars(due):
            receipt.person = ""
        session.flush()
