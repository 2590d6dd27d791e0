"""What hosting tells and asks the floors above."""

from dataclasses import dataclass

from visits.itineraries.events import Reader


@dataclass(frozen=True)
class WroteTo:
    """A letter to a contact, or to the office of an official, now names this stop."""

    letter_id: int
    reader: Reader
    stop_id: int


@dataclass
class GoesAlone:
    """Does every letter to this reader speak of one stop alone? A listener says so."""

    reader: Reader
    is_so: bool = False
