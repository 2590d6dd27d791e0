"""A row of the ledger is a visit, or every cell is named that stands in the way."""

from datetime import date

import pytest

from tests.history.ledgers import HEADER, MONGOLIA, NO_DAY, OTHERS, PERU, a_ledger
from visits.history.drafts import Draft
from visits.history.rules import HEADERS, REQUIRED, Fault, Field, Trouble
from visits.history.rules.countries import key_of, with_short_forms
from visits.history.rules.judging import World, judged
from visits.history.words import SENTENCES
from visits.kit.sheets.drafts import answered
from visits.kit.sheets.reading import read
from visits.languages.names import codes_by_name

WORLD = World(
    countries=with_short_forms({key_of(name): code for name, code in codes_by_name().items()}),
    sites={"도시통합정보센터": 1, "국립세종수목원": 2, "arboretum": 2},
    today=date(2026, 11, 23),
)


def draft_of(*rows, **facts):
    return Draft.of(read(a_ledger(*rows, **facts)), HEADERS)


def judge(*rows, **sent):
    draft = draft_of(*rows)
    columns = {f"column-{column}": field for column, field in draft.columns.items()}
    return judged(answered(draft, {**columns, **sent}, HEADERS), WORLD)


def with_cell(row, place, value):
    return [*row[:place], value, *row[place + 1 :]]


def test_the_columns_of_a_korean_ledger_are_recognised():
    draft = draft_of(MONGOLIA)
    assert [draft.columns.get(n) for n in range(len(HEADER))] == [
        None,
        Field.STARTS,
        Field.COUNTRIES,
        Field.BODY,
        Field.PEOPLE,
        Field.PURPOSE,
        Field.SITES,
    ]


def test_the_columns_of_an_english_ledger_are_recognised():
    draft = draft_of(
        PERU, header=["No.", "Date", "Country", "Organisation", "Pax", "Purpose", "Sites"]
    )
    assert draft.chosen.missing(REQUIRED) == ()
    assert draft.chosen.unmapped == (0,)


def test_a_row_is_a_visit():
    visit = judge(MONGOLIA)[0].visit
    assert (visit.starts_on, visit.ends_on) == (date(2024, 3, 5), date(2024, 3, 7))
    assert (visit.countries, visit.people) == ((("MN", 12),), 12)
    assert (visit.body, visit.purpose) == ("울란바토르시", "스마트시티 견학")
    assert (visit.sites, visit.others) == ((1, 2), ())


@pytest.mark.parametrize(
    ("said", "sites", "others"),
    [
        ("", (), ()),
        ("도시통합정보센터·국립세종수목원", (1, 2), ()),
        ("도시통합정보센터 → 시청 → Arboretum", (1, 2), ("시청",)),
        ("국립세종수목원, arboretum", (2,), ()),
        ("시청·의회", (), ("시청·의회",)),
    ],
)
def test_sites_are_matched_in_any_language_and_the_rest_stays_text(said, sites, others):
    visit = judge(with_cell(MONGOLIA, 6, said))[0].visit
    assert (visit.sites, visit.others) == (sites, others)


def test_every_cell_that_is_wrong_is_named():
    row = judge(NO_DAY)[0]
    assert [(fault.field, fault.trouble) for fault in row.faults] == [
        (Field.STARTS, Trouble.NOT_A_DAY),
        (Field.PEOPLE, Trouble.NO_PEOPLE),
    ]
    assert row.number == 4
    assert row.is_bad
    assert row.visit is None


def test_other_countries_are_asked_and_what_was_typed_is_taken():
    (row,) = judge(OTHERS)
    assert row.faults == (
        Fault(Field.COUNTRIES, Trouble.OTHER_COUNTRIES, {"text": "몽골 외 3개국"}),
    )
    (mended,) = judge(OTHERS, **{"cell-4-countries": "몽골 5, 라오스 5, 네팔 5, 부탄 5"})
    assert mended.visit.countries == (("MN", 5), ("LA", 5), ("NP", 5), ("BT", 5))
    (wrong,) = judge(OTHERS, **{"cell-4-countries": "몽골 5, 라오스 5"})
    assert [(fault.field, fault.trouble) for fault in wrong.faults] == [
        (Field.COUNTRIES, Trouble.SUM_DIFFERS),
        (Field.PEOPLE, Trouble.SUM_DIFFERS),
    ]


@pytest.mark.parametrize("column", [1, 2, 4])
def test_a_formula_is_named_not_read(column):
    (row,) = judge(with_cell(PERU, column, "=SUM(A1:A9)"))
    assert [fault.trouble for fault in row.faults] == [Trouble.FORMULA]
    assert row.faults[0].facts == {"text": "=SUM(A1:A9)"}


@pytest.mark.parametrize("people", ["약 15", "many", "0", "9,000", "-3"])
def test_no_number_of_people_is_guessed(people):
    (row,) = judge(with_cell(PERU, 4, people))
    assert [fault.trouble for fault in row.faults] == [Trouble.NOT_A_COUNT]


def test_a_row_can_be_skipped():
    rows = judge(MONGOLIA, NO_DAY, **{"skip-5": "1"})
    assert [(row.is_new, row.is_bad, row.is_skipped) for row in rows] == [
        (True, False, False),
        (False, False, True),
    ]


def test_a_row_is_known_again_whatever_was_mended():
    fresh = judge(MONGOLIA, OTHERS)
    mended = judge(MONGOLIA, OTHERS, **{"cell-5-countries": "몽골 20"})
    assert [row.fingerprint for row in fresh] == [row.fingerprint for row in mended]
    assert len({row.fingerprint for row in fresh}) == 2


def test_of_two_rows_that_say_the_same_it_is_asked_whether_both_took_place():
    first, second = judge(MONGOLIA, MONGOLIA)
    assert (first.is_new, second.is_asked, second.twin) == (True, True, first.number)
    assert first.fingerprint != second.fingerprint
    again = judge(MONGOLIA, MONGOLIA)
    assert [row.fingerprint for row in again] == [first.fingerprint, second.fingerprint]


def test_every_trouble_has_its_sentence():
    assert set(SENTENCES) == set(Trouble)
