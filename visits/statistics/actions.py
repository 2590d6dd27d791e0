"""Setting the targets of a year."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from visits.kit.errors import Refused
from visits.statistics import queries
from visits.statistics.models import YearTarget


def set_targets(session: Session, year: int, facts: Mapping[str, int | None]) -> YearTarget:
    """The first targets of a year. Raises Refused (`targets_set`) when it has some."""
    if queries.target_of(session, year) is not None:
        raise Refused("targets_set", year=year)
    row = YearTarget(year=year, **facts)
    session.add(row)
    session.flush()
    return row


def revise_targets(session: Session, row: YearTarget, facts: Mapping[str, int | None]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    session.flush()


def remove_targets(session: Session, row: YearTarget) -> None:
    """The year has no targets any more."""
    session.delete(row)
    session.flush()
