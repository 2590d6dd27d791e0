"""Drawing up checklists, ticking off, reminding, and following the visit."""

from visits.tasks.actions.checklist import Drawn, draw_up
from visits.tasks.actions.following import (
    count_uses,
    on_delegation_changed,
    on_delegation_deleted,
    on_handed_over,
    on_holidays_changed,
    on_purging,
    on_request_accepted,
)
from visits.tasks.actions.reminding import tend
from visits.tasks.actions.ticking import add, delete, revise, settle, take_up

__all__ = [
    "Drawn",
    "add",
    "count_uses",
    "delete",
    "draw_up",
    "on_delegation_changed",
    "on_delegation_deleted",
    "on_handed_over",
    "on_holidays_changed",
    "on_purging",
    "on_request_accepted",
    "revise",
    "settle",
    "take_up",
    "tend",
]
