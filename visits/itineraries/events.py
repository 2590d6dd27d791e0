"""What itineraries tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItineraryChanged:
    """Stops of the draft were added, moved, changed or cancelled."""

    itinerary_id: int


@dataclass(frozen=True)
class Published:
    """Stops became known outside, or are no longer what was known."""

    itinerary_id: int
    uids: tuple[str, ...]


@dataclass(frozen=True)
class Released:
    """A release was made."""

    release_id: int
