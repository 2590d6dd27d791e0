"""What busy calendars tell and ask the floors above."""

from dataclasses import dataclass, field

from visits.busy.rules import Owner
from visits.kit.interval import Interval


@dataclass(frozen=True)
class BusyChanged:
    """Other times than before: findings of stops with this site, person or vehicle are old."""

    kind: Owner
    id: int


@dataclass(frozen=True)
class BookedSpans:
    """When is this site, person or vehicle booked by stops of ours? Listeners add the spans.

    A calendar may hold copies of what we asked for; these are no reason against it.
    """

    kind: Owner
    id: int
    found: set[Interval] = field(default_factory=set)
