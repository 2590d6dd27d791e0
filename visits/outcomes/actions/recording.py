"""Writing the record of a stop, or of a visit as a whole. Flush at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations.models import Delegation
from visits.itineraries.events import ReallyTookPlace
from visits.itineraries.models import Stop
from visits.outcomes import queries
from visits.outcomes.models import RecordLine, VisitRecord
from visits.outcomes.rules import Point, PointKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an officer wrote. Instants are aware; discussion and decisions hold a point a line."""

    began_at: datetime | None = None
    ended_at: datetime | None = None
    discussion: str = ""
    decisions: str = ""
    questions: Sequence[Point] = ()
    opinions: Sequence[Point] = ()


def write(
    session: Session,
    delegation: Delegation,
    stop: Stop | None,
    written: Written,
    *,
    by: User,
    at: datetime,
) -> VisitRecord:
    """This is the record of the stop now; without a stop, of the visit as a whole."""
    record = queries.record_at(session, delegation.id, stop)
    if record is None:
        record = VisitRecord(delegation_id=delegation.id, stop_id=stop.id if stop else None)
        session.add(record)
    record.began_at, record.ended_at = written.began_at, written.ended_at
    record.discussion, record.decisions = written.discussion, written.decisions
    record.written_at, record.written_by = at, by
    lines = [(PointKind.QUESTION, one) for one in written.questions]
    lines += [(PointKind.OPINION, one) for one in written.opinions]
    keep_lines(record, lines)
    session.flush()
    return record


def keep_lines(record: VisitRecord, wanted: Sequence[tuple[PointKind, Point]]) -> None:
    """These lines in this order; what says the same as before keeps its row."""
    known = {(line.kind, line.point): line for line in record.lines}
    rows = []
    for position, (kind, point) in enumerate(wanted):
        row = known.pop((kind, point), None) or RecordLine(
            kind=kind, text=point.text, agency=point.agency, answer=point.answer
        )
        row.position = position
        rows.append(row)
    record.lines = rows


def on_really_took_place(session: Session, notice: ReallyTookPlace) -> None:
    """What was tapped on the day stands in the record, where nobody wrote it otherwise."""
    stop = session.get(Stop, notice.stop_id)
    record = queries.record_at(session, notice.delegation_id, stop) if stop else None
    if record is None:
        record = VisitRecord(
            delegation_id=notice.delegation_id, stop_id=notice.stop_id, written_at=notice.at
        )
        session.add(record)
    if record.began_at in {None, notice.before[0]}:
        record.began_at = notice.now[0]
    if record.ended_at in {None, notice.before[1]}:
        record.ended_at = notice.now[1]
    session.flush()
