"""The second factor: set up, asked for, spent, given up."""

import re
from datetime import UTC, datetime

import pyotp
import pytest
from sqlalchemy.orm import Session

from tests.access.conftest import PASSWORD
from tests.pages import Browser, Page
from tests.people import People
from visits.access import second_factor
from visits.access.second_factor import STEP_SECONDS, step_of
from visits.kit.clock import now

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AT = datetime(2026, 3, 2, 1, 0, 10, tzinfo=UTC)
STEP = int(AT.timestamp()) // STEP_SECONDS


def code_of(secret: str, steps: int = 1) -> str:
    """The next code: fresh after one that was just spent, even when the half minute ends now."""
    return pyotp.TOTP(secret).generate_otp(int(now().timestamp()) // STEP_SECONDS + steps)


def enrol(browser: Browser) -> str:
    """Set it up as a person does; returns the secret that their telephone now has."""
    page = browser.page("access.enrol")
    secret = page.one("code").get_text().replace(" ", "")
    shown = page.submit("form.form", code=code_of(secret, 0), status=200)
    assert shown.h1 == "Recovery codes"
    assert shown.one("main a.button-main")["href"] == "/office/account"
    return secret


@pytest.mark.parametrize(
    ("drift", "after", "found"),
    [
        (-1, None, STEP - 1),
        (0, None, STEP),
        (1, None, STEP + 1),
        (-2, None, None),
        (2, None, None),
        (0, STEP - 1, STEP),
        (0, STEP, None),
        (-1, STEP, None),
        (1, STEP, STEP + 1),
    ],
)
def test_a_code_counts_once_and_for_a_minute_and_a_half(drift: int, after, found):
    code = pyotp.TOTP(SECRET).generate_otp(STEP + drift)
    assert step_of(SECRET, code, at=AT, after=after) == found


@pytest.mark.parametrize("secret", [None, ""])
def test_without_a_secret_no_code_is_right(secret):
    assert step_of(secret, "328482", at=AT, after=None) is None


@pytest.mark.parametrize("code", ["", "abc", "\uff11" * 6, "0" * 12])
def test_what_is_no_code_is_none(code: str):
    assert step_of(SECRET, code, at=AT, after=None) is None


def test_spaces_in_a_code_do_not_matter():
    code = pyotp.TOTP(SECRET).generate_otp(STEP)
    assert step_of(SECRET, f" {code[:3]} {code[3:]} ", at=AT, after=None) == STEP


def test_the_picture_is_a_file_and_says_what_the_app_needs(as_):
    browser = as_("coordinator")
    page = browser.page("access.enrol")
    secret = page.one("code").get_text().replace(" ", "")
    assert page.one("img.qr")["src"] == "/office/account/second-factor/qr.svg"
    answer = browser.fetch("GET", page.one("img.qr")["src"])
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.text.startswith("<?xml")
    address = page.one("main details a")["href"]
    assert address == (
        f"otpauth://totp/Visits%20Sejong:coordinator%40example.org?secret={secret}"
        "&issuer=Visits%20Sejong"
    )
    assert answer.data == second_factor.picture(address)


def test_there_is_no_picture_before_it_was_offered(as_):
    assert (
        as_("coordinator").page("access.enrol_picture", status=404).h1 == "There is no such page."
    )


def test_opening_the_page_changes_nothing(as_, people: People, session: Session):
    as_("coordinator").page("access.enrol")
    session.expire_all()
    assert people["coordinator"].totp_secret is None


def test_a_wrong_code_sets_nothing_up(as_, people: People, session: Session):
    browser = as_("coordinator")
    page = browser.page("access.enrol")
    wrong = page.submit("form.form", code="000000", status=422)
    assert wrong.errors == {"code": ["This code is not right. Check the clock of your telephone."]}
    assert wrong.one("code") == page.one("code")
    session.expire_all()
    assert people["coordinator"].totp_secret is None


def test_the_secret_is_sealed_in_its_row_and_not_in_the_log(as_, people: People, session: Session):
    secret = enrol(as_("coordinator"))
    session.expire_all()
    kept = people["coordinator"].totp_secret
    assert kept
    assert re.fullmatch(r"[0-9a-f]{8}\.[\w=-]+", kept)
    assert secret not in kept
    page = as_("administrator").page("audit.index", kind="User", id=people["coordinator"].id)
    assert "Second factor" in page.text
    assert kept not in page.text


def test_signing_in_asks_for_the_code_and_takes_it_once(browser, new_browser, as_, sign_in):
    secret = enrol(as_("coordinator"))
    page = sign_in(browser, "coordinator", next="/office/account").follow()
    assert page.h1 == "Enter your code"
    assert browser.page("access.account", status=303).location.startswith("/sign-in?")
    code = code_of(secret)
    assert page.submit(code=code).location == "/office/account"
    assert browser.page("access.account").h1 == "My account"
    again = sign_in(new_browser(), "coordinator").follow().submit(code=code, status=422)
    assert again.errors == {
        "code": ["This code is not right, or it was used already. Wait for the next."]
    }


def test_ten_wrong_codes_close_it_for_a_while(browser, as_, sign_in):
    secret = enrol(as_("coordinator"))
    page = sign_in(browser, "coordinator").follow()
    for _ in range(10):
        page = page.submit(code="000000", status=422)
    page = page.submit(code=code_of(secret), status=422)
    assert page.errors == {"code": ["Too many attempts. Wait 15 minutes and try again."]}


def test_the_code_page_is_nobodys_without_a_password(browser):
    assert browser.page("access.sign_in_code", lang="en", status=302).location == "/en/sign-in"


def test_a_password_given_long_ago_is_asked_again(browser, as_, sign_in):
    enrol(as_("coordinator"))
    sign_in(browser, "coordinator")
    with browser.client.session_transaction() as cookie:
        cookie["second_factor"] = {**cookie["second_factor"], "until": 1.0}
    assert browser.page("access.sign_in_code", lang="en", status=302).location == "/en/sign-in"


def test_a_password_that_was_changed_meanwhile_is_asked_again(browser, as_, sign_in, people):
    enrol(as_("coordinator"))
    sign_in(browser, "coordinator")
    people["coordinator"].password_hash = "another"
    assert browser.page("access.sign_in_code", lang="en", status=302).location == "/en/sign-in"


def test_with_another_key_no_code_is_right(make_app, as_, people, session, sign_in):
    secret = enrol(as_("coordinator"))
    other = Browser(make_app(IDENTITY_KEY="k" * 48), session.commit)
    page = sign_in(other, "coordinator").follow()
    page = page.submit(code=code_of(secret), status=422)
    assert list(page.errors) == ["code"]


def test_a_former_key_still_opens_what_it_sealed(make_app, as_, people, session, sign_in):
    secret = enrol(as_("coordinator"))
    other = Browser(make_app(IDENTITY_KEY="k" * 48 + "," + "i" * 48), session.commit)
    assert (
        sign_in(other, "coordinator").follow().submit(code=code_of(secret)).location == "/office/"
    )


def test_giving_it_up_asks_for_the_password(as_, known, people: People, session: Session):
    known("coordinator")
    browser = as_("coordinator")
    enrol(browser)
    page = browser.page("access.end_second_factor")
    page = page.submit("form.panel", current="wrong one", status=422)
    assert list(page.errors) == ["current"]
    page.submit("form.panel", current=PASSWORD)
    session.expire_all()
    assert people["coordinator"].totp_secret is None


def test_it_cannot_be_set_up_twice(as_):
    browser = as_("coordinator")
    enrol(browser)
    assert browser.page("access.enrol", status=302).location == "/office/account"


def test_an_administrator_removes_it_for_who_lost_the_telephone(as_, people: People, session):
    enrol(as_("coordinator"))
    number = people["coordinator"].id
    page = as_("administrator").page("access.user", number=number)
    page.click("Remove the second factor").submit()
    session.expire_all()
    assert people["coordinator"].totp_secret is None


# -- when it is asked of everybody -----------------------------------------------------------------


def strict(make_app, people: People, session: Session) -> Browser:
    browser = Browser(make_app(REQUIRE_TOTP=True), session.commit)
    return people.sign_in("coordinator", browser)


def test_whoever_has_none_sets_it_up_first(make_app, people: People, session: Session):
    browser = strict(make_app, people, session)
    page = browser.page("access.change_password", status=302)
    assert page.location == "/office/account/second-factor?next=/office/account/password"
    page = page.follow()
    assert "asks for a second factor" in page.text
    secret = page.one("code").get_text().replace(" ", "")
    shown = page.submit("form.form", code=code_of(secret), status=200)
    assert shown.click("I have kept them").h1 == "Change the password"


def test_meanwhile_they_can_leave(make_app, people: People, session: Session):
    browser = strict(make_app, people, session)
    page: Page = browser.page("access.enrol")
    assert page.submit("form[action='/sign-out']").location == "/sign-in"
