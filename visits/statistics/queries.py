"""Reading what figures count."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation, DelegationCountry
from visits.delegations.rules import COUNTED
from visits.statistics.rules import Figures, Period, Row, figures


def counted(period: Period) -> Select[int, str, int]:
    """Delegation, country and people of every row that counts in the period."""
    people = func.coalesce(DelegationCountry.actual, DelegationCountry.planned)
    return (
        select(DelegationCountry.delegation_id, DelegationCountry.country, people)
        .join(Delegation, Delegation.id == DelegationCountry.delegation_id)
        .where(
            Delegation.starts_on >= period.first,
            Delegation.starts_on <= period.last,
            Delegation.state.in_(COUNTED),
        )
    )


def rows_of(session: Session, period: Period) -> Sequence[Row]:
    return [Row(*row) for row in session.execute(counted(period))]


def figures_of(session: Session, period: Period) -> Figures:
    return figures(rows_of(session, period))


def delegations_in(session: Session, period: Period) -> Sequence[Delegation]:
    """The delegations behind the figures, in order of their first day."""
    ids = counted(period).with_only_columns(DelegationCountry.delegation_id)
    rows = select(Delegation).where(Delegation.id.in_(ids))
    return session.scalars(rows.order_by(Delegation.starts_on, Delegation.id)).all()
