"""Signing in over rows: a copied cookie is dead after sign-out, a new password or deactivation."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask import current_app, g, request
from flask import session as cookie
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, joinedload

from visits.access import actions
from visits.access.models import User, UserSession
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.tokens import fingerprint

View = TypeVar("View", bound=Callable[..., Any])

COOKIE_KEY = "sid"
NOTE_EVERY_SECONDS = 300
KEEP = timedelta(days=1)
"""How long a session's row outlives it."""


def begin(session: Session, user: User, *, at: datetime) -> UserSession:
    """A new session row for the user; its random id goes into a fresh cookie."""
    secret = secrets.token_urlsafe(32)
    cookie.clear()
    cookie[COOKIE_KEY] = secret
    cookie["language"] = user.language
    row = UserSession(
        user_id=user.id,
        fingerprint=fingerprint(secret),
        created_at=at,
        seen_at=at,
        address=request.remote_addr or "",
        user_agent=(request.user_agent.string or "")[:200],
    )
    session.add(row)
    actions.note_seen(session, user.id, at=at)
    return row


def forget_old(session: Session, *, at: datetime) -> None:
    """Sessions that are over open nothing, and hold from where somebody came and with what."""
    idle, longest = limits()
    session.execute(
        delete(UserSession).where(
            or_(
                UserSession.ended_at < at - KEEP,
                UserSession.seen_at < at - idle - KEEP,
                UserSession.created_at < at - longest - KEEP,
            )
        )
    )


def limits() -> tuple[timedelta, timedelta]:
    """How long a session lives unused, and how long at most."""
    config = current_app.config
    return timedelta(minutes=config["IDLE_MINUTES"]), timedelta(hours=config["SESSION_HOURS"])


def is_alive(row: UserSession, *, at: datetime, idle: timedelta, longest: timedelta) -> bool:
    return (
        row.ended_at is None
        and row.user.is_enabled
        and at - row.seen_at < idle
        and at - row.created_at < longest
    )


def for_machines(view: View) -> View:
    """A view that knows nobody: no cookie is read, so its answer varies by none."""
    view.knows_nobody = True  # type: ignore[attr-defined]
    return view


def is_for_machines(endpoint: str | None) -> bool:
    view = current_app.view_functions.get(endpoint or "")
    return bool(getattr(view, "knows_nobody", False))


def asks_by_itself(view: View) -> View:
    """A view that a page asks for again and again: an open page alone keeps nobody signed in."""
    view.is_no_use = True  # type: ignore[attr-defined]
    return view


def is_no_use(endpoint: str | None) -> bool:
    return bool(getattr(current_app.view_functions.get(endpoint or ""), "is_no_use", False))


def know_user() -> None:
    """Find the session's row and its user, once per request."""
    g.signed_in = None
    g.user_session = None
    if request.endpoint in {None, "static"} or is_for_machines(request.endpoint):
        return
    secret = cookie.get(COOKIE_KEY)
    if not secret:
        return
    row = db.session.scalar(
        select(UserSession)
        .where(UserSession.fingerprint == fingerprint(secret))
        .options(joinedload(UserSession.user))
    )
    at = now()
    idle, longest = limits()
    if row is None or not is_alive(row, at=at, idle=idle, longest=longest):
        return
    g.signed_in, g.user_session, g.profile_language = row.user, row, row.user.language
    g.pop("language", None)
    db.session.info["actor"] = ("user", row.user.id, row.user.name)
    is_long_ago = (at - row.seen_at).total_seconds() > NOTE_EVERY_SECONDS
    if is_long_ago and not is_no_use(request.endpoint):
        note_seen(row.id, row.user_id, at)


def note_seen(session_id: int, user_id: int, at: datetime) -> None:
    def note(session: Session) -> None:
        session.execute(update(UserSession).where(UserSession.id == session_id).values(seen_at=at))
        actions.note_seen(session, user_id, at=at)

    db.write_briefly(note)


def has_ended() -> bool:
    """Does the browser carry a session that is over? Then its owner wonders what happened."""
    return bool(cookie.get(COOKIE_KEY)) and current_user() is None


def current_user() -> User | None:
    user: User | None = g.get("signed_in")
    return user
