"""Reading the targets of years."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.kit.errors import NotThere
from visits.statistics.models import YearTarget
from visits.statistics.queries.counting import figures_of_all
from visits.statistics.rules import TARGETED, Against, Period


def targets(session: Session) -> list[YearTarget]:
    """Those of every year that has some, the latest first."""
    return list(session.scalars(select(YearTarget).order_by(YearTarget.year.desc())))


def target_of(session: Session, year: int) -> YearTarget | None:
    """What a year is to reach; None where nobody set it."""
    return session.scalar(select(YearTarget).where(YearTarget.year == year))


def the_target(session: Session, year: int) -> YearTarget:
    """Raises NotThere."""
    row = target_of(session, year)
    if row is None:
        raise NotThere("target")
    return row


def year_to_date(session: Session, period: Period) -> list[Against]:
    """What the year has reached by the end of the period: beside the same days a year before, and
    against its targets."""
    span = period.year_to_date()
    now, before = figures_of_all(session, [span, span.year_before()])
    row = target_of(session, period.last.year)
    return [
        Against(measure, now.of(measure), before.of(measure), row.of(measure) if row else None)
        for measure in TARGETED
    ]
