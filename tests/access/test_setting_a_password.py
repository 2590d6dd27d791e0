"""The one-time address that sets a password."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.pages import Browser
from tests.people import People
from visits.access import actions, passwords
from visits.access.models import SecretLink
from visits.kit.clock import now

NEW = "three herons on a wire"


@pytest.fixture
def invite(app: Flask, people: People, session: Session) -> Callable[[str], SecretLink]:
    def for_user(who: str) -> SecretLink:
        user = people[who]
        return actions.invite(session, user, keeper=app.extensions["links"], at=now())

    return for_user


@pytest.fixture
def path_of(app: Flask, session: Session) -> Callable[[SecretLink], str]:
    return lambda link: urlsplit(app.extensions["links"].address(link)).path


def test_it_sets_the_password_and_dies(browser: Browser, invite, path_of, people, session):
    path = path_of(invite("viewer"))
    page = browser.open(path)
    assert "viewer@example.org" in page.text
    answer = page.submit(password=NEW, again=NEW)
    assert answer.location == "/en/sign-in"
    session.expire_all()
    assert passwords.matches(NEW, people["viewer"].password_hash)
    assert browser.open(path, status=410).h1 == "This link no longer works."
    page = answer.follow()
    assert page.submit(email="viewer@example.org", password=NEW).location == "/office/"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_at_it_changes_nothing(browser: Browser, invite, path_of, people, session, method):
    """Mail gateways and previews fetch every link."""
    link = invite("viewer")
    for _ in range(3):
        assert browser.fetch(method, path_of(link)).status_code == 200
    session.expire_all()
    assert (link.revoked_at, people["viewer"].password_hash) == (None, None)
    assert link.use_count == 1  # three times within five minutes


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"password": "short", "again": "short"},
            {"password": ["Use at least 10 signs."]},
        ),
        ({"password": NEW, "again": "other"}, {"again": ["The two passwords differ."]}),
        (
            {"password": "", "again": ""},
            {
                "password": ["This field is required."],
                "again": ["This field is required."],
            },
        ),
        (
            {"password": "Viewer@Example.org", "again": "Viewer@Example.org"},
            {"password": ["Everybody would try this password first. Choose another."]},
        ),
        (
            {"password": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa"},
            {"password": ["Everybody would try this password first. Choose another."]},
        ),
    ],
)
def test_a_password_that_is_none_is_refused(
    browser, invite, path_of, people, session, typed, errors
):
    page = browser.open(path_of(invite("viewer"))).submit(**typed, status=422)
    assert page.errors == errors
    session.expire_all()
    assert people["viewer"].password_hash is None


def test_it_dies_after_seven_days(browser: Browser, invite, path_of, session):
    link = invite("viewer")
    assert link.expires_at == link.created_at + timedelta(days=7)
    link.expires_at = now() - timedelta(seconds=1)
    page = browser.open(path_of(link), status=410)
    assert "The time of this link is over." in page.text


def test_every_browser_with_the_former_password_is_signed_out(browser, as_, invite, path_of):
    viewer = as_("viewer")
    browser.open(path_of(invite("viewer"))).submit(password=NEW, again=NEW)
    assert viewer.fetch("GET", "/office/account").status_code == 303


def test_of_two_at_once_one_sets_it(app: Flask, invite, path_of, people, session):
    path = path_of(invite("viewer"))
    session.commit()
    app.config["WTF_CSRF_ENABLED"] = False

    def set_it(word: str) -> int:
        return app.test_client().post(path, data={"password": word, "again": word}).status_code

    words = ["the first of two words", "the second of two words"]
    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(set_it, words)) == [302, 410]
    session.expire_all()
    assert [passwords.matches(word, people["viewer"].password_hash) for word in words].count(
        True
    ) == 1


def test_it_tells_nobody_where_it_lies(browser: Browser, invite, path_of):
    answer = browser.fetch("GET", path_of(invite("viewer")))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("token", ["a" * 52, "A" * 52, "a" * 51, "%00", "..%2f..", "ㄱ"])
def test_an_address_that_was_never_made_is_not_there(browser: Browser, token: str):
    assert browser.open(f"/en/password/{token}", status=404).h1 == "There is no such page."
