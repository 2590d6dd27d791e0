"""One-time codes: sent by e-mail or read out on the telephone, typed, and what they open."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from visits.access.models import SecretLink, User
from visits.access.rules import Channel
from visits.identity import queries
from visits.identity.codes import code_of, is_same
from visits.identity.models import IdentityCode
from visits.identity.rules import (
    CODE_AGAIN_AFTER,
    CODE_LASTS,
    CODES_SPAN,
    MOST_CODES,
    MOST_CODES_A_DAY,
    MOST_TRIES,
    OPEN_FOR,
)
from visits.kit.errors import Refused
from visits.kit.tokens import fingerprint
from visits.notifications.actions import queue

CODE = "identity.code"


def send_code(
    session: Session,
    link: SecretLink,
    *,
    to: str,
    about: tuple[str, int],
    language: str,
    at: datetime,
) -> IdentityCode:
    """A new code by e-mail; the former one is void.

    Raises Refused (`code_no_address`, `code_too_soon`, `code_too_many`).
    """
    if not to:
        raise Refused("code_no_address")
    code = new_code(session, link, Channel.EMAIL, by=None, at=at)
    queue(
        session,
        CODE,
        to=to,
        name="",
        language=language,
        about=about,
        key=f"{CODE}:{code.id}",
        facts={"code": code.id},
        at=at,
    )
    return code


def read_out(session: Session, link: SecretLink, *, by: User, at: datetime) -> IdentityCode:
    """A new code for an officer who called back on a known number, to be read out.

    Raises Refused (`code_too_soon`, `code_too_many`).
    """
    return new_code(session, link, Channel.TELEPHONE, by=by, at=at)


def new_code(
    session: Session, link: SecretLink, channel: Channel, *, by: User | None, at: datetime
) -> IdentityCode:
    queries.hold_link(session, link.id)
    former = queries.newest_code(session, link.id)
    if former is not None and former.made_at > at - CODE_AGAIN_AFTER:
        raise Refused("code_too_soon")
    if queries.codes_since(session, link.id, at - CODES_SPAN) >= MOST_CODES:
        raise Refused("code_too_many")
    today = queries.codes_since(session, link.id, at - timedelta(days=1))
    if by is None and today >= MOST_CODES_A_DAY:
        raise Refused("code_too_many")
    code = IdentityCode(
        link_id=link.id,
        channel=channel,
        by_id=by.id if by else None,
        made_at=at,
        expires_at=at + CODE_LASTS,
    )
    session.add(code)
    session.flush()
    return code


def try_code(
    session: Session, link: SecretLink, typed: str, *, key: bytes, at: datetime
) -> str | None:
    """A secret for this browser when the newest code was typed rightly and in time; else None.

    A wrong try is counted: commit in either case. A code opens once.
    """
    queries.hold_link(session, link.id)
    code = queries.newest_code(session, link.id)
    if code is None or code.opened_at or code.expires_at <= at or code.tries >= MOST_TRIES:
        return None
    code.tries += 1
    if not is_same(code_of(key, code.id, link.id, code.made_at), typed):
        session.flush()
        return None
    secret = secrets.token_urlsafe(32)
    code.opened_at, code.open_until = at, at + OPEN_FOR
    code.browser = fingerprint(secret)
    session.flush()
    return secret


def is_open(session: Session, link: SecretLink, secret: str, *, at: datetime) -> bool:
    """Whether the browser that holds this secret typed a code for the link a moment ago."""
    if not secret:
        return False
    code = queries.code_for_browser(session, link.id, fingerprint(secret))
    return code is not None and code.open_until is not None and code.open_until > at
