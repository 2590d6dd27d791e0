"""What countries are called: our own names over those of CLDR."""

import pytest
from sqlalchemy import select

from tests.factories import a_delegation
from tests.organisations.cast import a_body
from visits.kit.errors import InUse, NotThere
from visits.kit.translated import Translated
from visits.organisations import actions, queries
from visits.organisations.models import CountryName


def an_own_name(session, code="KP", **texts) -> CountryName:
    row = queries.country_row(session, code)
    short = Translated(texts or {"ko": "북한"})
    facts = {"short": short, "official": Translated(), "is_reviewed": True}
    actions.name_country(session, row, facts)
    session.commit()
    return row


def a_participant(session, code="X-UNDP") -> CountryName:
    facts = {"code": code, "short": Translated(ko="유엔개발계획"), "official": Translated()}
    row = actions.add_participant(session, {**facts, "is_reviewed": True})
    session.commit()
    return row


def test_without_a_name_of_ours_cldr_speaks(session):
    assert queries.country_names(session, "ko")["KH"] == "캄보디아"
    assert queries.country_names(session, "ar")["KH"] == "كمبوديا"


def test_our_name_stands_over_it_in_its_language_alone(session):
    an_own_name(session)
    assert queries.country_names(session, "ko")["KP"] == "북한"
    assert queries.country_names(session, "en")["KP"] == "North Korea"


def test_a_participant_of_our_own_falls_back_to_another_language(session):
    a_participant(session)
    assert queries.country_names(session, "ar")["X-UNDP"] == "유엔개발계획"


@pytest.mark.parametrize(
    ("tag", "codes"),
    [("ko", ["GH", "KR", "KH"]), ("en", ["AF", "AX", "AL"]), ("en", ["CI", "HR", "TR"])],
)
def test_names_stand_in_the_order_of_the_readers_language(session, tag, codes):
    """가나 < 대한민국 < 캄보디아; Åland and Côte d’Ivoire stand under A and C."""
    names = list(queries.country_names(session, tag))
    assert [code for code in names if code in codes] == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("캄보디아", "KH"),
        ("cambodia", "KH"),
        ("  CÔTE D’IVOIRE ", "CI"),
        ("المملكة العربية السعودية", "SA"),
        ("ไทย", "TH"),
        ("kh", "KH"),
        ("북한", "KP"),
        ("x-undp", "X-UNDP"),
        ("유엔개발계획", "X-UNDP"),
    ],
)
def test_a_country_is_known_by_any_of_its_names(session, text, code):
    an_own_name(session)
    a_participant(session)
    assert queries.country_code_of(session, text) == code


@pytest.mark.parametrize("text", ["", "Atlantis", "나라"])
def test_what_is_no_country_is_not_there(session, text):
    with pytest.raises(NotThere):
        queries.country_code_of(session, text)


def test_names_cost_one_query(session, queries_of):
    an_own_name(session)
    assert queries_of(lambda: queries.country_names(session, "ko")) == 1


def test_an_officer_gives_a_name_and_every_page_says_it(session, as_):
    a_body(session, country="TR")
    browser = as_("coordinator")
    page = browser.page("organisations.name_country", code="TR")
    assert page.one("[name=short-ko]")["placeholder"] == "튀르키예"
    typed = {"short-en": "Republic of Türkiye", "official-en": "The Republic of Türkiye"}
    page.submit(**typed, is_reviewed=True).follow()
    assert "Republic of Türkiye" in browser.page("organisations.index").all("tbody td")
    row = session.scalars(select(CountryName)).one()
    assert (row.code, row.is_reviewed, row.is_other) == ("TR", True, False)


def test_two_officers_who_name_a_country_for_the_first_time_see_each_other(as_):
    mine = as_("coordinator").page("organisations.name_country", code="TR")
    as_("colleague").page("organisations.name_country", code="TR").submit(**{"short-en": "Türkiye"})
    stale = mine.submit(status=409, **{"short-en": "Turkey"})
    assert "Türkiye" in stale.text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "캄보"}, ["Cambodia"]),
        ({"words": "kh"}, ["Cambodia"]),
        ({"naming": "ours"}, ["Kampuchea", "유엔개발계획"]),
        ({"naming": "reviewed", "words": "kampu"}, ["Kampuchea"]),
        ({"naming": "unreviewed", "words": "kampu"}, []),
    ],
)
def test_the_list_shows_what_is_asked_for(session, as_, wanted, found):
    a_participant(session)
    if wanted.get("words") not in {"캄보", "kh"}:
        an_own_name(session, "KH", en="Kampuchea")
    page = as_("coordinator").page("organisations.countries", **wanted)
    assert page.all("tbody th a") == found


def test_the_list_turns_pages_both_ways(as_):
    first = as_("viewer").page("organisations.countries")
    second = first.click("Next")
    third = second.click("Next")
    assert len(first.all("tbody th")) == 25
    assert set(first.all("tbody th")) & set(second.all("tbody th")) == set()
    assert third.click("Previous").all("tbody th") == second.all("tbody th")
    assert second.click("Previous").all("tbody th") == first.all("tbody th")
    assert not second.click("Previous").has("[rel=prev]")


def test_a_participant_has_a_code_that_is_no_countrys(session, as_):
    browser = as_("coordinator")
    page = browser.page("organisations.add_participant")
    back = page.submit(status=422, code="UN", **{"short-en": "United Nations"})
    assert back.errors == {"code": ["Write X, a hyphen and up to six signs."]}
    back.submit(code="x-un", **{"short-en": "United Nations"})
    again = browser.page("organisations.add_participant")
    taken = again.submit(status=422, code="X-UN", **{"short-en": "Again"})
    assert taken.errors == {"code": ["This code is taken."]}
    assert session.scalars(select(CountryName.code)).all() == ["X-UN"]


def test_a_participant_keeps_a_name(session, as_):
    row = a_participant(session)
    page = as_("coordinator").page("organisations.name_country", code=row.code)
    back = page.submit(status=422, **{"short-ko": ""})
    assert back.errors == {"short-ko": ["Enter the text in Korean or English."]}


def test_a_participant_from_which_bodies_come_is_not_deleted(session, as_):
    row = a_participant(session)
    a_body(session, country=row.code)
    with pytest.raises(InUse) as refused:
        actions.delete_participant(session, row)
    assert refused.value.users == [("organisation", 1)]
    session.rollback()
    page = as_("coordinator").page("organisations.delete_participant", code=row.code)
    assert page.all(".callout li") == ["Organisations: 1"]
    assert not page.has("main form")


def test_a_participant_from_which_delegations_come_is_not_deleted(session):
    row = a_participant(session)
    a_delegation(session).countries[0].country = row.code
    session.flush()
    with pytest.raises(InUse) as refused:
        actions.delete_participant(session, row)
    assert refused.value.users == [("delegation", 1)]


def test_a_participant_that_nobody_needs_is_deleted(session, as_):
    row = a_participant(session)
    as_("coordinator").page("organisations.delete_participant", code=row.code).submit()
    assert session.scalars(select(CountryName)).all() == []


def test_a_country_of_iso_is_not_deleted(session, as_):
    an_own_name(session, "TR")
    as_("coordinator").page("organisations.delete_participant", code="TR", status=404)


def test_an_unknown_code_is_not_there(as_):
    as_("coordinator").page("organisations.name_country", code="QQ", status=404)
    as_("viewer").page("organisations.name_country", code="TR", status=403)
