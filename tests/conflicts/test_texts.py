"""COUNT_MISMATCH, DOCUMENT_NAME_MISSING, TRANSLATION_MISSING."""

import pytest

from tests.conflicts.cast import SITE, a_programme, a_site, a_stop, a_world, said
from visits.conflicts.rules import Code, Severity, StopStatus

WARN = Severity.WARN


def count(about, stated, counted):
    stop = None if about == "delegation" else "stop"
    return (WARN, stop, {"about": about, "stated": stated, "counted": counted})


@pytest.mark.parametrize(
    ("planned", "delegates", "expected"),
    [
        (9, 9, []),
        (9, 8, [count("delegation", 9, 8)]),
        (9, 10, [count("delegation", 9, 10)]),
        (9, 0, []),
        (0, 9, []),
    ],
)
def test_the_roster_holds_as_many_as_were_announced(planned, delegates, expected):
    programme = a_programme(a_stop(), planned=planned, delegates=delegates)
    assert said(Code.COUNT_MISMATCH, programme, a_world()) == expected


@pytest.mark.parametrize(
    ("headcount", "party", "delegates", "expected"),
    [
        (None, None, 9, []),
        (9, None, 9, []),
        (8, None, 9, [count("stop", 8, 9)]),
        (10, None, 0, [count("stop", 10, 9)]),
        (2, frozenset({1, 2}), 9, []),
        (3, frozenset({1, 2}), 9, [count("stop", 3, 2)]),
    ],
)
def test_the_number_at_a_stop_is_that_of_its_party(headcount, party, delegates, expected):
    programme = a_programme(a_stop(headcount=headcount, party=party), delegates=delegates)
    assert said(Code.COUNT_MISMATCH, programme, a_world()) == expected


@pytest.mark.parametrize(
    ("asks", "unnamed", "party", "missing"),
    [
        (True, {1, 2}, None, (1, 2)),
        (True, {1, 2}, frozenset({2, 3}), (2,)),
        (True, {1}, frozenset({2, 3}), ()),
        (True, set(), None, ()),
        (False, {1}, None, ()),
    ],
)
def test_a_list_at_the_entrance_needs_every_name(asks, unnamed, party, missing):
    stop = a_stop(site=SITE, party=party)
    programme = a_programme(stop, unnamed=frozenset(unnamed))
    world = a_world(a_site(asks_for_names=asks))
    expected = {"about": "stop", "site": SITE, "delegates": missing}
    found = said(Code.DOCUMENT_NAME_MISSING, programme, world)
    assert found == ([(WARN, "stop", expected)] if missing else [])


@pytest.mark.parametrize(
    ("certified", "unnamed", "missing"),
    [(True, {4}, [(4,)]), (True, set(), []), (False, {4}, [])],
)
def test_a_certificate_needs_a_name(certified, unnamed, missing):
    programme = a_programme(a_stop(), gets_certificates=certified, unnamed=frozenset(unnamed))
    found = said(Code.DOCUMENT_NAME_MISSING, programme, a_world())
    facts = [{"about": "certificates", "delegates": ids} for ids in missing]
    assert found == [(WARN, None, one) for one in facts]


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ({"ko", "en", "ar"}, ()),
        ({"ko", "en"}, ("ar",)),
        ({"ko"}, ("ar", "en")),
        (set(), ("ar", "en")),
    ],
)
def test_a_title_is_written_in_every_language_of_the_delegation(written, missing):
    stop = a_stop(title_languages=frozenset(written))
    found = said(Code.TRANSLATION_MISSING, a_programme(stop, languages=("ar", "en")), a_world())
    assert found == ([(WARN, "stop", {"languages": missing})] if missing else [])


def test_what_does_not_take_place_needs_no_words():
    stop = a_stop(status=StopStatus.DECLINED, headcount=1)
    programme = a_programme(stop, languages=("ar",))
    assert said(Code.TRANSLATION_MISSING, programme, a_world()) == []
    assert said(Code.COUNT_MISMATCH, programme, a_world()) == []
