"""Which version a document is, and what is other than in the one before."""

from visits.documents.marks import Cell, Marks, Row, fingerprint, marked_table
from visits.documents.rules import Taken, number_of, version_before

ONE, TWO, THREE = (Taken(n, {"a": n}) for n in (1, 2, 3))
APPROVED = Taken(2, {"a": 2}, is_approved=True)


def test_a_document_that_says_the_same_is_the_same_version():
    assert number_of([], {"a": 1}) == 1
    assert number_of([ONE, TWO], {"a": 2}) == 2
    assert number_of([ONE, TWO], {"a": 1}) == 3


def test_changes_are_marked_since_the_last_approved_version_or_else_the_last():
    assert version_before([ONE, TWO, THREE], 4) == THREE
    assert version_before([ONE, APPROVED, THREE], 4) == APPROVED
    assert version_before([ONE, APPROVED], 2) == ONE
    assert version_before([ONE], 1) is None


def test_marks_know_what_is_new_other_and_gone():
    before = Marks("salt")
    assert not before.fact("kept", 1)
    assert not before.fact("moved", "10:00")
    assert not before.fact("left", 5)
    after = Marks("salt", before.facts)
    assert [after.fact("kept", 1), after.fact("moved", "11:00"), after.fact("new", 2)] == [
        False,
        True,
        True,
    ]
    assert (after.changed, after.gone) == (["moved", "new"], {"left": [5]})


def test_words_that_may_name_people_are_kept_as_a_fingerprint():
    marks = Marks("salt")
    marks.words("protocol:seating", "Noura sits beside the mayor")
    assert marks.facts == {"protocol:seating": [fingerprint("salt", "Noura sits beside the mayor")]}
    assert fingerprint("other", "Noura") != fingerprint("salt", "Noura")


def test_a_row_marks_the_cells_that_are_other_and_says_what_stood_there():
    def gathered(marks, clock, note):
        cells = [Cell("A", 1), Cell(clock, clock, told=str), Cell.typed(note)]
        return marked_table(marks, ["a", "b", "c"], [Row("row:1", cells)], sums=["", "", "sum"])

    before = Marks("salt")
    assert gathered(before, "14:00", "").changed_cells == set()
    after = Marks("salt", before.facts)
    table = gathered(after, "14:05", "by bus")
    assert table.rows == [["A", "14:00 → 14:05", "by bus"], ["", "", "sum"]]
    assert (table.changed_rows, table.changed_cells) == (set(), {(0, 1), (0, 2)})
    assert before.facts["row:1"][1] == "14:00"
    assert "by bus" not in str(after.facts)
    new = gathered(Marks("salt", {"row:2": ["x"]}), "14:05", "")
    assert (new.changed_rows, new.rows[0][1]) == ({0}, "14:05")


def test_another_order_of_the_same_lines_is_told():
    for ids, is_reordered in ([1, 2, 3], False), ([1, 3], False), ([3, 1, 4], True):
        marks = Marks("salt", {"order:people": [1, 2, 3]})
        marks.order("people", ids)
        assert (marks.is_reordered, marks.gone) == (is_reordered, {})
