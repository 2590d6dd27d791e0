"""The calendar of days off: filled from a library, editable."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from visits.audit.recorder import Audited
from visits.holidays.rules import HolidayKind
from visits.kit.columns import Versioned, intpk, short
from visits.kit.tables import Base
from visits.kit.translated import Translated


class Holiday(Versioned, Audited, Base):
    """One day off, or one working day with a note."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("day", "kind"),)

    id: Mapped[intpk]
    day: Mapped[date] = mapped_column(index=True)
    name: Mapped[Translated]
    kind: Mapped[HolidayKind]
    origin: Mapped[short | None] = mapped_column(unique=True, info={"unaudited": True})
    """Day and kind in the library that it was filled from; kept when the row is edited."""
