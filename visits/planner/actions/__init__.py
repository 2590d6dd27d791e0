"""The planner's gestures, each judged once and kept whole or not at all; and keeping templates."""

from visits.planner.actions.adding import add_ideas
from visits.planner.actions.shifting import shift_day
from visits.planner.actions.templates import (
    add_template,
    count_uses,
    delete_template,
    discard_draft,
    keep_draft,
    open_draft,
    put_stop,
    remove_stop,
    revise_draft,
    show_to_public,
    uses,
)

__all__ = [
    "add_ideas",
    "add_template",
    "count_uses",
    "delete_template",
    "discard_draft",
    "keep_draft",
    "open_draft",
    "put_stop",
    "remove_stop",
    "revise_draft",
    "shift_day",
    "show_to_public",
    "uses",
]
