"""What a year is to reach."""

from sqlalchemy.orm import Mapped, mapped_column

from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk
from visits.kit.tables import Base
from visits.statistics.rules import Measure


class YearTarget(Versioned, Audited, Base):
    """The targets of a year; none of a measure that has none."""

    __tablename__ = "year_targets"

    id: Mapped[intpk]
    year: Mapped[int] = mapped_column(unique=True)
    people: Mapped[int | None]
    countries: Mapped[int | None]
    delegations: Mapped[int | None]

    def of(self, measure: Measure) -> int | None:
        """The target of a measure that can have one."""
        target: int | None = getattr(self, measure.value)
        return target

    def audit_label(self) -> str:
        return str(self.year)
