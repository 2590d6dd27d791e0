"""What taking a table over would do with each row."""

from datetime import date

import pytest

from tests.delegations.importing.cast import a_draft, known, planned
from visits.delegations.importing.cells import Reason
from visits.delegations.importing.drafts import Draft
from visits.delegations.importing.identity import BLOT
from visits.delegations.importing.plan import Change, Kind
from visits.delegations.rules import DelegateRole, NameOrder

HEADER = ("Family name", "Given names", "Nationality", "Position")


def kinds(found):
    return [(row.number, row.kind) for row in found.rows]


def faults(found):
    return [(row.number, fault.name, fault.reason) for row in found.rows for fault in row.faults]


def test_rows_are_new_changed_or_the_same():
    draft = a_draft(
        HEADER,
        ("Quispe", "Rosa", "SA", "Mayor"),
        ("AL-HARBI", "Noura", "Saudi Arabia", "Director"),
        ("Sok", "Dara", "KH", ""),
    )
    found = planned(
        draft,
        known(1, "Al Harbi", "Noura", nationality="SA", position_en="Clerk"),
        known(2, "Sok", "Dara", nationality="KH", position_en="Mayor"),
        known(3, "Left", "Out"),
    )
    assert kinds(found) == [(2, Kind.NEW), (3, Kind.CHANGED), (4, Kind.SAME)]
    assert found.rows[1].changes == (
        Change("family_name", "Al Harbi", "AL-HARBI"),
        Change("position_en", "Clerk", "Director"),
    )
    assert (found.people, found.stay) == (2, 1)


def test_people_of_one_name_are_told_apart_by_country():
    draft = a_draft(HEADER, ("Ali", "Omar", "KH", "Mayor"), ("Ali", "Omar", "SA", "Clerk"))
    found = planned(
        draft,
        known(1, "Ali", "Omar", nationality="SA", position_en="Clerk"),
        known(2, "Ali", "Omar", nationality="KH", position_en="Mayor"),
    )
    assert [(row.known, row.kind) for row in found.rows] == [(2, Kind.SAME), (1, Kind.SAME)]


def test_sixty_people_with_one_name_each():
    draft = a_draft(("Name", "Nationality"), *((f"Suharto{n}", "KH") for n in range(60)))
    found = planned(draft, *(known(n, "", f"Suharto{n}") for n in range(30)))
    assert len(found.of(Kind.CHANGED)) == 30
    new = found.of(Kind.NEW)
    assert len(new) == 30
    assert dict(new[0].values) == {
        "given_name": "Suharto30",
        "name_order": NameOrder.SINGLE,
        "nationality": "KH",
    }


def test_a_name_in_one_cell_is_parted_by_its_comma_alone():
    draft = a_draft(("Full name",), ("KIM, Haneul",), ("Haneul Kim",))
    first, second = planned(draft).rows
    assert dict(first.values) == {"family_name": "KIM", "given_name": "Haneul"}
    assert second.values == {"given_name": "Haneul Kim", "name_order": NameOrder.SINGLE}


def test_a_whole_name_that_we_know_parted_changes_nothing():
    draft = a_draft(("Full name",), ("Haneul Kim",))
    assert kinds(planned(draft, known(1, "Kim", "Haneul"))) == [(2, Kind.SAME)]


def test_every_faulty_cell_is_named_and_nothing_can_be_taken():
    draft = a_draft(
        (*HEADER, "Arrival", "Meals"),
        ("Quispe", "Rosa", "Atlantis", "", "soon", "no spice"),
        ("", "", "", "Total: 60", "", ""),
    )
    found = planned(draft)
    assert faults(found) == [
        (2, "nationality", Reason.UNKNOWN_COUNTRY),
        (2, "meal_needs", Reason.UNKNOWN_WORD),
        (2, "arrival_on", Reason.NOT_A_DAY),
        (3, "given_name", Reason.NO_NAME),
    ]
    assert not found.can_be_taken


def test_what_is_typed_anew_or_skipped_is_mended():
    draft = a_draft(HEADER, ("Quispe", "Rosa", "Atlantis", ""), ("", "", "", "Total: 60"))
    mended = draft.revised(columns={}, mends={(2, "nationality"): "SA"}, skipped=[3])
    found = planned(mended)
    assert kinds(found) == [(2, Kind.NEW), (3, Kind.SKIPPED)]
    assert found.rows[0].values["nationality"] == "SA"
    emptied = draft.revised(columns={}, mends={(2, "nationality"): ""}, skipped=[3])
    assert kinds(planned(emptied)) == [(2, Kind.NEW), (3, Kind.SKIPPED)]


def test_a_strange_word_is_explained_once_for_all_rows():
    rows = [("F", f"G{n}", "The Kingdom", "") for n in range(3)]
    draft = a_draft(HEADER, *rows)
    assert len(planned(draft).of(Kind.BAD)) == 3
    told = draft.explained({("nationality", "The Kingdom"): "SA"})
    found = planned(Draft.unpacked(told.packed()))
    assert [row.values["nationality"] for row in found.of(Kind.NEW)] == ["SA"] * 3
    left = draft.explained({("nationality", "The Kingdom"): BLOT})
    assert ["nationality" in row.values for row in planned(left).of(Kind.NEW)] == [False] * 3


def test_a_field_without_a_column_can_be_typed():
    draft = a_draft(("Nationality", "Role"), ("KH", "Member"))
    typed = draft.revised(columns={}, mends={(2, "given_name"): "Dara"}, skipped=())
    assert kinds(planned(typed)) == [(2, Kind.NEW)]


@pytest.mark.parametrize(
    ("roster", "faulty"),
    [
        ((), [(3, "role", Reason.SECOND_HEAD)]),
        ((known(1, "Old", "Head", role=DelegateRole.HEAD),), None),
        ((known(1, "A", "One", role=DelegateRole.HEAD),), [(3, "role", Reason.SECOND_HEAD)]),
    ],
)
def test_a_delegation_has_one_head(roster, faulty):
    draft = a_draft(
        ("Family name", "Given names", "Role"), ("A", "One", "head"), ("B", "Two", "head")
    )
    both = [(2, "role", Reason.SECOND_HEAD), (3, "role", Reason.SECOND_HEAD)]
    assert faults(planned(draft, *roster)) == (both if faulty is None else faulty)


def test_the_head_may_change_within_one_table():
    draft = a_draft(
        ("Family name", "Given names", "Role"), ("B", "Two", "head"), ("A", "One", "member")
    )
    head = known(1, "A", "One", role=DelegateRole.HEAD)
    assert kinds(planned(draft, head, known(2, "B", "Two"))) == [
        (2, Kind.CHANGED),
        (3, Kind.CHANGED),
    ]


def test_nobody_leaves_before_they_arrive():
    draft = a_draft(
        ("Given names", "Day of arrival", "Day of departure"),
        ("Rosa", date(2026, 11, 26), date(2026, 11, 24)),
    )
    assert faults(planned(draft)) == [(2, "departure_on", Reason.LEAVES_FIRST)]


def test_examples_of_our_template_are_passed_over():
    draft = a_draft(HEADER, ("EXAMPLE", "ROSA MARIA", "PE", ""), ("", "Example", "", ""))
    assert [row.kind for row in planned(draft).rows] == [Kind.SKIPPED, Kind.SKIPPED]


@pytest.mark.parametrize(
    "header",
    [
        ("성", "이름", "국적", "직위"),
        ("اسم العائلة", "الاسم الأول", "الجنسية", "المنصب"),
        ("Nom", "Prénom(s)", "Nationalité", "Fonction"),
        ("នាមត្រកូល", "នាមខ្លួន", "សញ្ជាតិ", "តួនាទី"),
        ("SURNAME", "First Name", "Country", "Job title"),
        ("นามสกุล", "ชื่อ", "สัญชาติ", "ตำแหน่ง"),
    ],
)
def test_headers_are_understood_in_the_languages_of_guests(header):
    draft = a_draft(("List of the delegation",), header, ("Sok", "Dara", "KH", "Mayor"))
    assert draft.columns == dict(
        enumerate(("family_name", "given_name", "nationality", "position_en"))
    )


def test_who_reads_may_say_what_a_column_holds():
    draft = a_draft(("A", "B"), ("Dara", "Sok"))
    assert not draft.names_people
    chosen = draft.revised(columns={0: "given_name", 1: "family_name"}, mends={}, skipped=())
    assert dict(planned(chosen).rows[0].values) == {"given_name": "Dara", "family_name": "Sok"}
    twice = draft.revised(columns={0: "given_name", 1: "given_name"}, mends={}, skipped=())
    assert twice.columns == {0: "given_name"}


NATIVE = ("Name in native script", "Family name", "Given names", "Nationality")


def test_a_name_in_their_own_script_finds_who_has_no_other_yet():
    draft = a_draft(NATIVE, ("نورة الحربي", "Al Harbi", "Noura", "SA"))
    found = planned(draft, known(1, native_name="نورة الحربي", nationality="SA"))
    assert (kinds(found), found.rows[0].known, found.stay) == ([(2, Kind.CHANGED)], 1, 0)
    assert {change.field for change in found.rows[0].changes} == {"family_name", "given_name"}


def test_and_who_is_known_in_full_is_found_by_a_row_with_that_name_alone():
    draft = a_draft(NATIVE, ("نورة الحربي", "", "", ""))
    roster = known(1, "Al Harbi", "Noura", native_name="نورة الحربي", nationality="SA")
    assert kinds(planned(draft, roster)) == [(2, Kind.SAME)]


def test_two_people_of_one_name_in_their_own_script_are_asked_about():
    draft = a_draft(NATIVE, ("李伟", "Li", "Wei", ""))
    both = (known(1, native_name="李伟"), known(2, native_name="李伟"))
    assert faults(planned(draft, *both)) == [(2, "native_name", Reason.SHARED_NAME)]
    rows = a_draft(NATIVE, ("李伟", "Li", "Wei", ""), ("李伟", "Lee", "Wei", ""))
    assert [one[2] for one in faults(planned(rows, both[0]))] == [Reason.SHARED_NAME] * 2


def test_another_name_or_another_country_is_another_person():
    draft = a_draft(NATIVE, ("李伟", "Li", "Wei", "KH"))
    roster = (
        known(1, "Lee", "Woei", native_name="李伟", nationality="KH"),
        known(2, native_name="李伟", nationality="SA"),
    )
    assert kinds(planned(draft, *roster)) == [(2, Kind.NEW)]
