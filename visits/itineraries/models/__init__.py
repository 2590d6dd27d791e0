"""The tables of programmes and of their releases."""

from visits.itineraries.models.programme import (
    Answer,
    Assignment,
    Booking,
    Day,
    FindingRow,
    Itinerary,
    Naming,
    Override,
    Publication,
    Stop,
    new_uid,
)
from visits.itineraries.models.releases import (
    LetterChoice,
    Receipt,
    Release,
    ReleasedStop,
    ReleasePlan,
)
from visits.itineraries.models.steps import Step

__all__ = [
    "Answer",
    "Assignment",
    "Booking",
    "Day",
    "FindingRow",
    "Itinerary",
    "LetterChoice",
    "Naming",
    "Override",
    "Publication",
    "Receipt",
    "Release",
    "ReleasePlan",
    "ReleasedStop",
    "Step",
    "Stop",
    "new_uid",
]
