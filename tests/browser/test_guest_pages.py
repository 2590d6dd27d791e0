"""The pages by link on a phone: light, without faults, narrow, alive as time goes by."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Request
from sqlalchemy.orm import Session

from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import AT, a_delegate, a_delegation, a_site, wall
from tests.portal.cast import a_row, frozen
from visits.access.rules import LinkKind
from visits.conflicts.rules import Mode
from visits.delegations.models import Delegation
from visits.itineraries.rules import PublishedState
from visits.kit.clock import now
from visits.kit.translated import Translated

LANGUAGES = ("ko", "en", "ar", "km")
MOST_BYTES = 100_000
NARROWEST = 320
TITLE = Translated(
    ko="도시통합정보센터 견학",
    en="Visit to the Urban Integrated Information Centre",
    ar="زيارة مركز المعلومات الحضرية المتكامل",
    km="ទស្សនកិច្ចមជ្ឈមណ្ឌលព័ត៌មានទីក្រុងរួម",
)
LONG = Translated(dict.fromkeys(LANGUAGES, "W" * 60 + " " + "긴 이름 " * 15))

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def path_of(app: Flask, session: Session) -> Callable[..., str]:
    """The path of a page by link: `path_of(delegation, "ko", kind=LinkKind.LIAISON)`."""

    def made(delegation: Delegation, lang: str, *, kind: LinkKind = LinkKind.GUEST) -> str:
        keeper = app.extensions["links"]
        subject = ("delegation", delegation.id)
        link = keeper.standing(session, kind, subject, language="en", at=AT)
        return f"/{lang}/{'visit' if kind is LinkKind.GUEST else 'liaison'}/{keeper.token(link)}"

    return made


def a_programme(session: Session, many: int, title: Translated = TITLE) -> Delegation:
    """Stops of every look: changed, cancelled, on the way, with notes and a home time."""
    delegation = a_delegation(session, title=title, home_zone="Asia/Riyadh")
    site = a_site(session, address_ko="세종특별자치시 도움1로 15", address_roman="15 Doum 1-ro")
    place = {"site_id": site.id, "site_name": title, "lat": site.lat, "lng": site.lng}
    rows = [
        a_row(
            number,
            title=title,
            starts=wall("8:00") + timedelta(minutes=40 * number),
            public_note=title,
            entrance_note=title,
            address_ko=site.address_ko,
            mode=Mode.OWN_BUS,
            languages=("ar", "en"),
            **place,
        )
        for number in range(many)
    ]
    rows[0].state = PublishedState.CANCELLED
    changed = {"uid": rows[1].uid, "fields": {"place": [{"en": "Hall A"}, {}]}}
    diff = {"added": [rows[-1].uid], "cancelled": [rows[0].uid], "changed": [changed], "days": []}
    frozen(session, delegation, *rows, number=2, diff=diff, note=title)
    return delegation


def faults_of(window: Window, path: str) -> list[str]:
    page = window.open(path)
    page.evaluate("document.querySelectorAll('details.fold').forEach(one => one.open = true)")
    faults = window.axe()
    usual = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    faults += [f"{path} scrolls sideways"] if window.scrolls_sideways() else []
    page.set_viewport_size(usual)
    return faults


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_by_link_has_a_fault(session, open_window, path_of, size, lang):
    visit = a_programme(session, 5)
    a_delegate(session, visit, meal_needs=("halal",), native_name="نورة")
    awaited = a_delegation(session)
    window = open_window(size=size, language=lang)
    paths = (
        path_of(visit, lang),
        path_of(visit, lang) + "/calendar",
        path_of(visit, lang, kind=LinkKind.LIAISON),
        path_of(awaited, lang),
    )
    assert {path: faults_of(window, path) for path in paths} == {path: [] for path in paths}


def test_long_names_break_before_they_overflow(session, open_window, path_of):
    visit = a_programme(session, 2, LONG)
    window = open_window(size=(NARROWEST, 700))
    for lang in LANGUAGES:
        window.open(path_of(visit, lang))
        assert not window.scrolls_sideways()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_visit_stays_under_100_kilobytes(session, open_window, path_of, lang):
    path = path_of(a_programme(session, 40), lang)
    window = open_window(size=PHONE, language=lang)
    fetched = []

    def note(request: Request) -> None:
        fetched.append(request)

    window.page.on("requestfinished", note)
    window.open(path)
    window.page.wait_for_function("document.fonts.status === 'loaded'")
    sizes = [request.sizes() for request in fetched]
    total = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    assert len(fetched) >= 3
    assert total < MOST_BYTES


def test_in_arabic_the_line_of_time_stands_on_the_right(session, open_window, path_of):
    window = open_window(size=PHONE, language="ar")
    visit = a_programme(session, 2)
    clock, card = "document.querySelector('.stop-time')", "document.querySelector('.stop-body')"
    left_of = "{0}.getBoundingClientRect().left < {1}.getBoundingClientRect().left"
    window.open(path_of(visit, "ar"))
    assert window.page.evaluate(left_of.format(card, clock)) is True
    window.open(path_of(visit, "en"))
    assert window.page.evaluate(left_of.format(clock, card)) is True


def test_what_comes_next_moves_on_while_the_page_is_open(session, open_window, path_of):
    at = now()
    visit = a_delegation(session)
    rows = [
        a_row(n, title=Translated(en=f"Talk {n}"), starts=at + timedelta(minutes=60 * n - 10))
        for n in range(3)
    ]
    frozen(session, visit, *rows)
    window = open_window(size=PHONE)
    window.page.clock.install(time=at)
    page = window.open(path_of(visit, "en"))
    marks = "[...document.querySelectorAll('.stop')].map(stop => stop.dataset.when)"
    assert page.evaluate(marks) == ["now", "next", "later"]
    assert page.locator("[data-coming-title]").inner_text() == "Talk 0"
    page.clock.run_for(timedelta(minutes=55).total_seconds() * 1000)
    assert page.evaluate(marks) == ["past", "now", "next"]
    assert page.locator("[data-coming-title]").inner_text() == "Talk 1"
    # Near midnight the talks lie on two days: the second is named by its own place.
    second = page.evaluate("'#' + document.querySelectorAll('.stop')[1].id")
    assert page.locator("[data-coming]").get_attribute("href") == second


def test_the_text_is_copied_by_a_press(session, open_window, path_of):
    window = open_window(size=PHONE)
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.open(path_of(a_programme(session, 2), "en"))
    page.get_by_role("button", name="Copy the whole programme").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#text-1").input_value()


def test_on_paper_there_are_all_days_and_no_buttons(session, open_window, path_of):
    page = open_window(size=DESKTOP).open(path_of(a_programme(session, 40), "en"))
    page.emulate_media(media="print")
    assert page.locator(".stop").count() == 40
    assert page.locator(".stop h3:visible").count() == 40
    for unwanted in (".fold", ".days", ".coming", ".topbar", ".foot nav", "main .button"):
        assert page.locator(f"{unwanted}:visible").count() == 0, unwanted
    assert page.locator(".contact:visible").count() == 2
