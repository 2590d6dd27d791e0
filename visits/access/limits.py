"""How often something may be tried: counted in rows, so that all workers count together."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from visits.access.models import Attempt
from visits.kit.tokens import fingerprint

KEEP = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many failures of this kind within the span, for one key."""

    kind: str
    most: int
    span: timedelta = timedelta(minutes=15)


PER_ACCOUNT = Limit("sign_in", 10)
PER_ADDRESS = Limit("sign_in_from", 50)
PER_CODE = Limit("sign_in_code", 10)


def is_reached(session: Session, limit: Limit, key: str, *, at: datetime) -> bool:
    counted = session.scalar(
        select(func.count())
        .select_from(Attempt)
        .where(
            Attempt.kind == limit.kind,
            Attempt.key == fingerprint(key),
            Attempt.at > at - limit.span,
        )
    )
    return (counted or 0) >= limit.most


def note(session: Session, limit: Limit, key: str, *, at: datetime) -> None:
    """Something failed once more."""
    session.add(Attempt(kind=limit.kind, key=fingerprint(key), at=at))


def spend(session: Session, limit: Limit, key: str, *, at: datetime) -> bool:
    """Count one more for this key; False when that would be one too many."""
    if is_reached(session, limit, key, at=at):
        return False
    note(session, limit, key, at=at)
    return True


def forget_old(session: Session, *, at: datetime) -> None:
    """Attempts that no limit counts any more."""
    session.execute(delete(Attempt).where(Attempt.at < at - KEEP))
