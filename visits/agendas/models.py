"""What officers said of the words by which agendas call our sites."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from visits.kit.columns import line
from visits.kit.tables import Base


class PlaceName(Base):
    """Words for a place that mean a site of ours, folded; the next agenda is not asked again."""

    __tablename__ = "place_names"

    key: Mapped[line] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"), index=True)
    said_by: Mapped[line]
    said_at: Mapped[datetime]
