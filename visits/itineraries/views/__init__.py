"""The pages of programmes, one module per thing that people do."""

from visits.itineraries.views import (
    choosing,
    findings,
    gestures,
    mends,
    programme,
    releases,
    releasing,
    stops,
)
from visits.itineraries.views.blueprint import itineraries

__all__ = [
    "choosing",
    "findings",
    "gestures",
    "itineraries",
    "mends",
    "programme",
    "releases",
    "releasing",
    "stops",
]
