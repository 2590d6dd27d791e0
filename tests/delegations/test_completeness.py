"""What is known of everybody who comes, and what is not."""

from datetime import date

import pytest

from visits.delegations.models import Delegate
from visits.delegations.rules import (
    Completeness,
    Needed,
    PhotoConsent,
    Tally,
    completeness,
    due_on,
)

WHOLE = {
    "family_name": "Sok",
    "nationality": "KH",
    "position_ko": "과장",
    "meal_needs": ("none",),
    "arrival_on": date(2099, 3, 1),
    "departure": "KE 690",
    "photo_consent": PhotoConsent.REFUSED,
}
N = Needed


def a_row(**facts):
    empty = dict.fromkeys(("family_name", "given_name", "position_en", "position_ko"), "")
    texts = dict.fromkeys(("nationality", "meal_note", "arrival", "departure"), "")
    given = {"meal_needs": (), "photo_consent": PhotoConsent.UNKNOWN}
    return Delegate(**{**empty, **texts, **given, **facts})


@pytest.mark.parametrize(
    ("without", "lacking"),
    [
        ((), ()),
        (("family_name",), (N.PASSPORT_NAME,)),
        (("nationality", "meal_needs"), (N.NATIONALITY, N.MEALS)),
        (("photo_consent",), (N.PHOTO,)),
        (tuple(WHOLE), tuple(Needed)),
    ],
)
def test_what_a_delegate_lacks(without, lacking):
    facts = {name: value for name, value in WHOLE.items() if name not in without}
    assert a_row(**facts).lacking == lacking


def test_a_note_on_meals_is_an_answer():
    assert a_row(**{**WHOLE, "meal_needs": (), "meal_note": "no garlic"}).lacking == ()


def test_a_roster_is_whole_when_everything_is_known_of_all_who_were_announced():
    lacks = [(), (N.MEALS, N.PHOTO), (N.MEALS,)]
    assert completeness(lacks, 5) == Completeness(
        people=5, named=3, complete=1, lacking=(Tally("meals", 2), Tally("photo", 1))
    )
    assert completeness(lacks, 5).unnamed == 2
    assert completeness([(), ()], 1).is_whole
    assert not completeness([(), ()], 3).is_whole


def test_names_are_due_ten_working_days_before():
    starts_on, holiday = date(2026, 11, 24), date(2026, 11, 12)
    assert due_on(N.PASSPORT_NAME, starts_on, ()) == date(2026, 11, 10)
    assert due_on(N.PASSPORT_NAME, starts_on, {holiday}) == date(2026, 11, 9)
    assert due_on(N.PHOTO, starts_on, ()) == date(2026, 11, 23)
