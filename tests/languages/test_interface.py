"""Which language a page or a letter speaks, with French made a language for outsiders."""

import pytest
from flask import Flask

from tests.factories import AT
from visits.intake.actions import DRAFT, begin
from visits.languages import catalogue
from visits.languages.catalogue import Language, Level
from visits.notifications.actions import queue
from visits.notifications.compose import writer


@pytest.fixture
def app(make_app, monkeypatch) -> Flask:
    """A language is a line in one table: here is one more of them."""
    french = Language("fr", "Français", Level.OUTSIDERS)
    monkeypatch.setitem(catalogue.BY_TAG, "fr", french)
    return make_app(LANGUAGES="ko,en,fr,lo")


def spoken(page) -> str:
    return str(page.one("html")["lang"])


@pytest.mark.parametrize("endpoint", ["home", "sites", "programmes", "begin", "my_request"])
def test_public_pages_speak_it(browser, endpoint):
    page = browser.page(f"welcome.{endpoint}", lang="fr")
    assert spoken(page) == "fr"
    assert not page.has(".wanted-language")


def test_a_fallback_language_says_what_it_falls_back_to(browser):
    page = browser.page("welcome.home", lang="lo")
    assert spoken(page) == "en"
    assert page.one(".callout .wanted-language")["lang"] == "lo"


@pytest.mark.parametrize(
    ("path", "status", "language"),
    [
        ("/fr/nothing-here", 404, "fr"),
        ("/nothing-here", 404, "fr"),
        ("/fr/sign-in", 200, "en"),
        ("/office/nothing-here", 404, "en"),
        (f"/fr/requests/{'a' * 52}", 404, "fr"),
        (f"/fr/password/{'a' * 52}", 404, "en"),
        (f"/fr/host/{'a' * 52}", 404, "en"),
    ],
)
def test_errors_and_pages_for_staff(new_browser, path, status, language):
    assert spoken(new_browser("fr-CA,fr;q=0.9").open(path, status=status)) == language


def test_a_browser_s_wish_leads_to_it(new_browser):
    for wish, path in (("fr-CA", "/fr/"), ("lo", "/lo/"), ("km", "/en/"), ("xx, fr;q=0.1", "/fr/")):
        assert new_browser(wish).page("access.root", status=302).location == path


def test_no_member_of_staff_is_offered_it(as_):
    page = as_("administrator").page("access.account")
    assert [option["value"] for option in page.soup.select("[name=language] option")] == [
        "ko",
        "en",
    ]
    assert page.all(".topbar .menu-list button[name=language]") == ["한국어", "English"]


def test_a_letter_to_an_outsider_speaks_it_and_an_internal_one_english(app, session):
    links = app.extensions["links"]
    draft, link = begin(session, language="fr", links=links, at=AT)
    about = (DRAFT, draft.id)
    given = {"to": "a@example.org", "name": "Aline", "language": "fr", "about": about, "at": AT}
    facts = {"welcome.draft": {"link": link.id}, "notifications.trial": {}}
    with app.app_context():
        spoken = {
            kind: writer()
            .compose(session, queue(session, kind, key=kind, facts=of, **given))
            .language.tag
            for kind, of in facts.items()
        }
    assert spoken == {"welcome.draft": "fr", "notifications.trial": "en"}
