"""Reading busy calendars and the spans they told."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from visits.busy.models import BusySource, BusySpan
from visits.busy.rules import AHEAD, Owner
from visits.kit.errors import NotThere
from visits.kit.interval import Interval, merged

MOST_SHOWN = 40
OWNERS: Mapping[Owner, InstrumentedAttribute[int | None]] = {
    Owner.SITE: BusySource.site_id,
    Owner.PERSON: BusySource.person_id,
    Owner.VEHICLE: BusySource.vehicle_id,
}


def sources_of(session: Session, kind: Owner, number: int) -> list[BusySource]:
    """The calendars of an owner, oldest first."""
    rows = select(BusySource).where(OWNERS[kind] == number).order_by(BusySource.id)
    return list(session.scalars(rows))


def the_source(
    session: Session, kind: Owner, number: int, source_id: int, *, lock: bool = False
) -> BusySource:
    """A calendar of this very owner, locked against another reading if wished. Raises NotThere."""
    rows = select(BusySource).where(OWNERS[kind] == number, BusySource.id == source_id)
    source = session.scalar(rows.with_for_update() if lock else rows)
    if source is None:
        raise NotThere("busy_source")
    return source


def due(session: Session, *, before: datetime) -> list[int]:
    """Calendars at addresses that nobody has begun to read since then; the longest ago first."""
    rows = select(BusySource.id).where(BusySource.address != "", BusySource.tried_at <= before)
    return list(session.scalars(rows.order_by(BusySource.tried_at, BusySource.id)))


def spans_kept(session: Session, source_id: int) -> dict[Interval, int]:
    """The spans of a source, each with the number of its row."""
    rows = session.execute(
        select(BusySpan.id, BusySpan.starts, BusySpan.ends).where(BusySpan.source_id == source_id)
    )
    return {Interval(row.starts, row.ends): row.id for row in rows}


def taken(
    kind: Owner, ids: Collection[int], since: datetime, until: datetime
) -> Select[*tuple[Any, ...]]:
    """When these are taken by what is not ours: `owner`, `starts`, `ends`."""
    owner = OWNERS[kind]
    return (
        select(owner.label("owner"), BusySpan.starts, BusySpan.ends)
        .join(BusySource, BusySource.id == BusySpan.source_id)
        .where(owner.in_(sorted(ids)), BusySpan.starts < until, BusySpan.ends > since)
    )


def next_spans(session: Session, kind: Owner, number: int, *, since: datetime) -> list[Interval]:
    """What comes of all calendars of an owner, soonest first."""
    rows = taken(kind, [number], since, since + AHEAD)
    found = session.execute(rows.order_by(BusySpan.starts, BusySpan.ends).limit(MOST_SHOWN))
    return merged(Interval(row.starts, row.ends) for row in found)
