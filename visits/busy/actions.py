"""Taking busy times over from a calendar, replacing and forgetting them. Findings follow."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.busy import queries
from visits.busy.events import BookedSpans, BusyChanged
from visits.busy.fetching import host_of
from visits.busy.models import BusySource, BusySpan
from visits.busy.rules import (
    BACK,
    MOST_SOURCES,
    Fault,
    NotRead,
    Offer,
    Owner,
    Reading,
    without_ours,
)
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.interval import Interval
from visits.kit.sealing import NotOpened, Sealer


def add(
    session: Session,
    kind: Owner,
    number: int,
    offer: Offer,
    *,
    by: str,
    at: datetime,
    sealer: Sealer,
) -> BusySource:
    """Another calendar of this owner, with what was read in it.

    Raises Refused (`enough_calendars`).
    """
    if len(queries.sources_of(session, kind, number)) >= MOST_SOURCES:
        raise Refused("enough_calendars")
    source = BusySource(name=offer.name, by=by, at=at, read_at=at, tried_at=at)
    setattr(source, queries.OWNERS[kind].key, number)
    session.add(source)
    session.flush()
    seal_address(source, offer.address, sealer)
    take_reading(session, source, offer.reading, at=at)
    return source


def replace(
    session: Session, source: BusySource, offer: Offer, *, by: str, at: datetime, sealer: Sealer
) -> None:
    """The same calendar anew: what it told before counts no more."""
    source.name, source.by, source.at = offer.name, by, at
    seal_address(source, offer.address, sealer)
    source.tried_at = at
    take_reading(session, source, offer.reading, at=at)


def remove(session: Session, source: BusySource) -> None:
    """Forget the calendar and all that it told."""
    kind, number = source.owner
    session.delete(source)
    session.flush()
    tell(session, BusyChanged(kind, number))


def take_reading(session: Session, source: BusySource, reading: Reading, *, at: datetime) -> int:
    """The spans of this source are these from now on; copies of our own bookings are none.

    Returns how many that are.
    """
    kept = queries.spans_kept(session, source.id)
    booked = BookedSpans(*source.owner)
    tell(session, booked)
    wanted = set(without_ours(reading.spans, frozenset(booked.found), frozenset(kept)))
    source.read_at, source.fault = at, None
    source.number, source.left_out = len(wanted), reading.left_out_number
    source.zones = tuple(sorted({one.zone for one in reading.assumed}))
    session.flush()
    if keep(session, source.id, kept, wanted):
        tell(session, BusyChanged(*source.owner))
    return len(wanted)


def keep(
    session: Session, source_id: int, kept: dict[Interval, int], wanted: set[Interval]
) -> bool:
    """Make the rows say this, touching no others; whether anything is otherwise now."""
    gone = [row for span, row in kept.items() if span not in wanted]
    fresh = [
        {"source_id": source_id, "starts": span.start, "ends": span.end}
        for span in sorted(wanted - kept.keys())
    ]
    for n in range(0, len(gone), AT_ONCE):
        session.execute(delete(BusySpan).where(BusySpan.id.in_(gone[n : n + AT_ONCE])))
    if fresh:
        session.execute(insert(BusySpan), fresh)
    return bool(gone or fresh)


AT_ONCE = 500
"""Rows that one statement names."""


def note_fault(session: Session, source: BusySource, fault: Fault) -> None:
    """It could not be read: the spans stay as they were read last, and the page says so."""
    source.fault = fault
    session.flush()


def claim(session: Session, source_id: int, *, every: timedelta, at: datetime) -> bool:
    """Whether this worker may read the calendar now; of several one is told so."""
    source = session.get(BusySource, source_id, with_for_update=True, populate_existing=True)
    if source is None or source.tried_at > at - every:
        return False
    source.tried_at = at
    session.flush()
    return True


# -- addresses -------------------------------------------------------------------------------------


def seal_address(source: BusySource, address: str, sealer: Sealer) -> None:
    source.address = sealer.seal(address, about=about(source.id)) if address else ""
    source.host = host_of(address) if address else ""


def address_of(source: BusySource, sealer: Sealer) -> str:
    """Raises NotRead when its key is no longer there."""
    try:
        return sealer.open(source.address, about=about(source.id))
    except NotOpened as error:
        raise NotRead(Fault.ADDRESS_LOST) from error


def about(source_id: int) -> str:
    return f"busy source {source_id}"


# -- by itself -------------------------------------------------------------------------------------


def tend(
    session: Session,
    *,
    links: LinkKeeper,  # noqa: ARG001 (as every step of tending is called)
    folder: Path,  # noqa: ARG001
    at: datetime,
) -> dict[str, int]:
    """What is over is of no use any more: nobody needs to know when somebody was busy."""
    over = session.execute(delete(BusySpan).where(BusySpan.ends < at - BACK).returning(BusySpan.id))
    return {"busy times forgotten": len(over.all())}
