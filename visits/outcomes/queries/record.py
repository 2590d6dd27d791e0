"""What was written of a visit, stop by stop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.conflicts.rules import FIRM
from visits.itineraries.models import Itinerary, Stop
from visits.kit.errors import NotThere
from visits.outcomes.models import VisitRecord
from visits.outcomes.rules import Point, PointKind


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written of one stop, or of the whole visit (no stop); nothing yet without a record."""

    stop: Stop | None
    record: VisitRecord | None

    def points(self, kind: PointKind) -> tuple[Point, ...]:
        return self.record.points(kind) if self.record else ()

    @property
    def is_written(self) -> bool:
        return self.record is not None and self.record.says_something

    def has_begun(self, at: datetime) -> bool:
        return self.record is not None or (self.stop is not None and self.stop.starts <= at)

    def is_at(self, uid: str) -> bool:
        return self.stop is not None and self.stop.uid == uid

    @property
    def began_at(self) -> datetime | None:
        return self.record.began_at if self.record else None

    @property
    def ended_at(self) -> datetime | None:
        return self.record.ended_at if self.record else None


@dataclass(frozen=True, slots=True)
class Record:
    """A visit as a whole, then its stops in order of time."""

    visit: Noted
    stops: tuple[Noted, ...]

    @property
    def is_written(self) -> bool:
        return self.visit.is_written or any(one.is_written for one in self.stops)

    def begun(self, at: datetime, *, uid: str = "") -> tuple[Noted, ...]:
        """Those stops that had begun by then, or of which something is written; that of *uid*, too."""
        return tuple(one for one in self.stops if one.has_begun(at) or one.is_at(uid))


def records_of(session: Session, delegation_id: int) -> dict[int | None, VisitRecord]:
    """What was written of each stop, by its id, and of the whole visit (None); one query."""
    rows = select(VisitRecord).where(VisitRecord.delegation_id == delegation_id)
    loads = (joinedload(VisitRecord.lines), joinedload(VisitRecord.written_by))
    return {row.stop_id: row for row in session.scalars(rows.options(*loads)).unique()}


def record_of(session: Session, delegation_id: int) -> Record:
    """Everything that was written of a visit, with its stops and their sites; two queries."""
    records = records_of(session, delegation_id)
    stops = session.scalars(
        stops_of(delegation_id, or_(Stop.status.in_(FIRM), Stop.id.in_(of_stops(records))))
    ).all()
    return record_among(records, stops)


def record_among(records: Mapping[int | None, VisitRecord], stops: Iterable[Stop]) -> Record:
    """What was written of a visit beside its stops; those that are off only where it was written."""
    return Record(
        visit=Noted(None, records.get(None)),
        stops=tuple(
            Noted(stop, records.get(stop.id))
            for stop in stops
            if stop.status in FIRM or stop.id in records
        ),
    )


LOADS = (selectinload(VisitRecord.lines), joinedload(VisitRecord.written_by))


def of_stops(records: dict[int | None, VisitRecord]) -> list[int]:
    return [number for number in records if number is not None]


def stops_of(delegation_id: int, is_wanted: ColumnElement[bool]) -> Select[Stop]:
    return (
        select(Stop)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id == delegation_id, is_wanted)
        .options(joinedload(Stop.site), joinedload(Stop.party))
        .order_by(Stop.starts, Stop.id)
    )


def the_recordable(session: Session, delegation_id: int, uid: str) -> Stop:
    """A stop of this very delegation. Raises NotThere."""
    stop = session.scalar(stops_of(delegation_id, Stop.uid == uid))
    if stop is None:
        raise NotThere("stop")
    return stop


def record_at(session: Session, delegation_id: int, stop: Stop | None) -> VisitRecord | None:
    """What is written of this stop, or of the visit as a whole (no stop); None before it is."""
    place = VisitRecord.stop_id == stop.id if stop else VisitRecord.stop_id.is_(None)
    rows = select(VisitRecord).where(VisitRecord.delegation_id == delegation_id, place)
    return session.scalar(rows.options(*LOADS))
