"""What itineraries tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItineraryChanged:
    """Stops of the draft were added, moved, changed or cancelled.

    *agreed* are the uids of stops whose hosts know of the change and agreed.
    """

    itinerary_id: int
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Published:
    """Stops became known outside, or are no longer what was known."""

    itinerary_id: int
    uids: tuple[str, ...]


@dataclass(frozen=True)
class Released:
    """A release was made."""

    release_id: int
