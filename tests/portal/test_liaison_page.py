"""What the liaison of a delegation finds."""

from tests.factories import a_delegate, a_delegation, a_stop, an_itinerary
from visits.access.rules import LinkKind
from visits.delegations.rules import DelegateRole
from visits.kit.translated import Translated


def liaison_page(browser, token_of, delegation, lang="en"):
    return browser.page("portal.liaison", lang=lang, token=token_of(delegation, LinkKind.LIAISON))


def test_it_shows_the_roster_as_the_office_holds_it(session, browser, token_of):
    delegation = a_delegation(session, title=Translated(en="Lima delegation"), code="2099-777")
    a_delegate(
        session,
        delegation,
        family_name="Quispe",
        given_name="Rosa",
        native_name="Ruwa",
        hangul_name="로사 키스페",
        role=DelegateRole.HEAD,
        position_en="Mayor",
        meal_needs=("vegetarian", "nut_allergy"),
        meal_note="no garlic",
        mobility=("no_stairs",),
        arrival="KE901, 2 March 16:40",
    )
    page = liaison_page(browser, token_of, delegation)
    assert page.all("tbody tr > *") == [
        "Rosa Quispe Ruwa 로사 키스페",
        "1",
        "Head of delegation",
        "Mayor",
        "Vegetarian, Allergy to nuts no garlic",
        "No stairs",
        "KE901, 2 March 16:40 –",
    ]
    assert "2099-777" in page.text
    assert page.all(".callout-warning strong") == ["This page is for you only."]


def test_it_has_the_address_to_share(session, release, browser, token_of):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    page = liaison_page(browser, token_of, itinerary.delegation, "ar")
    address = f"http://127.0.0.1:8000/ar/visit/{token_of(itinerary.delegation)}"
    assert page.one("#guest")["value"] == address
    assert page.one("main .button-main")["href"] == address
    code = browser.fetch("GET", page.one("img.code")["src"])
    assert code.mimetype == "image/svg+xml"


def test_before_the_first_release_there_is_nothing_to_share(session, browser, token_of):
    delegation = a_delegation(session)
    page = liaison_page(browser, token_of, delegation)
    assert not page.has("main .button, main img, main input")
    token = token_of(delegation, LinkKind.LIAISON)
    browser.page("portal.guest_code", lang="en", token=token, status=404)


def test_it_changes_nothing_yet_and_says_who_does(session, browser, token_of):
    page = liaison_page(browser, token_of, a_delegation(session))
    assert not page.has("form")
    assert "Write or call us" in page.text


def test_it_shows_nobody_of_another_delegation(session, browser, token_of):
    mine, other = a_delegation(session), a_delegation(session)
    a_delegate(session, other, family_name="Stranger")
    assert "Stranger" not in liaison_page(browser, token_of, mine).response.text
