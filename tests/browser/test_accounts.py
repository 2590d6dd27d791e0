"""Accounts in a browser: pages with rows, typed text that survives a session, the second factor."""

import re
from collections.abc import Callable

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.people import People
from visits.access import actions, passwords
from visits.access.models import UserSession
from visits.access.rules import LinkKind
from visits.access.second_factor import STEP_SECONDS
from visits.kit.clock import now

PASSWORD = "a lantern over the Geumgang"

pytestmark = pytest.mark.sqlite_alone


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_row_has_a_fault(
    app: Flask,
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    in_turn: Callable[..., list[str]],
    size: tuple[int, int],
    language: str,
):
    keeper = app.extensions["links"]
    user = people["interpreter"]
    user.name = "Amal Haddad bint Abdulrahman Al-" + "Something" * 5
    user.email = "amal.haddad." + "with.a.long.name." * 4 + "@interpreters.example.org"
    actions.deactivate(session, people["viewer"], at=now())
    password = actions.invite(session, user, keeper=keeper, at=now())
    guest = keeper.issue(session, LinkKind.GUEST, ("delegation", 1), language="ar", at=now())
    people["administrator"].language = language
    session.commit()
    paths = [
        f"/{language}/password/{keeper.token(password)}",
        f"/office/users/{user.id}",
        f"/office/users/{people['viewer'].id}",
        f"/office/users/{user.id}/deactivate",
        f"/office/users/{user.id}/password",
        f"/office/links/{guest.id}/renew",
        f"/office/audit?kind=User&id={user.id}",
    ]
    window = open_window("administrator", size=size, language=language)
    faults = {path: list(faults_of(window, path, language)) for path in in_turn(paths)}
    assert {path: found for path, found in faults.items() if found} == {}


def test_typed_text_survives_the_end_of_a_session(
    open_window: Callable[..., Window], people: People, session: Session
):
    user = people["coordinator"]
    user.password_hash = passwords.hashed(PASSWORD)
    session.commit()
    window = open_window("coordinator")
    page = window.open("/office/account")
    page.get_by_label("Name").fill("Kim Haneul, PhD")
    for row in session.scalars(select(UserSession)):
        row.ended_at = row.seen_at
    session.commit()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.locator(".callout")).to_contain_text("what you typed is kept")
    page.get_by_label("E-mail address").fill("coordinator@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/office/account")
    expect(page.get_by_label("Name")).to_have_value("Kim Haneul, PhD")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".callout-success")).to_have_text("Your account was saved.")
    session.expire_all()
    assert people["coordinator"].name == "Kim Haneul, PhD"


def test_a_second_factor_is_set_up_from_the_keyboard(
    open_window: Callable[..., Window], people: People, session: Session
):
    page = open_window("coordinator").open("/office/account/second-factor")
    picture = page.get_by_alt_text("QR code for the authenticator app")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.get_by_text("The app cannot read the picture?").press("Enter")
    secret = page.locator("main code").inner_text().replace(" ", "")
    code = pyotp.TOTP(secret).generate_otp(int(now().timestamp()) // STEP_SECONDS)
    page.get_by_label("Code of six digits").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Recovery codes")).to_have_value(re.compile(r"([a-z2-7-]{19}\n){9}"))
    page.get_by_role("link", name="I have kept them").press("Enter")
    page.wait_for_url("**/office/account")
    expect(page.get_by_role("link", name="Turn off the second factor")).to_be_visible()
    session.expire_all()
    assert people["coordinator"].totp_secret


def test_staff_change_the_language_of_their_pages(open_window: Callable[..., Window]):
    page = open_window("viewer").open("/office/account")
    page.locator("summary", has_text="English").click()
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html[lang=ar][dir=rtl]")).to_be_attached()
    assert page.url.endswith("/office/account")
