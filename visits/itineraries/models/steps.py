"""What officers did to programmes, as far as they can undo it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from visits.kit.columns import intpk
from visits.kit.tables import Base


class Step(Base):
    """What one gesture of an officer did to a programme, so that they can undo it: a day long.

    `was` and `became` hold what each changed stop and day was and became (`actions/steps.py`).
    """

    __tablename__ = "steps"
    __table_args__ = (Index("ix_steps_owner", "itinerary_id", "user_id", "id"),)

    id: Mapped[intpk]
    itinerary_id: Mapped[int] = mapped_column(ForeignKey("itineraries.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    was: Mapped[dict[str, Any]] = mapped_column(JSON)
    became: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_undone: Mapped[bool] = mapped_column(default=False)
