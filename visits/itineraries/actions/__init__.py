"""What officers do to a programme. Every change of a stop is judged before it is kept.

Each action locks its itinerary, changes rows, judges the whole draft, and raises `judging.Blocked`
(with the findings) when the change introduces or worsens something that cannot be; then nothing of
it remains. Several changes in one gesture are made inside `changing` and judged once. `at` is the
moment of the action; days are those of the session's zone.
"""

from visits.itineraries.actions.answering import answer, settle
from visits.itineraries.actions.choosing import choose
from visits.itineraries.actions.gestures import changing
from visits.itineraries.actions.mending import make_change
from visits.itineraries.actions.overriding import override, withdraw_override
from visits.itineraries.actions.planning import (
    add_stop,
    cancel_stop,
    change_status,
    duplicate_stop,
    move_stop,
    open_itinerary,
    remove_stop,
    revise_stop,
    set_day,
    values_of,
)
from visits.itineraries.actions.receiving import sign
from visits.itineraries.actions.releasing import release
from visits.itineraries.actions.serving import (
    assign_person,
    assign_vehicle,
    set_consent,
    unassign,
)
from visits.itineraries.actions.undoing import redo, undo

__all__ = [
    "add_stop",
    "answer",
    "assign_person",
    "assign_vehicle",
    "cancel_stop",
    "change_status",
    "changing",
    "choose",
    "duplicate_stop",
    "make_change",
    "move_stop",
    "open_itinerary",
    "override",
    "redo",
    "release",
    "remove_stop",
    "revise_stop",
    "set_consent",
    "set_day",
    "settle",
    "sign",
    "unassign",
    "undo",
    "values_of",
    "withdraw_override",
]
