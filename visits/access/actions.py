"""Adding users, their passwords, and counting attempts."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.access import passwords, queries
from visits.access.models import Attempt, User
from visits.access.rules import Role
from visits.kit.errors import Refused
from visits.kit.tokens import fingerprint


def add_user(
    session: Session, *, email: str, name: str, role: Role, at: datetime, language: str = "ko"
) -> User:
    """A new account, without a password yet. Raises Refused when the address has one already."""
    if queries.user_by_email(session, email) is not None:
        raise Refused("email_taken", email=email)
    user = User(email=email.strip().lower(), name=name, role=role, language=language, created_at=at)
    session.add(user)
    session.flush()
    return user


def set_password(user: User, password: str) -> None:
    """Raises Refused for one that is too short."""
    if len(password) < passwords.SHORTEST:
        raise Refused("password_short", least=passwords.SHORTEST)
    user.password_hash = passwords.hashed(password)


def note_attempt(session: Session, kind: str, key: str, *, at: datetime) -> None:
    session.add(Attempt(kind=kind, key=fingerprint(key), at=at))


def attempts_since(session: Session, kind: str, key: str, *, since: datetime) -> int:
    counted = session.scalar(
        select(func.count())
        .select_from(Attempt)
        .where(Attempt.kind == kind, Attempt.key == fingerprint(key), Attempt.at > since)
    )
    return counted or 0


def is_limited(
    session: Session, kind: str, key: str, *, most: int, span: timedelta, at: datetime
) -> bool:
    """Were there *most* attempts of this kind and key within *span*?"""
    return attempts_since(session, kind, key, since=at - span) >= most
