"""What requests tell the floors above."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RequestAccepted:
    """They come: a delegation was opened out of their request."""

    delegation_id: int
    at: datetime
