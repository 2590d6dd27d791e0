"""A requester goes from the form to the receipt and to the status page, on a phone, in any language.

Fields are found by their names and buttons by their values: the words belong to the catalogues.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import a_site
from tests.welcome.filling import TUESDAY
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.intake.models import RequestDraft, VisitRequest
from visits.intake.rules import RequestState
from visits.kit.translated import Translated
from visits.sites.models import Site

NARROWEST = 320
MOST_BYTES = 100_000
NAME = Translated(
    ko="도시통합정보센터",
    en="Urban Information Centre",
    ar="مركز المعلومات الحضرية",
    fr="Centre d’information urbaine",
    km="មជ្ឈមណ្ឌលព័ត៌មានទីក្រុង",
)

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def centre(session: Session) -> Site:
    return a_named_site(session, "centre")


def a_named_site(session: Session, slug: str) -> Site:
    site = a_site(session, slug=slug, summary=NAME, themes=("smart city",))
    site.name = NAME
    return site


def faults_of(window: Window) -> list[str]:
    page = window.page
    page.evaluate("document.querySelectorAll('details.more').forEach(one => one.open = true)")
    faults = window.axe()
    usual = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    faults += [f"{page.url} scrolls sideways"] if window.scrolls_sideways() else []
    page.set_viewport_size(usual)
    return faults


def go_on(page: Page) -> None:
    """Press the button that saves and goes on."""
    page.locator("#step button[value=on]").click()


def answer_everything(window: Window, lang: str, faults: list[str]) -> None:
    """From the site's page through all steps; each is looked at as it opens."""
    page = window.open(f"/{lang}/sites/centre")
    faults += faults_of(window)
    page.locator("main .button-main").click()
    faults += faults_of(window)
    page.locator("main form button[type=submit]").click()
    go_on(page)
    assert page.locator("[aria-invalid=true]").count() == 4
    faults += faults_of(window)
    page.fill("[name=requester_name]", "សុខ ដារា" if lang == "km" else "Aline Mbarga")
    page.fill("[name=requester_organisation]", "Ambassade")
    page.select_option("[name=requester_role]", "embassy")
    page.fill("[name=requester_email]", "Requester@example.org")
    go_on(page)
    faults += faults_of(window)
    page.fill("[name=body_name]", "Ministère")
    page.select_option("[name=country]", "KH" if lang == "km" else "CM")
    page.fill("[name=people_said]", "15")
    go_on(page)
    faults += faults_of(window)
    page.fill("[name=slot1-first]", TUESDAY.isoformat())
    go_on(page)
    faults += faults_of(window)
    assert page.locator("[name=sites][value=centre]").is_checked()
    page.fill("[name=subject]", "Smart city")
    page.fill("[name=purpose]", "Voir le centre de contrôle.")
    go_on(page)
    faults += faults_of(window)
    page.locator(f"[name=languages][value={lang}]").check()
    go_on(page)
    faults += faults_of(window)
    page.locator("[name=agree_handling]").check()
    go_on(page)
    faults += faults_of(window)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("lang", ["fr", "km"])
def test_from_the_form_to_the_receipt_to_the_status(app, session, open_window, centre, lang, size):
    window = open_window(size=size, language=lang)
    faults: list[str] = []
    answer_everything(window, lang, faults)
    draft = session.scalars(select(RequestDraft)).one()
    draft.created_at -= timedelta(minutes=1)
    page = window.page
    page.locator("#send button").click()
    assert page.url.endswith(f"/{lang}/request/sent")
    faults += faults_of(window)

    link = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.REQUESTER)).one()
    assert link.language == lang
    address = app.extensions["links"].address(link)
    page = window.open(address.removeprefix(window.address))
    faults += faults_of(window)
    page.locator("form[action$='/confirm'] button").click()
    session.expire_all()
    request = session.scalars(select(VisitRequest)).one()
    assert (request.state, request.language) == (RequestState.RECEIVED, lang)
    assert page.locator("main").get_by_text(request.code).first.is_visible()
    faults += faults_of(window)

    page.locator("a[href$='/correct']").click()
    faults += faults_of(window)
    page.fill("[name=people_said]", "about 20")
    page.locator("main form .button-main").click()
    session.expire_all()
    assert request.people == 20
    page.locator("a[href$='/withdraw']").click()
    faults += faults_of(window)
    assert faults == []


@pytest.mark.parametrize("lang", ["ko", "en", "ar", "fr", "km"])
def test_no_public_page_has_a_fault(open_window, centre, lang):
    window = open_window(size=PHONE, language=lang)
    faults = {}
    for path in ("", "sites", "sites?theme=none", "sites/centre", "programmes", "requests"):
        window.open(f"/{lang}/{path}")
        faults[path] = faults_of(window)
    assert faults == {path: [] for path in faults}


def fetched_by(window: Window, path: str) -> list[Request]:
    fetched: list[Request] = []

    def note(request: Request) -> None:
        fetched.append(request)

    window.page.on("requestfinished", note)
    window.open(path)
    window.page.wait_for_function("document.fonts.status === 'loaded'")
    return fetched


@pytest.mark.parametrize("lang", ["ko", "ar", "fr", "km"])
def test_a_first_visit_stays_under_100_kilobytes(session, open_window, centre, lang):
    for number in range(30):
        a_named_site(session, f"s{number}")
    fetched = fetched_by(open_window(size=PHONE, language=lang), f"/{lang}/sites")
    sizes = [request.sizes() for request in fetched]
    assert sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes) < MOST_BYTES


@pytest.mark.parametrize("lang", ["ko", "fr", "km"])
def test_the_font_of_khmer_comes_along_for_khmer_alone(open_window, centre, lang):
    fetched = fetched_by(open_window(size=PHONE, language=lang), f"/{lang}/programmes")
    fonts = {request.url for request in fetched if request.resource_type == "font"}
    assert any("khmer" in url for url in fonts) is (lang == "km")
    assert len(fonts) <= 2


def test_the_form_works_by_keyboard_alone(session, open_window):
    """Enter in a field goes on; what was typed stands there on the way back."""
    window = open_window(size=DESKTOP)
    page = window.open("/en/request")
    page.locator("main form button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.locator("[name=requester_name]").focus()
    page.keyboard.type("Aline Mbarga")
    page.keyboard.press("Enter")
    assert page.locator(".error-summary").evaluate("one => one === document.activeElement")
    assert page.locator("[name=requester_name]").input_value() == "Aline Mbarga"


def test_back_and_forward_lose_nothing(session, open_window):
    window = open_window(size=DESKTOP)
    page = window.open("/en/request")
    page.locator("main form button[type=submit]").click()
    page.fill("[name=requester_name]", "Aline")
    page.fill("[name=requester_organisation]", "Ambassade")
    page.select_option("[name=requester_role]", "embassy")
    page.fill("[name=requester_email]", "a@example.org")
    go_on(page)
    page.fill("[name=body_name]", "Ministère")
    page.locator("#step button[value=back]").click()
    assert page.locator("[name=requester_name]").input_value() == "Aline"
    page.fill("[name=requester_name]", "Aline M")
    go_on(page)
    assert page.locator("[name=body_name]").input_value() == "Ministère"
    page.go_back()
    page.reload()
    assert page.locator("[name=requester_name]").input_value() == "Aline M"
    page.go_forward()
    assert page.locator("[name=body_name]").input_value() == "Ministère"
