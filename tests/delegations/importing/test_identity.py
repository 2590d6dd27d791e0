"""Passport numbers are blotted out before anything else happens with a table."""

import pytest

from tests.delegations.importing.cast import a_draft, a_table, planned
from visits.delegations.importing.drafts import Draft
from visits.delegations.importing.identity import BLOT, Blotted, blotted, looks_like_a_number


@pytest.mark.parametrize(
    "cell",
    [
        "M12345678",
        "AB1234567",
        "m 1234567",
        "M123A4567",
        "123456789",
        "900101-1234567",
        "N°: X1234567",
    ],
)
def test_numbers_of_passports(cell):
    assert looks_like_a_number(cell)


@pytest.mark.parametrize(
    "cell",
    ["KE952", "KE 0952", "2026-11-24", "20261124", "+82 10 1234 5678", "Rosa", "16:40", "A380-800"],
)
def test_what_is_no_passport(cell):
    assert not looks_like_a_number(cell)


def test_a_column_of_numbers_is_emptied_whatever_it_holds():
    table = a_table(
        ("Name", "Passport No.", "생년월일"), ("Rosa", "pending", "1970-01-01"), ("Omar", "", "")
    )
    found = blotted(table, 0)
    assert [row.cells for row in found.rows[1:]] == [("Rosa", BLOT, BLOT), ("Omar", "", "")]


def test_what_was_taken_away_is_said_and_never_travels():
    draft = a_draft(("Given names", "Position"), ("Rosa", "Mayor, M12345678"), ("Omar", "Clerk"))
    again = Draft.unpacked(draft.packed())
    assert again == draft
    assert again.blotted == (Blotted(2, "Position"),)
    assert "M12345678" not in str(again)
    first, second = planned(again).rows
    assert (dict(first.values), second.values["position_en"]) == ({"given_name": "Rosa"}, "Clerk")


def test_what_is_typed_over_a_cell_is_looked_at_too():
    draft = a_draft(("Given names",), ("Rosa",))
    typed = draft.revised(columns={}, mends={(2, "position_en"): "M12345678"}, skipped=())
    assert typed.mends == {2: {"position_en": BLOT}}
    assert dict(planned(typed).rows[0].values) == {"given_name": "Rosa"}


def test_the_header_of_a_passports_name_is_none_of_a_number():
    draft = a_draft(("Name as in passport", "Passport number"), ("KIM, Haneul", "x"))
    row = planned(draft).rows[0]
    assert dict(row.values) == {"family_name": "KIM", "given_name": "Haneul"}
