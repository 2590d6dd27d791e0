"""A table on its way through a preview keeps what people chose and typed, and trusts no browser."""

import pytest

from visits.kit.sheets.drafts import Draft, answered
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.tables import Row, Table

FIELDS = {"name": ("Name",), "people": ("People", "Pax")}
TABLE = Table(
    (
        Row(1, ("List",)),
        Row(3, ("Name", "Pax", "Remark")),
        Row(4, ("Rosa", "many", "late")),
        Row(5, ("Omar", "3", "")),
    )
)


@pytest.fixture
def draft():
    return Draft.of(TABLE, FIELDS)


def test_header_and_columns_are_guessed(draft):
    assert (draft.header, draft.columns) == (1, {0: "name", 1: "people"})
    assert [row.number for row in draft.rows] == [4, 5]
    shown = [(one.number, one.header, one.examples, one.field) for one in draft.shown()]
    assert shown == [
        (0, "Name", ("Rosa", "Omar"), "name"),
        (1, "Pax", ("many", "3"), "people"),
        (2, "Remark", ("late",), ""),
    ]


def test_what_was_chosen_typed_and_skipped_is_kept_on_the_way(draft):
    sent = {
        "column-0": "name",
        "column-1": "",
        "column-2": "people",
        "cell-4-people": " 4 ",
        "cell-5-name": "",
        "skip-5": "1",
        "header": "1",
    }
    again = Draft.unpacked(answered(draft, sent, FIELDS).packed())
    assert again.columns == {0: "name", 2: "people"}
    assert again.skipped == {5}
    first, second = again.rows
    assert (again.cell(first, "people"), again.cell(second, "people")) == ("4", "")
    assert (again.cell(first, "name"), again.cell(second, "name")) == ("Rosa", "")


def test_a_field_that_two_columns_claim_stays_with_the_first(draft):
    sent = {"column-0": "name", "column-2": "name", "column-1": "secret"}
    assert answered(draft, sent, FIELDS).columns == {0: "name"}


def test_nothing_but_fields_of_rows_is_taken(draft):
    sent = {"cell-4-secret": "x", "cell-x-name": "x", "cell--name": "x", "skip-x": "1", "skip-": ""}
    found = answered(draft, sent, FIELDS)
    assert (found.mends, found.skipped, found.columns) == ({}, frozenset(), draft.columns)


def test_another_header_row_begins_anew(draft):
    typed = answered(draft, {"cell-4-people": "4", "skip-5": "1"}, FIELDS)
    other = answered(typed, {"header": "2", "cell-4-people": "4"}, FIELDS)
    assert (other.header, other.columns, other.mends, other.skipped) == (2, {}, {}, frozenset())
    assert answered(draft, {"header": "99"}, FIELDS).header == 1


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"table": "x"}', "null", "[" * 100_000], ids=lambda text: text[:9]
)
def test_what_is_no_draft_is_refused(text):
    with pytest.raises(BadSheet):
        Draft.unpacked(text)


def test_a_header_that_is_no_place_is_refused(draft):
    with pytest.raises(BadSheet):
        Draft.unpacked(draft.packed().replace('"header": 1', '"header": Infinity'))


def test_numbers_that_no_row_has_are_passed_over(draft):
    many = "9" * 5000
    sent = {f"skip-{many}": "1", f"cell-{many}-name": "x", "header": many}
    found = answered(draft, sent, FIELDS)
    assert (found.skipped, found.mends, found.header) == (frozenset(), {}, 1)


def test_a_header_beyond_the_table_is_refused(draft):
    with pytest.raises(BadSheet):
        Draft.unpacked(draft.packed().replace('"header": 1', '"header": 9'))


def test_rows_that_merged_cells_touch_are_named():
    table = Table(TABLE.rows, merged=frozenset({1, 4, 9}))
    assert Draft.of(table, FIELDS).merged_rows == [4]
