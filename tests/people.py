"""The cast: everybody who comes to the tests, each with one name and one role."""

import secrets
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from tests.pages import Browser
from visits.access.models import User, UserSession
from visits.access.rules import Role
from visits.access.sessions import COOKIE_KEY
from visits.kit.clock import now
from visits.kit.tokens import fingerprint

CAST: dict[str, tuple[str, Role]] = {
    "administrator": ("Seo Jiwon", Role.ADMINISTRATOR),
    "approver": ("Park Dohyun", Role.APPROVER),
    "coordinator": ("Kim Haneul", Role.COORDINATOR),
    "colleague": ("Lee Soyeon", Role.COORDINATOR),
    "viewer": ("Choi Minjae", Role.VIEWER),
    "host": ("Yoon Areum", Role.HOST),
    "outsider": ("Han Byeol", Role.HOST),
    "interpreter": ("Amal Haddad", Role.INTERPRETER),
}
LONG_AGO = datetime(2024, 1, 2, 0, 0, tzinfo=UTC)


class People:
    """The cast as users; each is made when first asked for, and committed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[str, User] = {}

    def __getitem__(self, who: str) -> User:
        if who not in self.known:
            name, role = CAST[who]
            user = User(
                email=f"{who}@example.org",
                name=name,
                role=role,
                language="en",
                created_at=LONG_AGO,
            )
            self.session.add(user)
            self.session.commit()
            self.known[who] = user
        return self.known[who]

    def sign_in(self, who: str, browser: Browser) -> Browser:
        """As after signing in, without the deliberate slowness of passwords."""
        secret = begin_session(self.session, self[who])
        with browser.client.session_transaction() as cookie:
            cookie[COOKIE_KEY] = secret
        return browser


def begin_session(session: Session, user: User) -> str:
    """A session row for the user; returns the secret that its cookie carries."""
    secret = secrets.token_urlsafe(32)
    at = now()
    row = UserSession(user_id=user.id, fingerprint=fingerprint(secret), created_at=at, seen_at=at)
    session.add(row)
    session.commit()
    return secret
