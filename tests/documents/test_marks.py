"""Which version a document is, and what is other than in the one before."""

from visits.documents.marks import Marks, fingerprint
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
