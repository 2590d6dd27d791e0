"""The same form sent eight times at once has one effect."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.pages import Browser, Page, fields_of
from visits.access.models import User
from visits.kit import once
from visits.kit.clock import now
from visits.kit.once import SentForm

TYPED = {"email": "new@example.org", "name": "Jung Garam", "role": "viewer", "language": "ko"}


def form_of(page: Page, **typed: str) -> dict[str, str]:
    return {**fields_of(page.one("main form[method=post]")), **typed}


def test_eight_at_once_have_one_effect(app: Flask, as_: Callable[..., Browser], session: Session):
    browser = as_("administrator")
    page = browser.page("access.add_user")
    data = form_of(page, **TYPED)
    cookie = browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie
    together = threading.Barrier(8)

    def send(_: int) -> tuple[int, str]:
        client = app.test_client()
        client.set_cookie(cookie.key, cookie.value, domain="localhost")
        together.wait()
        with client.post("/office/users/add", data=data) as answer:
            return answer.status_code, answer.headers.get("Location", "")

    session.commit()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(8)))
    user = session.scalars(select(User).where(User.email == TYPED["email"])).one()
    assert answers == [(302, f"/office/users/{user.id}")] * 8


def test_the_second_is_led_where_the_first_one_led(as_, session):
    page = as_("administrator").page("access.add_user")
    first = page.submit(**TYPED)
    assert page.submit(**TYPED).location == first.location
    assert session.scalar(select(func.count()).select_from(SentForm)) == 1


def test_a_form_that_was_refused_can_be_sent_again(as_, session):
    page = as_("administrator").page("access.add_user")
    again = page.submit(**{**TYPED, "name": ""}, status=422)
    assert again.one("input[name=once]")["value"] == page.one("input[name=once]")["value"]
    again.submit(name="Jung Garam")
    assert session.scalars(select(User.name).where(User.email == TYPED["email"])).one()


def test_a_view_that_leads_on_without_saving_holds_nobody_up(as_, people):
    """Its transaction is open still when the place it leads to is kept."""
    browser = as_("viewer")
    page = browser.page("access.account")
    token = page.one("form[data-guard] input[name=csrf_token]")["value"]
    for _ in range(2):
        answer = browser.fetch(
            "POST",
            "/office/account/language?next=/office/account",
            data={"csrf_token": token, "language": "xx", "once": "a" * 32},
        )
        assert answer.headers["Location"] == "/office/account"


def test_two_forms_with_keys_of_their_own_are_two(as_, session):
    browser = as_("administrator")
    for name in ("first", "second"):
        browser.page("access.add_user").submit(**{**TYPED, "email": f"{name}@example.org"})
    assert session.scalar(select(func.count()).select_from(SentForm)) == 2


def test_keys_are_forgotten_after_two_days(session):
    at = now()
    session.add_all([SentForm(key="old", at=at - once.KEEP * 1.01), SentForm(key="young", at=at)])
    session.flush()
    once.forget_old(session, at=at)
    assert session.scalars(select(SentForm.key)).all() == ["young"]
