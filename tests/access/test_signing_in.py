"""Signing in with a password, and out again."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.access.conftest import PASSWORD
from tests.pages import Browser
from visits.access.models import Attempt, User, UserSession


def test_the_right_password_leads_to_the_dashboard(browser, sign_in):
    assert sign_in(browser, "coordinator").location == "/office/"


def test_it_leads_back_to_the_page_that_was_asked_for(browser, sign_in):
    answer = browser.page("access.account", status=303)
    assert answer.location == "/sign-in?next=/office/account"
    page = answer.follow(status=302).follow()
    assert page.path == "/en/sign-in?next=/office/account"
    assert sign_in(browser, "viewer", next="/office/account").location == "/office/account"
    assert browser.page("access.account").h1 == "My account"


def test_capitals_and_spaces_in_the_address_do_not_matter(browser, sign_in):
    answer = sign_in(browser, "coordinator", email=" Coordinator@Example.ORG ")
    assert answer.location == "/office/"


def test_whoever_is_signed_in_already_goes_on(as_):
    browser = as_("viewer")
    assert browser.page("access.sign_in", lang="ko", status=302).location == "/office/"


@pytest.mark.parametrize(
    ("who", "typed"),
    [
        ("coordinator", {"password": "not this one"}),
        ("coordinator", {"email": "nobody@example.org"}),
    ],
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser, sign_in, who, typed):
    page = sign_in(browser, who, **typed, status=422)
    assert page.errors == {"password": ["The e-mail address or the password is not right."]}
    assert page.all(".error-summary h2") == ["Please check the following."]
    assert page.one("input[name=email]")["value"] == typed.get("email", "coordinator@example.org")
    assert not page.one("input[name=password]").get("value")


def test_an_account_without_a_password_opens_to_none(browser, people):
    page = browser.page("access.sign_in", lang="en")
    email = people["viewer"].email
    page = page.submit(email=email, password="anything at all", status=422)
    assert page.errors == {"password": ["The e-mail address or the password is not right."]}


def test_a_deactivated_account_gets_the_answer_of_an_unknown_one(browser, sign_in, people):
    people["viewer"].is_enabled = False
    page = sign_in(browser, "viewer", status=422)
    assert page.errors == {"password": ["The e-mail address or the password is not right."]}


def test_ten_wrong_passwords_close_the_account_for_a_while(browser, sign_in):
    for _ in range(10):
        sign_in(browser, "coordinator", password="wrong", status=422)
    page = sign_in(browser, "coordinator", status=422)
    limited = {"password": ["Too many attempts. Wait 15 minutes and try again."]}
    assert page.errors == limited
    page = sign_in(browser, "viewer")
    assert page.location == "/office/"


def test_an_unknown_account_is_closed_in_the_same_way(browser, sign_in):
    for _ in range(10):
        sign_in(browser, "viewer", email="nobody@example.org", status=422)
    page = sign_in(browser, "viewer", email="nobody@example.org", status=422)
    assert page.errors == {"password": ["Too many attempts. Wait 15 minutes and try again."]}


def test_fifty_failures_from_one_address_close_it_for_all_accounts(app, browser, sign_in, session):
    sign_in(browser, "viewer", email="first@example.org", status=422)
    one = session.scalars(select(Attempt).where(Attempt.kind == "sign_in_from")).one()
    session.add_all(Attempt(kind=one.kind, key=one.key, at=one.at) for _ in range(49))
    page = sign_in(browser, "coordinator", status=422)
    assert page.errors == {"password": ["Too many attempts. Wait 15 minutes and try again."]}


def test_attempts_are_kept_without_the_address_that_was_typed(browser, sign_in, session):
    sign_in(browser, "viewer", email="secret-name@example.org", status=422)
    keys = session.scalars(select(Attempt.key)).all()
    assert [len(key) for key in keys] == [64, 64]
    assert not any("secret" in key for key in keys)


def test_a_new_session_id_at_every_sign_in(app: Flask, browser: Browser, sign_in, session: Session):
    """A cookie that somebody planted before is worth nothing afterwards."""
    with browser.client.session_transaction() as cookie:
        cookie["sid"] = "planted"
    sign_in(browser, "coordinator")
    with browser.client.session_transaction() as cookie:
        first = cookie["sid"]
    assert first != "planted"
    assert len(session.scalars(select(UserSession)).all()) == 1


def test_signing_in_does_not_disturb_who_edits_the_account(
    browser, sign_in, known: Callable[[str], User], session
):
    version = known("viewer").version
    sign_in(browser, "viewer")
    session.expire_all()
    assert known("viewer").version == version
    assert known("viewer").last_seen_at is not None


def test_a_page_in_arabic_reads_from_the_right(new_browser):
    page = new_browser("ar").page("access.sign_in", lang="ar")
    assert page.one("html")["dir"] == "rtl"
    assert [a["href"] for a in page.soup.select(".menu-list a")][:3] == [
        "/ko/sign-in",
        "/en/sign-in",
        "/ar/sign-in",
    ]


def test_the_bare_address_leads_to_the_readers_language(new_browser):
    assert new_browser("ko-KR,ko;q=0.9").page("access.root", status=302).location == "/ko/"
    assert new_browser("xx").page("access.root", status=302).location == "/en/"


def test_signing_out_ends_the_session_and_its_copied_cookie(browser, new_browser, sign_in):
    sign_in(browser, "coordinator")
    stolen = new_browser()
    with (
        browser.client.session_transaction() as cookie,
        stolen.client.session_transaction() as copy,
    ):
        copy.update(cookie)
    assert stolen.page("access.account").h1 == "My account"
    page = browser.page("access.account").submit("form[data-forget][action='/sign-out']")
    assert page.location == "/sign-in"
    assert stolen.page("access.account", status=303).location.startswith("/sign-in?")


def test_a_very_long_password_is_refused_before_it_is_hashed(browser, sign_in):
    page = sign_in(browser, "viewer", password=PASSWORD * 40, status=422)
    assert list(page.errors) == ["password"]
