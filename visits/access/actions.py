"""Adding users, changing what they may, letting them in and shutting them out."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visits.access import links, passwords, queries, recovery
from visits.access.links import LinkKeeper
from visits.access.models import RecoveryCodes, SecretLink, User, UserSession
from visits.access.rules import LinkKind, Role
from visits.kit.errors import Refused
from visits.notifications.actions import queue

INVITATION_DAYS = 7
"""How long the address for setting a password opens."""


def add_user(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    at: datetime,
    language: str = "ko",
    phone: str = "",
) -> User:
    """A new account, without a password yet. Raises Refused when the address has one already."""
    refuse_taken(session, email)
    user = User(
        email=email.strip().lower(),
        name=name,
        role=role,
        language=language,
        phone=phone,
        created_at=at,
    )
    session.add(user)
    session.flush()
    return user


def change_user(
    session: Session, user: User, *, email: str, name: str, role: Role, language: str, phone: str
) -> None:
    """Raises Refused for a taken address, and for the last administrator who would be none."""
    if email.strip().lower() != user.email:
        refuse_taken(session, email)
    if role is not Role.ADMINISTRATOR:
        refuse_last_administrator(session, user)
    user.email, user.name, user.role = email.strip().lower(), name, role
    user.language, user.phone = language, phone
    session.flush()


def change_own(session: Session, user: User, *, name: str, language: str, phone: str) -> None:
    """What people change of their own account; address and role are the administrator's."""
    user.name, user.language, user.phone = name, language, phone
    session.flush()


def choose_language(session: Session, user: User, language: str) -> None:
    """The language of the user's pages and letters."""
    user.language = language
    session.flush()


def refuse_taken(session: Session, email: str) -> None:
    if queries.user_by_email(session, email) is not None:
        raise Refused("email_taken", email=email)


def refuse_last_administrator(session: Session, user: User) -> None:
    """Somebody must be able to let people in."""
    is_one = user.role is Role.ADMINISTRATOR and user.is_enabled
    if is_one and not queries.other_administrators(session, user):
        raise Refused("last_administrator")


def deactivate(session: Session, user: User, *, at: datetime) -> None:
    """The account opens nothing any more: sessions end, its one-time addresses are dead.

    Raises Refused for the last administrator.
    """
    refuse_last_administrator(session, user)
    user.is_enabled = False
    end_sessions(session, user, at=at)
    stop_password_links(session, user, at=at)
    session.flush()


def activate(user: User) -> None:
    user.is_enabled = True


def end_sessions(session: Session, user: User, *, at: datetime, but: int | None = None) -> None:
    """End every session of the user, except perhaps the one that asks for it."""
    rows = select(UserSession).where(
        UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.id != (but or 0)
    )
    for row in session.scalars(rows):
        row.ended_at = at


def invite(session: Session, user: User, *, keeper: LinkKeeper, at: datetime) -> SecretLink:
    """A one-time address to set the password, and the letter that brings it. Former ones die."""
    stop_password_links(session, user, at=at)
    link = keeper.issue(
        session,
        LinkKind.PASSWORD,
        ("user", user.id),
        language=user.language,
        at=at,
        label=user.name,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    queue(
        session,
        "access.invitation",
        to=user.email,
        name=user.name,
        language=user.language,
        about=("user", user.id),
        key=f"access.invitation:{link.id}",
        facts={"link": link.id},
        at=at,
    )
    return link


def stop_password_links(session: Session, user: User, *, at: datetime) -> None:
    for link in queries.password_links(session, user):
        links.revoke(link, at=at)


def set_password(
    session: Session, user: User, password_hash: str, *, at: datetime, but: int | None = None
) -> None:
    """The new password, already hashed; every other session of the user ends."""
    user.password_hash = password_hash
    stop_password_links(session, user, at=at)
    end_sessions(session, user, at=at, but=but)
    session.flush()


def refuse_weak(password: str, *, email: str) -> None:
    """Raises Refused for a password that is short, or that everybody knows of this account."""
    if len(password) < passwords.SHORTEST:
        raise Refused("password_short", least=passwords.SHORTEST)
    if (
        password.lower() in {email.lower(), email.split("@", maxsplit=1)[0].lower()}
        or len(set(password)) == 1
    ):
        raise Refused("password_plain")


def enrol(user: User, sealed_secret: str, *, step: int) -> None:
    """From now on signing in asks for a code; the one that proved it is spent."""
    user.totp_secret = sealed_secret
    user.totp_last_step = step


def forget_second_factor(session: Session, user: User) -> None:
    user.totp_secret = None
    user.totp_last_step = None
    if (kept := queries.recovery_codes(session, user)) is not None:
        session.delete(kept)
    session.flush()


def make_recovery_codes(session: Session, user: User, *, at: datetime) -> tuple[str, ...]:
    """Ten new codes, to be shown this once; those made before open nothing any more."""
    codes = recovery.new_codes()
    kept = queries.recovery_codes(session, user) or RecoveryCodes(user=user)
    kept.fingerprints = tuple(recovery.fingerprint_of(code) for code in codes)
    kept.made_at, kept.used_at = at, None
    session.add(kept)
    session.flush()
    return codes


def spend_recovery_code(session: Session, user: User, typed: str, *, at: datetime) -> bool:
    """Take the code off the user's list; False for one that is not on it."""
    kept = queries.recovery_codes(session, user)
    wanted = recovery.fingerprint_of(typed)
    if kept is None or wanted not in kept.fingerprints:
        return False
    kept.fingerprints = tuple(one for one in kept.fingerprints if one != wanted)
    kept.used_at = at
    session.flush()
    return True


def spend_step(session: Session, user: User, step: int) -> bool:
    """Mark the code's time step as used; False when it was used by another request meanwhile.

    A statement of its own, since the row's version belongs to people who edit the account.
    """
    users = User.__table__
    spent: Any = session.execute(
        update(users)  # type: ignore[arg-type]
        .where(
            users.c.id == user.id,
            users.c.totp_last_step.is_(None) | (users.c.totp_last_step < step),
        )
        .values(totp_last_step=step)
    )
    return bool(spent.rowcount)


def note_seen(session: Session, user_id: int, *, at: datetime) -> None:
    """When the user was here last; no change of the account, so no new version of it."""
    users = User.__table__
    session.execute(update(users).where(users.c.id == user_id).values(last_seen_at=at))  # type: ignore[arg-type]
