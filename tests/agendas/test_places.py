"""Sites by the words of strangers: certain, almost certain and said so, asked, or kept in words."""

import pytest

from tests.agendas.cast import GAZETTEER, a_world, lines
from visits.agendas.rules import Answer, Noted, Why
from visits.agendas.rules.places import Sureness

S = Sureness


def matched(words):
    found = GAZETTEER.match(words)
    slugs = tuple(GAZETTEER.by_id[number].slug for number in found.candidates)
    return found.sureness, GAZETTEER.by_id[found.site].slug if found.site else slugs


@pytest.mark.parametrize(
    ("words", "sureness", "slug"),
    [
        ("도시통합정보센터", S.NAMED, "urban-information-centre"),
        ("Centre intégré d'information urbaine", S.NAMED, "urban-information-centre"),
        ("مركز المعلومات الحضرية المتكامل", S.NAMED, "urban-information-centre"),
        ("Urban Integrated Information Center", S.SPELLING, "urban-information-centre"),
        ("세종시 도시통합정보센터", S.SPELLING, "urban-information-centre"),
        ("도시통합정보센타", S.SPELLING, "urban-information-centre"),
        ("세종수목원", S.SPELLING, "national-arboretum"),
        ("Sejong Arboretum", S.SPELLING, "national-arboretum"),
        ("National Arboretum", S.SPELLING, "national-arboretum"),
        ("Incheon International Airport T1", S.SPELLING, "incheon-airport-t1"),
        ("City Hall", S.SPELLING, "city-hall"),
        ("KDI School", S.SPELLING, "kdi-school"),
        ("세종시청 4층 접견실", S.WITHIN, "city-hall"),
        ("Sejong City Hall, room 501", S.WITHIN, "city-hall"),
    ],
)
def test_other_spellings_mean_the_site(words, sureness, slug):
    assert matched(words) == (sureness, slug)


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("Incheon Airport", ("incheon-airport-t1", "incheon-airport-t2")),
        ("National Library of Korea", ("national-library",)),
        ("Presidential Archive", ("presidential-archives",)),
        (
            "Sejong City Hall and National Library of Korea, Sejong",
            ("city-hall", "national-library"),
        ),
    ],
)
def test_what_may_be_a_site_is_asked(words, slugs):
    assert matched(words) == (S.MAYBE, slugs)


@pytest.mark.parametrize(
    "words",
    ["Seoul City Hall", "Hotel", "Sejong", "시청 접견실", "Lecture hall", "Daejeon Station", ""],
)
def test_other_places_stay_words(words):
    assert matched(words) == (S.UNKNOWN, ())


def test_the_officer_is_told_how_sure_it_is():
    item, other = lines(
        ["24 Nov", "10:00", "Visit", "Sejong Arboretum", ""],
        ["24 Nov", "11:00", "Talk", "A café", ""],
    )
    assert Noted.SITE_BY_SPELLING in [remark.noted for remark in item.remarks]
    assert Noted.PLACE_UNKNOWN in [remark.noted for remark in other.remarks]
    assert (other.site, other.place, other.is_ready) == (None, "A café", True)


def test_the_same_words_are_asked_once():
    first, second = lines(
        ["24 Nov", "10:00", "Talk", "Presidential Archive", ""],
        ["24 Nov", "11:00", "Talk", "Presidential Archive", ""],
    )
    assert [ask.why for ask in first.asks] == [Why.SITE_WHICH]
    assert [ask.why for ask in second.asks] == [Why.SITE_FROM_ABOVE]
    assert [choice.value for choice in first.asks[0].choices] == ["presidential-archives", "-"]
    assert first.asks[0].field is Answer.SITE


def test_what_an_officer_said_before_is_remembered():
    number = GAZETTEER.by_slug["presidential-archives"].id
    world = a_world(remembered={"presidentialarchive": number})
    (item,) = lines(["24 Nov", "10:00", "Talk", "Presidential Archive", ""], world=world)
    assert (item.site, item.is_ready) == (number, True)
    assert Noted.SITE_BY_MEMORY in [remark.noted for remark in item.remarks]


def test_a_name_in_the_title_is_the_place_where_no_other_is_named():
    visit, transfer = lines(
        ["24 Nov", "10:00", "Visit to the Presidential Archives", "", ""],
        ["24 Nov", "11:00", "Transfer to the Presidential Archives", "", ""],
    )
    assert (visit.site, transfer.site) == (GAZETTEER.by_slug["presidential-archives"].id, None)
