"""A roster as a table that can be read back, and the empty table for those who fill it in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from enum import Enum
from typing import Any

from visits.delegations.importing.fields import COLUMNS, ONE_OF, SEVERAL
from visits.delegations.importing.plan import Known
from visits.delegations.importing.vocabulary import Vocabulary
from visits.delegations.rules import DelegateRole, NameOrder, PhotoConsent
from visits.kit.sheets.writing import Value
from visits.sites.rules import MealNeed

EXAMPLES: Sequence[Mapping[str, Any]] = (
    {
        "family_name": "EXAMPLE",
        "given_name": "ROSA MARIA",
        "name_order": NameOrder.GIVEN_FIRST,
        "form_of_address": "Dr",
        "role": DelegateRole.HEAD,
        "position_en": "Director of Urban Planning",
        "nationality": "PE",
        "languages": ("es", "en"),
        "meal_needs": (MealNeed.VEGETARIAN, MealNeed.NUT_ALLERGY),
        "arrival": "KE952",
        "arrival_time": time(16, 40),
        "arrival_place": "Incheon",
        "photo_consent": PhotoConsent.GIVEN,
    },
    {
        "given_name": "EXAMPLE",
        "name_order": NameOrder.SINGLE,
        "role": DelegateRole.MEMBER,
        "position_en": "Engineer",
        "nationality": "ID",
        "languages": ("id",),
        "meal_needs": (MealNeed.NONE,),
        "photo_consent": PhotoConsent.REFUSED,
    },
)
"""They are called so that nobody takes them over by mistake (`plan.EXAMPLE`)."""


def rows_of(people: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> list[list[Value]]:
    """A row for each, in the reader's words; days are days, times of day are text."""
    return [[shown(name, values.get(name), vocabulary) for name in COLUMNS] for values in people]


def roster_rows(roster: Iterable[Known], vocabulary: Vocabulary) -> list[list[Value]]:
    return rows_of((known.values for known in roster), vocabulary)


def example_rows(starts_on: date, ends_on: date, vocabulary: Vocabulary) -> list[list[Value]]:
    """Two people who do not exist, on the days of the visit."""
    journey = {"arrival_on": starts_on, "departure_on": ends_on}
    return rows_of(({**one, **journey} for one in EXAMPLES), vocabulary)


def shown(name: str, value: Any, vocabulary: Vocabulary) -> Value:
    """A value as it stands in a cell, readable by `cells.py` in any of our languages."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if name in SEVERAL:
        return ", ".join(vocabulary.label_of(name, code_of(one)) for one in value)
    if name in ONE_OF:
        return vocabulary.label_of(name, code_of(value))
    return str(value)


def code_of(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def allowed(vocabulary: Vocabulary) -> dict[int, tuple[str, ...]]:
    """By the number of a column the words that are understood there, for its drop-down list."""
    listed = (*ONE_OF, *SEVERAL)
    return {
        column: tuple(vocabulary.labels[name].values())
        for column, name in enumerate(COLUMNS)
        if name in listed
    }
