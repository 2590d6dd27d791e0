"""Reading the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from visits.audit.models import AuditEntry
from visits.kit.search import matching


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries somebody looks for; what is empty narrows nothing."""

    words: str = ""
    stops: frozenset[int] = frozenset()
    """Stops that the words mean besides: those of a visit whose code they name."""
    kind: str = ""
    id: str = ""
    action: str = ""
    actor: tuple[str, str] | None = None
    since: datetime | None = None
    until: datetime | None = None


def entries(wanted: Wanted) -> Select[AuditEntry]:
    """The entries that match everything wanted; their order is the page's."""
    rows = select(AuditEntry)
    exact: Mapping[str, str] = {
        "subject_kind": wanted.kind,
        "subject_id": wanted.id,
        "action": wanted.action,
    }
    for column, value in exact.items():
        if value:
            rows = rows.where(getattr(AuditEntry, column) == value)
    if wanted.actor is not None:
        rows = rows.where(
            AuditEntry.actor_kind == wanted.actor[0], AuditEntry.actor_id == wanted.actor[1]
        )
    if wanted.since is not None:
        rows = rows.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(AuditEntry.at < wanted.until)
    found = matching(AuditEntry, wanted.words)
    if found is None:
        return rows
    numbers = [str(number) for number in wanted.stops]
    of_visit = and_(AuditEntry.subject_kind == "Stop", AuditEntry.subject_id.in_(numbers))
    return rows.where(or_(AuditEntry.id.in_(found), of_visit))


def newest(session: Session) -> tuple[int, datetime] | None:
    """Number and time of the newest entry: while it is the same, nothing that is logged changed."""
    rows = select(AuditEntry.id, AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1)
    found = session.execute(rows).one_or_none()
    return None if found is None else (found.id, found.at)


def last_change(session: Session, kind: str, row_id: str) -> AuditEntry | None:
    """The newest entry about this row: who saved last, and when."""
    return session.scalar(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == kind, AuditEntry.subject_id == row_id)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
