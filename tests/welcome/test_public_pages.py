"""What strangers see of the city: home, catalogue, one site, typical programmes."""

from datetime import time

import pytest

from tests.factories import AT, a_contact, a_site, a_user
from visits.conflicts.rules import StopKind
from visits.kit.translated import Translated
from visits.planner import actions as planner
from visits.planner.rules.templates import Length, Line
from visits.sites.models import OfferedWindow
from visits.sites.rules import Category, ContactRole, Exposure

PUBLIC = (
    "welcome.home",
    "welcome.sites",
    "welcome.programmes",
    "welcome.begin",
    "welcome.my_request",
)


@pytest.fixture
def centre(session):
    """A control centre with everything that the office knows of it, most of which is its own."""
    site = a_site(
        session,
        "Control Centre",
        slug="centre",
        category=Category.CONTROL_CENTRE,
        themes=("smart city",),
        summary=Translated(en="Where the city is watched"),
        address_ko="세종특별자치시 한누리대로 2130",
        address_roman="2130 Hannuri-daero, Sejong",
        min_group=5,
        max_group=20,
        lead_days=10,
        notes="INTERNAL",
        letter_recipient="RECIPIENT",
        entrance_note=Translated(en="ENTRANCE"),
    )
    site.windows = [OfferedWindow(weekday=2, opens=time(10, 30), closes=time(11, 30))]
    a_contact(session, site, name="CONTACT", phone="+82440000001", languages=("en", "ko"))
    a_contact(session, site, role=ContactRole.SECURITY_DESK, languages=("ru",))
    return site


def test_the_root_leads_to_the_home_page_in_the_reader_s_language(new_browser):
    assert new_browser("fr-FR,fr;q=0.9").page("access.root", status=302).location == "/fr/"
    assert new_browser("km").page("access.root", status=302).location == "/km/"


def test_the_home_page_leads_everywhere(browser):
    page = browser.page("welcome.home", lang="en")
    for words in ("Request a visit", "Sites to visit", "My request", "For staff: sign in"):
        assert page.click(words).h1


def test_the_catalogue_shows_public_sites_alone(session, browser, centre):
    a_site(session, "Hidden", is_public=False)
    a_site(session, "Retired", is_retired=True)
    a_site(session, "Hotel", category=Category.HOTEL)
    a_site(session, "Seoul", is_elsewhere=True)
    page = browser.page("welcome.sites", lang="en")
    assert page.all("main .panel h2") == ["Control Centre"]
    assert "5 to 20 people" in page.text
    assert "Tue (Morning)" in page.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"theme": "smart city"}, ["Control Centre"]),
        ({"theme": "water"}, []),
        ({"category": "control centre"}, ["Control Centre"]),
        ({"category": "culture"}, []),
        ({"category": "nonsense"}, ["Control Centre"]),
        ({"language": "en"}, ["Control Centre"]),
        ({"language": "ru"}, []),
        ({"people": "12"}, ["Control Centre"]),
        ({"people": "21"}, []),
        ({"people": "many"}, ["Control Centre"]),
        ({"words": "contr"}, ["Control Centre"]),
        ({"notice": "10"}, ["Control Centre"]),
        ({"notice": "9"}, []),
        ({"notice": "0"}, []),
        ({"weekday": "2"}, ["Control Centre"]),
        ({"weekday": "2", "half": "afternoon"}, []),
        ({"weekday": "3"}, []),
        ({"half": "morning"}, ["Control Centre"]),
        ({"half": "afternoon"}, []),
        ({"weekday": "9", "half": "night"}, ["Control Centre"]),
    ],
)
def test_the_catalogue_is_searched(browser, centre, asked, found):
    page = browser.page("welcome.sites", lang="en", **asked)
    assert page.all("main .panel h2") == found
    assert page.has(".empty") is not bool(found)


def test_an_empty_catalogue_leads_to_the_form(browser):
    page = browser.page("welcome.sites", lang="en")
    assert page.one(".empty a")["href"] == "/en/request"


def test_a_site_tells_what_is_public_and_nothing_else(browser, centre):
    page = browser.page("welcome.site", lang="en", slug="centre")
    assert page.h1 == "Control Centre"
    for told in ("Where the city is watched", "5 to 20 people", "10 working days", "2130 Hannuri"):
        assert told in page.text
    for secret in ("INTERNAL", "RECIPIENT", "ENTRANCE", "CONTACT", "0000001", "Russian"):
        assert secret not in page.response.text
    assert page.all("table tbody tr") == ["Tuesday Yes –"]
    assert page.click("Request a visit here").one("[name=sites]")["value"] == "centre"


@pytest.mark.parametrize(
    ("exposure", "told"),
    [(Exposure.EXACT, True), (Exposure.DISTRICT, False), (Exposure.HIDDEN, False)],
)
def test_its_place_is_told_as_the_office_allows(browser, centre, exposure, told):
    centre.exposure = exposure
    page = browser.page("welcome.site", lang="en", slug="centre")
    assert ("2130" in page.response.text) is told
    assert page.has("#place") is (exposure is not Exposure.HIDDEN)


def test_what_is_not_public_is_not_there(session, browser):
    for facts in ({"is_public": False}, {"is_retired": True}, {"is_elsewhere": True}):
        browser.page("welcome.site", lang="en", slug=a_site(session, **facts).slug, status=404)


def test_a_programme_leads_into_the_form_with_its_sites(session, browser, centre):
    centre.themes = ("safety", "autonomous driving")
    ride = {"category": Category.MOBILITY, "themes": ("autonomous driving",)}
    a_site(session, "Ride", slug="ride", **ride)
    page = browser.page("welcome.programmes", lang="en")
    (only,) = page.soup.select("main section .button-main")
    assert only["href"] == "/en/request?sites=centre,ride&days=0"


def test_no_programme_names_a_site_that_is_not_there(session, browser, centre):
    for endpoint in ("welcome.programmes", "welcome.home"):
        page = browser.page(endpoint, lang="en")
        assert "autonomous bus" not in page.text
        assert page.soup.select("main section .button-main[href*='sites=']") == []
    assert "are being prepared" in browser.page("welcome.programmes", lang="en").text


@pytest.mark.parametrize("endpoint", PUBLIC)
def test_search_engines_are_told_of_every_language(app, browser, endpoint):
    page = browser.page(endpoint, lang="fr", people="9")
    path = browser.url(endpoint, lang="fr")
    base = app.config["SETTINGS"].base_url
    assert page.one("link[rel=canonical]")["href"] == f"{base}{path}"
    assert page.one("meta[name=robots]")["content"] == "index, follow"
    tags = [one.tag for one in app.extensions["languages"]]
    alternates = page.soup.select("link[rel=alternate]")
    assert [one["hreflang"] for one in alternates] == [*tags, "x-default"]
    assert alternates[-1]["href"] == f"{base}{browser.url(endpoint, lang='en')}"


@pytest.mark.parametrize("endpoint", PUBLIC)
def test_looking_changes_nothing(session, app, browser, endpoint, queries_of):
    """Readers do not write: the session refuses it, whatever a page tries."""
    for method in ("HEAD", "GET", "GET", "GET"):
        answer = browser.fetch(method, browser.url(endpoint, lang="en"))
        assert answer.status_code == 200


def test_the_catalogue_costs_the_same_with_one_site_and_with_three(
    session, browser, centre, queries_of
):
    def look():
        browser.page("welcome.sites", lang="en")

    look()
    one = queries_of(look)
    a_site(session), a_site(session)
    assert queries_of(look) == one
    assert one <= 4


def test_the_templates_that_the_office_shows_are_the_typical_programmes(session, browser, centre):
    line = Line(
        day=0,
        starts=time(9, 30),
        minutes=60,
        kind=StopKind.SITE_VISIT,
        title=Translated(en="The centre"),
        site_id=centre.id,
    )
    head = {"title": Translated(en="Two hours"), "summary": Translated(), "themes": ()}
    head["length"] = Length.HALF_DAY
    by = a_user(session)
    made = planner.add_template(session, head, [line], by=by, at=AT)
    assert "Two hours" not in browser.page("welcome.programmes", lang="en").text
    planner.show_to_public(session, made, is_public=True)
    page = browser.page("welcome.programmes", lang="en")
    assert page.all("main section h2") == ["Two hours"]
    assert (page.all("dt"), page.all("dd")) == (["09:30"], ["The centre"])
    assert page.soup.select("main section .button-main")[0]["href"] == (
        "/en/request?sites=centre&days=0"
    )
    assert browser.page("welcome.home", lang="en").has(f"a[href$='#programme-{made.id}']")
