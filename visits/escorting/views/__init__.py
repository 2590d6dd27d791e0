"""The page of the day for escorts, by account and by link; what the office sees of it."""

from visits.escorting.views import (
    calling,
    codes,
    day,
    escorts,
    incidents,
    measuring,
    noting,
    people,
    tapping,
    wall,
    worker,
)
from visits.escorting.views.blueprint import escorting

__all__ = [
    "calling",
    "codes",
    "day",
    "escorting",
    "escorts",
    "incidents",
    "measuring",
    "noting",
    "people",
    "tapping",
    "wall",
    "worker",
]
