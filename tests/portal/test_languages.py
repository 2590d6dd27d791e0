"""The same page for readers of every language."""

from tests.factories import a_site, a_stop, an_itinerary
from visits.itineraries.models import ReleasedStop
from visits.kit.translated import Translated


def a_programme(session, release, **titles) -> ReleasedStop:
    itinerary = an_itinerary(session, title=Translated(en="Phnom Penh delegation"))
    a_stop(session, itinerary, title=Translated(titles))
    release(itinerary)
    return itinerary.delegation


def test_every_offered_language_is_a_plain_link_to_this_page(
    session, release, app, guest_page, token_of
):
    delegation = a_programme(session, release, en="Walk")
    page, token = guest_page(delegation), token_of(delegation)
    languages = app.extensions["languages"]
    expected = [(one.tag, f"/{one.tag}/visit/{token}", one.name) for one in languages]
    links = page.soup.select(".foot .chips a")
    assert [(a["lang"], a["href"], a.get_text(strip=True)) for a in links] == expected
    alternates = page.soup.select("link[rel=alternate]")
    assert [(a["hreflang"], a["href"]) for a in alternates] == [
        *((tag, path) for tag, path, _ in expected),
        ("x-default", f"/en/visit/{token}"),
    ]


def test_where_we_have_no_words_the_page_says_so_and_shows_what_we_have(
    session, release, guest_page
):
    page = guest_page(a_programme(session, release, en="Walk", lo="ຍ່າງ"), "lo")
    assert page.one("html")["lang"] == "en"
    assert page.all(".callout-info") == [
        "This page is not yet translated into ລາວ : it is shown in English, with the texts that we have."
    ]
    title = page.one(".stop h3 [lang]")
    assert (title["lang"], title["dir"], title.get_text()) == ("lo", "ltr", "ຍ່າງ")
    assert page.one(".foot .chips [aria-current]")["lang"] == "lo"
    assert "ຍ່າງ" in page.one("textarea").get_text()


def test_in_our_own_languages_there_is_no_such_note(session, release, guest_page):
    delegation = a_programme(session, release, en="Walk", ar="نزهة")
    assert [guest_page(delegation, tag).has(".callout") for tag in ("ko", "en", "ar")] == [
        False
    ] * 3


def test_a_text_that_is_missing_is_marked_as_the_other_language(session, release, guest_page):
    page = guest_page(a_programme(session, release, en="Walk"), "ar")
    assert page.one("html")["dir"] == "rtl"
    title = page.one(".stop h3 [lang]")
    assert (title["lang"], title["dir"], title["class"]) == ("en", "ltr", ["other-language"])


def test_hours_keep_their_order_in_arabic(session, release, guest_page):
    page = guest_page(a_programme(session, release, ar="نزهة"), "ar")
    assert page.one(".stop-time time bdi")["dir"] == "ltr"
    assert page.one("[data-coming-label] bdi[dir=ltr]").get_text() == "10:00–11:00"
    assert "\u206810:00–11:00\u2069 نزهة" in page.one("textarea").get_text()


def test_no_isolate_stands_bare_in_another(session, release, guest_page):
    """A <bdi> that holds nothing but isolates runs from left to right, whatever the language."""
    delegation = a_programme(session, release, ar="نزهة")
    assert guest_page(delegation, "ar").soup.select("bdi > bdi:first-child") == []


def test_digits_are_latin_everywhere(session, release, guest_page):
    delegation = a_programme(session, release, en="Walk")
    for tag in ("ar", "km", "lo", "th", "mn"):
        assert [s for s in guest_page(delegation, tag).text if s.isdecimal() and s > "9"] == []


def test_a_title_that_nobody_wrote_in_the_readers_language_is_kind_and_site(
    session, release, guest_page
):
    itinerary = an_itinerary(session)
    site = a_site(session)
    site.name = Translated(ko="국립세종수목원", en="Sejong National Arboretum")
    a_stop(session, itinerary, site=site, title=Translated(ko="수목원 방문"))
    release(itinerary)
    page = guest_page(itinerary.delegation, "en")
    assert page.one(".stop h3").text.strip() == "Site visit · Sejong National Arboretum"
    assert "Site visit · Sejong National Arboretum" in page.one("textarea").get_text()
    title = guest_page(itinerary.delegation, "ar").one(".stop h3 [lang]")
    assert (title["lang"], title.get_text()) == ("en", "Sejong National Arboretum")
