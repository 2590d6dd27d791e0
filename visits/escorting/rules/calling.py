"""Who is told of a delay, and for how long that is worth a letter."""

from datetime import datetime, timedelta

from visits.sites.rules import ContactRole

CALLED_FIRST = (
    ContactRole.COORDINATOR,
    ContactRole.SUBSTITUTE,
    ContactRole.DOCENT,
    ContactRole.SPEAKER,
)
"""Whom an escort calls at a site: the first of the first role that it names."""
STALE_AFTER = timedelta(minutes=30)


def is_too_late_to_tell(asked: datetime, received: datetime) -> bool:
    """Whether a wish to tell of a delay lay so long in a phone that the news are old."""
    return received - asked > STALE_AFTER
