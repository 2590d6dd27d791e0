"""People with passwords, and what else these tests share."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.pages import Browser, Page
from tests.people import People
from visits.access import passwords
from visits.access.models import User

PASSWORD = "a lantern over the Geumgang"
HASHED = passwords.hashed(PASSWORD)


@pytest.fixture
def known(people: People, session: Session) -> Callable[[str], User]:
    """`known("coordinator")`: that person, with a password."""

    def with_password(who: str) -> User:
        user = people[who]
        user.password_hash = HASHED
        session.commit()
        return user

    return with_password


@pytest.fixture
def sign_in(known: Callable[[str], User]) -> Callable[..., Page]:
    """Fill in the sign-in page as this person; the answer is a redirect unless `status` says else."""

    def through(browser: Browser, who: str, *, status: int = 302, next: str = "", **typed: str):  # noqa: A002
        email = known(who).email
        page = browser.page("access.sign_in", lang="en", next=next or None)
        return page.submit(**{"email": email, "password": PASSWORD, **typed}, status=status)

    return through
