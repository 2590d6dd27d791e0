"""Reading requests and what may be seen at a site."""

from visits.hosting.queries.requests import (
    answerable,
    contact_called,
    counters,
    of_itinerary,
    of_stop,
    requests_in,
    same_person,
    the_contact,
    the_request,
    to_ask,
)
from visits.hosting.queries.visits import Seen, seen_at

__all__ = [
    "Seen",
    "answerable",
    "contact_called",
    "counters",
    "of_itinerary",
    "of_stop",
    "requests_in",
    "same_person",
    "seen_at",
    "the_contact",
    "the_request",
    "to_ask",
]
