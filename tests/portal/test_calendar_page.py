"""How guests get the programme into their own calendar."""

from tests.factories import a_delegation, a_stop, an_itinerary
from visits.access.rules import LinkKind
from visits.kit.translated import Translated


def calendar_page(browser, token, lang="en"):
    return browser.page("portal.calendar", lang=lang, token=token)


def test_the_release_made_an_address_for_each_language(session, release, browser, token_of):
    itinerary = an_itinerary(session, languages=("ar", "en"))
    a_stop(session, itinerary)
    release(itinerary)
    token = token_of(itinerary.delegation)
    addresses = {
        lang: calendar_page(browser, token, lang).one("#feed")["value"]
        for lang in ("ko", "en", "ar", "fr")
    }
    assert len({addresses[tag] for tag in ("ko", "en", "ar")}) == 3
    assert addresses["fr"] == addresses["en"]
    for lang in ("ko", "en", "ar"):
        path = addresses[lang].removeprefix("http://127.0.0.1:8000")
        assert f"LANGUAGE={lang}" in browser.fetch("GET", path).text


def test_common_programs_subscribe_by_a_press(session, browser, token_of):
    delegation = a_delegation(session, title=Translated(en="Lima"))
    feed = token_of(delegation, LinkKind.DELEGATION_FEED)
    page = calendar_page(browser, token_of(delegation))
    address = f"127.0.0.1:8000/calendars/{feed}.ics"
    quoted = address.replace(":", "%3A").replace("/", "%2F")
    assert [a["href"] for a in page.soup.select("#subscribe ~ .buttons a")] == [
        f"webcal://{address}",
        f"https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2F{quoted}",
        f"https://outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2F{quoted}&name=Lima",
    ]
    assert page.one("#feed")["value"] == f"http://{address}"
    assert "Google after 8 to 24 hours, Outlook after 1 to 3" in page.text


def test_a_camera_reads_the_address(session, browser, token_of):
    delegation = a_delegation(session)
    token_of(delegation, LinkKind.DELEGATION_FEED)
    page = calendar_page(browser, token_of(delegation))
    code = browser.fetch("GET", page.one("img.code")["src"])
    assert code.mimetype == "image/svg+xml"
    assert code.text.startswith("<svg")


def test_without_a_release_there_are_no_dead_buttons(session, browser, token_of):
    token = token_of(a_delegation(session))
    page = calendar_page(browser, token)
    assert not page.has("main .buttons a, main img")
    assert "the programme is being prepared" in page.text
    browser.page("portal.calendar_code", lang="en", token=token, status=404)
