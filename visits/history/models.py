"""What a row of the ledger became."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.delegations.models import Delegation
from visits.kit.columns import intpk, line
from visits.kit.tables import Base
from visits.sites.models import Site


class PastVisit(Base):
    """A delegation that came out of the ledger: the row is known again by its fingerprint."""

    __tablename__ = "past_visits"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    other_sites: Mapped[line] = mapped_column(default="")
    """Where they went, as far as it is no site of ours, as the ledger writes it."""
    imported_by: Mapped[line]
    imported_at: Mapped[datetime]

    delegation: Mapped[Delegation] = relationship()
    sites: Mapped[list["PastSite"]] = relationship(
        cascade="all, delete-orphan", order_by="PastSite.position"
    )


class PastSite(Base):
    """A site of ours where they went."""

    __tablename__ = "past_sites"

    past_visit_id: Mapped[int] = mapped_column(ForeignKey("past_visits.id"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    site: Mapped[Site] = relationship()
