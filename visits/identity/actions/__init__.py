"""Writing identity data: values and consents, codes, the access log, the purge."""

from visits.identity.actions.codes import is_open, read_out, send_code, try_code
from visits.identity.actions.looking import note_look, review
from visits.identity.actions.purging import count_due, destroy_strays, note_wiped, purge
from visits.identity.actions.recording import (
    Told,
    forget_lost,
    forget_person,
    invite,
    is_lost,
    on_delegation_deleted,
    on_roster_changed,
    opened,
    record,
    withdraw,
)

__all__ = [
    "Told",
    "count_due",
    "destroy_strays",
    "forget_lost",
    "forget_person",
    "invite",
    "is_lost",
    "is_open",
    "note_look",
    "note_wiped",
    "on_delegation_deleted",
    "on_roster_changed",
    "opened",
    "purge",
    "read_out",
    "record",
    "review",
    "send_code",
    "try_code",
    "withdraw",
]
