"""Changing delegations: the case itself, its roster, its parties, who is in charge of it."""

from visits.delegations.actions.cases import (
    add,
    count_uses,
    delete,
    hand_over,
    move,
    note_actual,
    on_organisations_merged,
    revise,
    uses,
)
from visits.delegations.actions.log import log
from visits.delegations.actions.parties import add_party, delete_party, revise_party, uses_of_party
from visits.delegations.actions.past import add_past, remove_past
from visits.delegations.actions.reminding import remind, tend
from visits.delegations.actions.roster import (
    add_delegate,
    hold,
    is_listed,
    place,
    remove_delegate,
    replace_delegate,
    return_delegate,
    revise_delegate,
)
from visits.delegations.actions.taking_over import known_of, take_over

__all__ = [
    "add",
    "add_delegate",
    "add_party",
    "add_past",
    "count_uses",
    "delete",
    "delete_party",
    "hand_over",
    "hold",
    "is_listed",
    "known_of",
    "log",
    "move",
    "note_actual",
    "on_organisations_merged",
    "place",
    "remind",
    "remove_delegate",
    "remove_past",
    "replace_delegate",
    "return_delegate",
    "revise",
    "revise_delegate",
    "revise_party",
    "take_over",
    "tend",
    "uses",
    "uses_of_party",
]
