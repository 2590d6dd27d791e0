"""A session is a row: what ends it ends every copy of its cookie."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.access.conftest import PASSWORD
from tests.pages import Browser
from tests.people import People
from visits.access.models import UserSession
from visits.kit.clock import now


@pytest.fixture
def copied(new_browser: Callable[..., Browser]) -> Callable[[Browser], Browser]:
    """A second browser with the first one's cookies."""

    def copy(browser: Browser) -> Browser:
        other = new_browser()
        with browser.client.session_transaction() as mine:
            cookies = dict(mine)
        with other.client.session_transaction() as theirs:
            theirs.update(cookies)
        return other

    return copy


def is_in(browser: Browser) -> bool:
    return browser.fetch("GET", "/office/account").status_code == 200


def test_a_copied_cookie_is_dead_after_signing_out(as_, copied):
    browser = as_("viewer")
    thief = copied(browser)
    assert is_in(thief)
    browser.page("access.account").submit("form[action='/sign-out']")
    assert not is_in(thief)
    assert not is_in(browser)


def test_a_copied_cookie_is_dead_after_deactivation(as_, copied):
    browser = as_("viewer")
    thief = copied(browser)
    page = as_("administrator").page("access.deactivate", number=1)
    assert page.h1 == "Deactivate this user?"
    page.submit()
    assert not is_in(browser)
    assert not is_in(thief)


def test_other_browsers_are_signed_out_by_a_new_password(as_, known, copied, people):
    known("viewer")
    here, elsewhere = as_("viewer"), as_("viewer")
    thief = copied(elsewhere)
    page = here.page("access.change_password")
    new = "three herons on a wire"
    page.submit("form.panel", current=PASSWORD, password=new, again=new)
    assert is_in(here)
    assert not is_in(elsewhere)
    assert not is_in(thief)


def test_signing_out_everywhere_ends_all(as_, copied):
    here, elsewhere = as_("viewer"), as_("viewer")
    form = "form[action='/office/account/sign-out-everywhere']"
    assert here.page("access.account").submit(form).location == "/sign-in"
    assert not is_in(here)
    assert not is_in(elsewhere)


def test_one_browser_can_be_signed_out_by_itself(as_, session: Session):
    here, elsewhere = as_("viewer"), as_("viewer")
    page = here.page("access.account")
    assert len(page.all("table form")) == 1
    page.submit("table form")
    assert is_in(here)
    assert not is_in(elsewhere)


def test_somebody_elses_session_does_not_exist(as_, session: Session):
    mine, theirs = as_("viewer"), as_("colleague")
    number = session.scalars(select(UserSession.id).where(UserSession.user_id == 2)).one()
    token = mine.page("access.account").one("form[data-guard] [name=csrf_token]")["value"]
    path = f"/office/account/browsers/{number}/end"
    assert mine.fetch("POST", path, data={"csrf_token": token}).status_code == 404
    assert is_in(theirs)


@pytest.mark.parametrize(
    ("column", "ago", "alive"),
    [
        ("seen_at", timedelta(minutes=29), True),
        ("seen_at", timedelta(minutes=31), False),
        ("created_at", timedelta(hours=11), True),
        ("created_at", timedelta(hours=13), False),
    ],
)
def test_a_session_ends_by_itself(as_, session: Session, column: str, ago: timedelta, alive: bool):  # noqa: FBT001
    browser = as_("viewer")
    row = session.scalars(select(UserSession)).one()
    setattr(row, column, getattr(row, column) - ago)
    assert is_in(browser) is alive


def test_looking_at_pages_keeps_a_session_alive(as_, session: Session, people: People):
    browser = as_("viewer")
    row = session.scalars(select(UserSession)).one()
    before = row.seen_at = row.seen_at - timedelta(minutes=20)
    version = people["viewer"].version
    assert is_in(browser)
    session.expire_all()
    assert row.seen_at - before > timedelta(minutes=19)
    assert people["viewer"].last_seen_at == row.seen_at
    assert people["viewer"].version == version


# -- a form that was open meanwhile ----------------------------------------------------------------


def end(session: Session) -> None:
    row = session.scalars(select(UserSession)).one()
    row.ended_at = row.seen_at


def test_a_form_that_outlived_its_session_leads_through_sign_in_back_to_itself(as_, session):
    page = as_("viewer").page("access.account")
    end(session)
    answer = page.submit("form[data-guard]", name="New", status=303)
    assert answer.location == "/sign-in?next=/office/account"
    page = answer.follow(status=302).follow()
    assert page.has("[data-keeps-drafts]")
    assert page.all(".callout p") == [
        "Your session has ended. Sign in and go on: what you typed is kept in this window."
    ]
    assert page.one("input[name=next]")["value"] == "/office/account"


def test_a_button_without_a_page_leads_back_to_the_page_it_stood_on(as_, session):
    browser = as_("administrator")
    page = browser.page("access.user", number=1)
    end(session)
    answer = browser.fetch(
        "POST",
        "/office/users/1/sign-out",
        data={"csrf_token": page.one("form[data-guard] [name=csrf_token]")["value"]},
        headers={"Referer": "http://localhost/office/users/1?page=2"},
    )
    assert answer.headers["Location"] == "/sign-in?next=/office/users/1?page%3D2"


@pytest.mark.parametrize(
    "referrer",
    [
        "http://evil.example/office/users/1",
        "http://localhost//evil.example/",
        "http://localhost/office/users/1/sign-out",
        "http://localhost/no-such-page",
        "",
    ],
)
def test_a_strange_referrer_is_not_believed(as_, session, referrer: str):
    browser = as_("administrator")
    end(session)
    answer = browser.fetch(
        "POST", "/office/users/1/sign-out", headers={"Referer": referrer} if referrer else {}
    )
    assert answer.headers["Location"] == "/sign-in?next=/"


def test_a_program_is_told_by_a_status(browser):
    answer = browser.fetch("GET", "/office/account", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")


def a_session(people, **facts) -> UserSession:
    at = now()
    given = {"fingerprint": token_hex(8), "created_at": at, "seen_at": at, "address": "192.0.2.1"}
    return UserSession(user_id=people["viewer"].id, **{**given, **facts})


def test_signing_in_sweeps_away_what_is_over(session, browser, known, people):
    """Where somebody came from, and with what, is kept for no longer than it serves."""
    known("viewer")
    at, days = now(), timedelta(days=1)
    session.add_all(
        [
            a_session(people, ended_at=at - 2 * days),
            a_session(people, seen_at=at - 2 * days),
            a_session(people, created_at=at - 2 * days),
        ]
    )
    kept = [a_session(people), a_session(people, ended_at=at)]
    session.add_all(kept)
    session.commit()
    page = browser.page("access.sign_in", lang="en")
    page.submit(email="viewer@example.org", password=PASSWORD)
    session.expire_all()
    left = session.scalars(select(UserSession).order_by(UserSession.id)).all()
    assert left[:2] == kept
    assert len(left) == 3
