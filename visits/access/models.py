"""Users, their sessions, the attempts that limits count, and secret links."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.rules import GRANTS, LinkKind, LinkState, Permission, Role
from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk, line, personal_line, short
from visits.kit.search import Searchable
from visits.kit.tables import Base


class User(Versioned, Audited, Searchable, Base):
    """A person with an account. Deactivated, never deleted: the audit names them."""

    __tablename__ = "users"

    id: Mapped[intpk]
    email: Mapped[personal_line] = mapped_column(unique=True)
    name: Mapped[line]
    role: Mapped[Role]
    language: Mapped[short] = mapped_column(default="ko")
    phone: Mapped[personal_line] = mapped_column(default="")
    password_hash: Mapped[str | None] = mapped_column(String(200), info={"secret": True})
    totp_secret: Mapped[str | None] = mapped_column(String(400), info={"secret": True})
    totp_last_step: Mapped[int | None] = mapped_column(info={"secret": True})
    is_enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None] = mapped_column(info={"unaudited": True})

    sessions: Mapped[list["UserSession"]] = relationship(back_populates="user")

    def can(self, permission: Permission) -> bool:
        return permission in GRANTS[self.role]

    def search_texts(self) -> tuple[str, ...]:
        return (self.name, self.email)


class UserSession(Base):
    """One browser, signed in. The cookie carries a random id; this row decides."""

    __tablename__ = "user_sessions"

    id: Mapped[intpk]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[line] = mapped_column(default="")
    user_agent: Mapped[line] = mapped_column(default="")

    user: Mapped[User] = relationship(back_populates="sessions")


class RecoveryCodes(Audited, Base):
    """The codes that a user may still type in place of the app's; only their hashes are here."""

    __tablename__ = "recovery_codes"

    id: Mapped[intpk]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    fingerprints: Mapped[tuple[str, ...]] = mapped_column(info={"secret": True})
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    """When the last one was used."""

    user: Mapped[User] = relationship()

    def audit_label(self) -> str:
        return self.user.email


class Attempt(Base):
    """Something that is limited was tried: rows, so that all workers count together."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_kind_key_at", "kind", "key", "at"),)

    id: Mapped[intpk]
    kind: Mapped[short]
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class FormerToken(Base):
    """The hash of a token that opened a link until it was renewed."""

    __tablename__ = "former_tokens"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    link_id: Mapped[str] = mapped_column(ForeignKey("secret_links.id", ondelete="CASCADE"))


class SecretLink(Audited, Base):
    """An address that opens one thing without an account.

    The token is derived from a key, this id and the generation; only its hash is here, so a stolen
    database opens nothing. `subject` names a row of any floor: (kind, id).
    """

    __tablename__ = "secret_links"
    __table_args__ = (Index("ix_secret_links_subject", "subject_kind", "subject_id", "kind"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[LinkKind]
    subject_kind: Mapped[short]
    subject_id: Mapped[int]
    owner_kind: Mapped[short] = mapped_column(default="", server_default="")
    owner_id: Mapped[int] = mapped_column(default=0, server_default="0")
    """Whose own address it is, where several read the same: ("user", id) or ("site_contact", id)."""
    label: Mapped[line] = mapped_column(default="")
    language: Mapped[short] = mapped_column(default="ko")
    generation: Mapped[int] = mapped_column(default=1)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None] = mapped_column(info={"unaudited": True})
    use_count: Mapped[int] = mapped_column(default=0, info={"unaudited": True})
    used_by: Mapped[line] = mapped_column(default="", info={"unaudited": True})

    @property
    def owner(self) -> tuple[str, int] | None:
        """None when it is nobody's own."""
        return (self.owner_kind, self.owner_id) if self.owner_kind else None

    def audit_label(self) -> str:
        return self.label or f"{self.kind.value} · {self.subject_kind} {self.subject_id}"

    def state(self, at: datetime) -> LinkState:
        if self.revoked_at is not None:
            return LinkState.REVOKED
        if self.expires_at is not None and self.expires_at <= at:
            return LinkState.EXPIRED
        return LinkState.OPEN
