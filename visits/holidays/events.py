"""What the calendar of days off tells the floors above."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HolidaysChanged:
    """These days are no longer what they were."""

    days: tuple[date, ...]
