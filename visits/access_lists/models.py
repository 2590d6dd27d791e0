"""Access lists and their versions. Neither holds a name."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.access_lists.rules import Handing, Sent, link_ends
from visits.audit.recorder import Audited
from visits.itineraries.models import Stop
from visits.kit.columns import Versioned, intpk, line, personal_line, short
from visits.kit.tables import Base
from visits.sites.models import Site
from visits.sites.rules import IdentityField


class AccessList(Versioned, Audited, Base):
    """The list of one stop for one site; a stop that moves to another site gets another list."""

    __tablename__ = "access_lists"
    __table_args__ = (UniqueConstraint("stop_id", "site_id"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    plates: Mapped[line] = mapped_column(default="")
    """Number plates that an officer entered, for a site that demands them."""
    withdrawn_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]

    stop: Mapped[Stop] = relationship()
    site: Mapped[Site] = relationship()
    versions: Mapped[list["AccessListVersion"]] = relationship(
        back_populates="list", cascade="all, delete-orphan", order_by="AccessListVersion.number"
    )

    @property
    def newest(self) -> "AccessListVersion | None":
        return self.versions[-1] if self.versions else None

    def audit_label(self) -> str:
        return self.site.name.to("ko")


class AccessListVersion(Audited, Base):
    """What was handed over once. `people` holds numbers of delegates, emptied by the purge."""

    __tablename__ = "access_list_versions"
    __table_args__ = (UniqueConstraint("list_id", "number"),)

    id: Mapped[intpk]
    list_id: Mapped[int] = mapped_column(ForeignKey("access_lists.id"))
    number: Mapped[int]
    made_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """The officer; None when it went out by itself."""
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    fields: Mapped[tuple[str, ...]]
    people: Mapped[dict[str, str]] = mapped_column(JSON, info={"personal": True})
    """Stamps by the number of the delegate."""
    count: Mapped[int]
    added: Mapped[int]
    removed: Mapped[int]
    has_moved: Mapped[bool] = mapped_column(default=False)
    destroy_by: Mapped[date]
    handing: Mapped[Handing]
    contact_id: Mapped[int | None] = mapped_column(index=True)
    link_id: Mapped[str | None] = mapped_column(ForeignKey("secret_links.id"), unique=True)
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    """Who took it, when it was handed over by letter."""
    told_on: Mapped[date | None]
    document_number: Mapped[line] = mapped_column(default="")
    language: Mapped[short] = mapped_column(default="ko")

    list: Mapped[AccessList] = relationship(back_populates="versions")
    by: Mapped[User | None] = relationship()

    @property
    def opens_until(self) -> datetime | None:
        """When its link ends, unless a later version stops it before; None where there is none."""
        return link_ends(self.made_at, self.ends) if self.link_id else None

    def audit_label(self) -> str:
        return f"{self.list.site.name.to('ko')} ({self.number})"

    @property
    def sent(self) -> Sent:
        return Sent(
            people={int(number): stamp for number, stamp in self.people.items()},
            starts=self.starts,
            ends=self.ends,
            fields=frozenset(IdentityField(name) for name in self.fields),
        )
