"""Identity records, consents, codes, the access log, and what was destroyed."""

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.access.rules import Channel
from visits.audit.recorder import Audited
from visits.identity.rules import (
    SEALED,
    ConsentKind,
    ConsentState,
    ConsentWay,
    LookKind,
    Matter,
    Method,
)
from visits.kit.columns import Versioned, intpk, line, personal_line, short
from visits.kit.tables import Base
from visits.sites.rules import IdentityField

sealed = Annotated[str | None, mapped_column(String(400), info={"secret": True})]
"""A value sealed by the delegation's data key; the log says that it changed, never what it was."""


class IdentityKey(Base):
    """In which file the data key of a delegation lies. The row goes when the key is destroyed."""

    __tablename__ = "identity_keys"

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), primary_key=True)
    file: Mapped[str] = mapped_column(String(40), unique=True)
    created_at: Mapped[datetime]


class IdentityRecord(Versioned, Audited, Base):
    """What sites on the plan demanded of one delegate. Each column opens with the data key alone."""

    __tablename__ = "identity_records"

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegates.id", ondelete="CASCADE"), unique=True
    )
    birth_date: Mapped[sealed]
    sex: Mapped[sealed]
    passport_number: Mapped[sealed]
    passport_expiry: Mapped[sealed]
    channel: Mapped[Channel]
    entered_at: Mapped[datetime]

    @property
    def fields(self) -> frozenset[IdentityField]:
        """Which values are there."""
        return frozenset(field for field in SEALED if getattr(self, field.value) is not None)

    def about(self, field: IdentityField) -> str:
        """What a sealed value is bound to: it opens for no other delegate and no other column."""
        return f"identity_records.{field.value}:{self.delegation_id}:{self.delegate_id}"

    def audit_label(self) -> str:
        """The number of the delegate: names stay in the roster."""
        return str(self.delegate_id)


class IdentityConsent(Audited, Base):
    """What a delegate agreed to, refused or withdrew. Rows are appended; the newest one counts."""

    __tablename__ = "identity_consents"
    __table_args__ = (Index("ix_identity_consents_delegate", "delegate_id", "id"),)

    id: Mapped[intpk]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegates.id", ondelete="CASCADE"))
    kind: Mapped[ConsentKind]
    site_id: Mapped[int | None]
    """Who may receive the data; no foreign key, the consent outlives the site."""
    state: Mapped[ConsentState]
    way: Mapped[ConsentWay]
    text_version: Mapped[short]
    """Which text the person read."""
    channel: Mapped[Channel]
    person: Mapped[personal_line] = mapped_column(default="")
    """Who told us, when an officer entered it."""
    told_on: Mapped[date]
    document_number: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """The officer who entered it; None when it came by link."""
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship()

    def audit_label(self) -> str:
        return str(self.delegate_id)


class IdentityInvitation(Audited, Base):
    """A delegate's own link, and the address that it and its codes go to."""

    __tablename__ = "identity_invitations"

    id: Mapped[intpk]
    link_id: Mapped[str] = mapped_column(ForeignKey("secret_links.id"), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegates.id", ondelete="CASCADE"), unique=True
    )
    email: Mapped[personal_line]
    created_at: Mapped[datetime]

    def audit_label(self) -> str:
        return str(self.delegate_id)


class IdentityCode(Audited, Base):
    """A one-time code for a link: sent by e-mail, or read out by the officer who called back.

    The digits are derived from the link key and this row. `browser` is the fingerprint of the
    secret that the browser got which typed them.
    """

    __tablename__ = "identity_codes"
    __table_args__ = (Index("ix_identity_codes_link", "link_id", "id"),)

    id: Mapped[intpk]
    link_id: Mapped[str] = mapped_column(ForeignKey("secret_links.id"))
    channel: Mapped[Channel]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0, info={"unaudited": True})
    opened_at: Mapped[datetime | None]
    open_until: Mapped[datetime | None]
    browser: Mapped[str | None] = mapped_column(String(64), info={"secret": True})

    def audit_label(self) -> str:
        return self.link_id


class IdentityLook(Base):
    """Somebody looked at identity data or took them along. Written before anything is shown."""

    __tablename__ = "identity_looks"
    __table_args__ = (
        Index("ix_identity_looks_delegation", "delegation_id", "id"),
        Index("ix_identity_looks_at", "at", "id"),
    )

    id: Mapped[intpk]
    at: Mapped[datetime]
    actor_kind: Mapped[short]
    """A user or a link."""
    actor_id: Mapped[short]
    actor_label: Mapped[line]
    address: Mapped[line] = mapped_column(default="")
    """Where the request came from."""
    kind: Mapped[LookKind]
    delegation_id: Mapped[int | None]
    about_kind: Mapped[short] = mapped_column(default="")
    about_id: Mapped[int | None]
    delegate_ids: Mapped[tuple[str, ...]]
    """Whose; ids, which name nobody once the roster is gone."""
    fields: Mapped[tuple[str, ...]]
    reason: Mapped[line] = mapped_column(default="")


class LookReview(Audited, Base):
    """An administrator went through the looks of one month (its first day, in the city)."""

    __tablename__ = "look_reviews"
    __table_args__ = (UniqueConstraint("month"),)

    id: Mapped[intpk]
    month: Mapped[date]
    looks: Mapped[int]
    """How many there were at that time."""
    note: Mapped[line] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()

    def audit_label(self) -> str:
        return f"{self.month:%Y-%m}"


class DestructionRecord(Audited, Base):
    """What was destroyed, when, how and by whom. It names nobody and no delegation."""

    __tablename__ = "destruction_records"

    id: Mapped[intpk]
    at: Mapped[datetime]
    matter: Mapped[Matter]
    count: Mapped[int]
    until: Mapped[date]
    """Of visits, decisions or looks up to this day of the city."""
    keep_days: Mapped[int]
    method: Mapped[Method]
    by: Mapped[line]

    def audit_label(self) -> str:
        return self.matter.value


class PurgeRun(Base):
    """The purge ran, whether or not anything was due. `is_wiped`: the files of the database too."""

    __tablename__ = "purge_runs"

    id: Mapped[intpk]
    at: Mapped[datetime]
    by: Mapped[line]
    destroyed: Mapped[int]
    """How many things of all kinds."""
    is_wiped: Mapped[bool] = mapped_column(default=False)
