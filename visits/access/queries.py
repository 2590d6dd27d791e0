"""Reading users, their sessions and secret links."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from visits.access.models import RecoveryCodes, SecretLink, User, UserSession
from visits.access.rules import LinkKind, Role
from visits.kit.errors import NotThere
from visits.kit.search import matching


def with_ids(session: Session, ids: Collection[int]) -> Sequence[User]:
    """These users, by name."""
    return session.scalars(select(User).where(User.id.in_(ids)).order_by(User.name)).all()


def the_user(session: Session, user_id: int) -> User:
    """Raises NotThere."""
    user = session.get(User, user_id)
    if user is None:
        raise NotThere("user")
    return user


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def users(
    words: str = "", *, role: Role | None = None, enabled: bool | None = None
) -> Select[User]:
    """Users whose name or address has words that begin like these."""
    rows = select(User)
    found = matching(User, words)
    if found is not None:
        rows = rows.where(User.id.in_(found))
    if role is not None:
        rows = rows.where(User.role == role)
    if enabled is not None:
        rows = rows.where(User.is_enabled.is_(enabled))
    return rows


def users_with_role(session: Session, *roles: Role) -> list[User]:
    """Enabled users of these roles, by name: for choices."""
    rows = select(User).where(User.role.in_(roles), User.is_enabled).order_by(User.name, User.id)
    return list(session.scalars(rows))


def other_administrators(session: Session, user: User) -> list[User]:
    """Enabled administrators besides this one, locked: none of them can be demoted meanwhile."""
    rows = select(User).where(User.role == Role.ADMINISTRATOR, User.is_enabled.is_(True))
    found = session.scalars(rows.order_by(User.id).with_for_update(key_share=True))
    return [one for one in found if one.id != user.id]


def open_sessions(
    session: Session, user: User, *, at: datetime, idle: timedelta, longest: timedelta
) -> list[UserSession]:
    """The browsers in which the user is signed in, the one seen last first."""
    rows = (
        select(UserSession)
        .where(
            UserSession.user_id == user.id,
            UserSession.ended_at.is_(None),
            UserSession.seen_at > at - idle,
            UserSession.created_at > at - longest,
        )
        .order_by(UserSession.seen_at.desc(), UserSession.id.desc())
    )
    return list(session.scalars(rows))


def own_session(session: Session, user: User, session_id: int) -> UserSession:
    """Raises NotThere for a session of somebody else."""
    row = session.get(UserSession, session_id)
    if row is None or row.user_id != user.id:
        raise NotThere("session")
    return row


def recovery_codes(session: Session, user: User) -> RecoveryCodes | None:
    """The codes that stand in for the user's app; locked, so that each opens once."""
    rows = select(RecoveryCodes).where(RecoveryCodes.user_id == user.id)
    return session.scalar(rows.with_for_update().execution_options(populate_existing=True))


def number_of_recovery_codes(session: Session, user: User) -> int:
    """How many are left."""
    rows = select(RecoveryCodes.fingerprints).where(RecoveryCodes.user_id == user.id)
    return len(session.scalar(rows) or ())


def links_of(session: Session, subject: tuple[str, int]) -> list[SecretLink]:
    """Every link to this row, `(kind, id)`, the oldest first; those that set passwords left out."""
    rows = (
        select(SecretLink)
        .where(
            SecretLink.subject_kind == subject[0],
            SecretLink.subject_id == subject[1],
            SecretLink.kind != LinkKind.PASSWORD,
        )
        .order_by(SecretLink.created_at, SecretLink.id)
    )
    return list(session.scalars(rows))


def the_link(session: Session, link_id: str) -> SecretLink:
    """A link that staff may manage. Raises NotThere, also for links that set a password."""
    link = session.get(SecretLink, link_id)
    if link is None or link.kind is LinkKind.PASSWORD:
        raise NotThere("link")
    return link


def password_links(session: Session, user: User) -> list[SecretLink]:
    """Links that set this user's password and were not stopped, the newest first."""
    rows = (
        select(SecretLink)
        .where(
            SecretLink.kind == LinkKind.PASSWORD,
            SecretLink.subject_kind == "user",
            SecretLink.subject_id == user.id,
            SecretLink.revoked_at.is_(None),
        )
        .order_by(SecretLink.created_at.desc(), SecretLink.id)
    )
    return list(session.scalars(rows))
