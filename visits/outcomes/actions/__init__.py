"""Writing down what comes of visits: the record, promises, gifts, photographs, press links."""

from visits.outcomes.actions.following import add_followup, move_followup, revise_followup
from visits.outcomes.actions.linking import add_press_link, remove_press_link, revise_press_link
from visits.outcomes.actions.listing import add_gift, remove_gift, revise_gift
from visits.outcomes.actions.picturing import (
    add_photos,
    clear_photo,
    remove_photo,
    revise_photo,
)
from visits.outcomes.actions.purging import on_purging
from visits.outcomes.actions.recording import Written, on_really_took_place, write
from visits.outcomes.actions.reminding import tend
from visits.outcomes.actions.uses import count_uses, on_handed_over, on_organisations_merged

__all__ = [
    "Written",
    "add_followup",
    "add_gift",
    "add_photos",
    "add_press_link",
    "clear_photo",
    "count_uses",
    "move_followup",
    "on_handed_over",
    "on_organisations_merged",
    "on_purging",
    "on_really_took_place",
    "remove_gift",
    "remove_photo",
    "remove_press_link",
    "revise_followup",
    "revise_gift",
    "revise_photo",
    "revise_press_link",
    "tend",
    "write",
]
