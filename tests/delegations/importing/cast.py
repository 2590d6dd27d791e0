"""Tables of people and the rosters they meet, for the tests of this folder."""

from datetime import date
from typing import Any

from visits.delegations.importing.cells import Reading
from visits.delegations.importing.drafts import Draft
from visits.delegations.importing.fields import COLUMNS
from visits.delegations.importing.plan import Known, Plan, plan
from visits.delegations.importing.vocabulary import vocabulary
from visits.delegations.rules import DelegateRole, NameOrder, PhotoConsent
from visits.kit.sheets.tables import Row, Table

STARTS, ENDS = date(2026, 11, 24), date(2026, 11, 26)
WORDS = vocabulary(
    headings={},
    words={
        "nationality": [("SA", "Saudi Arabia"), ("SA", "사우디아라비아"), ("KH", "Cambodia")],
        "languages": [("ar", "Arabic"), ("en", "English")],
        "meal_needs": [
            ("halal", "Halal"),
            ("vegetarian", "Vegetarian"),
            ("none", "No dietary requirements"),
        ],
        "role": [("head", "Head of delegation"), ("member", "Member")],
    },
    labels={"meal_needs": {"halal": "Halal", "none": "No dietary requirements"}},
)
READING = Reading(WORDS, STARTS, ENDS)
EMPTY = {
    **dict.fromkeys(COLUMNS, ""),
    "name_order": NameOrder.GIVEN_FIRST,
    "role": DelegateRole.MEMBER,
    "photo_consent": PhotoConsent.UNKNOWN,
    "languages": (),
    "meal_needs": (),
    "mobility": (),
    **dict.fromkeys(("arrival_on", "arrival_time", "departure_on", "departure_time")),
}


def known(number: int, family: str = "", given: str = "", **values: Any) -> Known:
    named = {"family_name": family, "given_name": given}
    return Known(number, {**EMPTY, **named, **values})


def a_table(*rows: tuple[Any, ...]) -> Table:
    """The first row is the header."""
    return Table(tuple(Row(number, cells) for number, cells in enumerate(rows, 1)))


def a_draft(*rows: tuple[Any, ...]) -> Draft:
    return Draft.of(a_table(*rows), WORDS.headers)


def planned(draft: Draft, *roster: Known) -> Plan:
    return plan(
        draft.rows,
        draft.chosen,
        draft.reading(WORDS, STARTS, ENDS),
        roster,
        mends=draft.mends,
        skipped=draft.skipped,
    )
