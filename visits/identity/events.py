"""What identity data tell the floors above."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from visits.identity.rules import Due, Matter


@dataclass(frozen=True)
class IdentityChanged:
    """Values or consents of delegates changed: what sites may be told is other than it was."""

    delegation_id: int


@dataclass(frozen=True)
class Purging:
    """What is due is destroyed now, or only counted when not *removes*.

    Listeners add to `counted` how many rows or people there were of each kind.
    """

    due: Due
    at: datetime
    removes: bool
    counted: Counter[Matter] = field(default_factory=Counter)
