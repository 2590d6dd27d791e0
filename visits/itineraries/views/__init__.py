"""The pages of programmes, one module per thing that people do."""

from visits.itineraries.views import (
    choosing,
    comparing,
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
    "comparing",
    "findings",
    "gestures",
    "itineraries",
    "mends",
    "programme",
    "releases",
    "releasing",
    "stops",
]
