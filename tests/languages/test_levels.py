"""A language for outsiders speaks to them alone; staff read English, whoever they are."""

from visits.languages.catalogue import ENGLISH, KOREAN, Language, Level

FRENCH = Language("fr", "Français", Level.OUTSIDERS)
LAO = Language("lo", "ລາວ")


def test_whom_a_language_speaks_to():
    assert [one.is_for_staff for one in (KOREAN, ENGLISH, FRENCH, LAO)] == [
        True,
        True,
        False,
        False,
    ]
    assert [one.interface for one in (KOREAN, FRENCH, LAO)] == [KOREAN, FRENCH, ENGLISH]
    assert [one.staff_interface for one in (KOREAN, FRENCH, LAO)] == [KOREAN, ENGLISH, ENGLISH]
