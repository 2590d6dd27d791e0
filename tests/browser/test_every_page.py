"""Every page that opens without a row, in a language and size each, signed in and not."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser.window import DESKTOP, PHONE, Window
from tests.people import People

NARROWEST = 320
LANGUAGES = ("ko", "en", "ar")

pytestmark = pytest.mark.sqlite_alone


def addresses(app: Flask, language: str) -> Iterator[str]:
    """Addresses that need at most a language, and one that does not exist."""
    with app.test_request_context():
        adapter = app.url_map.bind("127.0.0.1")
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.arguments <= {"lang"}:
                values = {"lang": language} if "lang" in rule.arguments else {}
                yield adapter.build(rule.endpoint, values)
    yield f"/{language}/no-such-page"


def faults_of(window: Window, path: str, language: str) -> Iterator[str]:
    """What is wrong with the page at this address; files and redirects are not looked at."""
    first = window.context.request.get(f"{window.address}{path}", max_redirects=0)
    if 300 <= first.status < 400 or "text/html" not in first.headers["content-type"]:
        return
    page = window.open(path)
    yield from window.axe()
    shown = page.locator("html").get_attribute("lang")
    if shown != language:
        yield f"in {shown}"
    usual = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    if window.scrolls_sideways():
        yield f"scrolls sideways at {NARROWEST} px"
    page.set_viewport_size(usual)


@pytest.mark.parametrize("who", [None, "administrator"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_fault(
    app: Flask,
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    in_turn: Callable[..., list[str]],
    who: str | None,
    size: tuple[int, int],
    language: str,
):
    if who:
        people[who].language = language
        session.commit()
    window = open_window(who, size=size, language=language)
    paths = in_turn(addresses(app, language))
    faults = {path: list(faults_of(window, path, language)) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}
