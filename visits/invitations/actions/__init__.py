"""What is done about invitations: tested and chosen, kept in step with the programme, answered.

Whoever reads replies calls `replying.take`; nobody sends an invitation by hand. `at` is the moment
of the action.
"""

from visits.invitations.actions.following import (
    on_goes_alone_asked,
    on_itinerary_changed,
    on_released,
    on_wrote_to,
)
from visits.invitations.actions.replying import take
from visits.invitations.actions.testing import choose, end, note_test, send_test

__all__ = [
    "choose",
    "end",
    "note_test",
    "on_goes_alone_asked",
    "on_itinerary_changed",
    "on_released",
    "on_wrote_to",
    "send_test",
    "take",
]
