"""Words for codes: each capability says in its `words.py` what its enums and refusals are called.

`{{ site.category|label }}` is the label in templates; `kit.forms.choices_of(Category)` makes the
options of a select.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _

from visits.kit.errors import InUse

LABELS: dict[type[Enum], Mapping[Any, Any]] = {}
REASONS: dict[str, Any] = {
    "in_use": _("This cannot be deleted, because it is in use."),
    "ends_before_start": _("The end lies before the start."),
}
"""Sentences for the reasons of `Refused`, by reason; here those that several capabilities give."""
KINDS: dict[str, Any] = {}
"""What a kind of record is called, for 'in use by'; the audit log has words of its own."""


def name_all(kind: type[Enum], labels: Mapping[Any, Any]) -> None:
    """Labels of an enum; every member must have one. Raises ValueError when one is missing."""
    missing = [member for member in kind if member not in labels]
    if missing:
        raise ValueError(f"no label for {missing}")
    LABELS[kind] = labels


def label(member: Enum | None) -> Any:
    return "" if member is None else LABELS[type(member)][member]


def users(error: InUse) -> list[str]:
    """What still uses a row, a line for each kind."""
    return [f"{KINDS.get(kind, kind)}: {count}" for kind, count in error.users]
