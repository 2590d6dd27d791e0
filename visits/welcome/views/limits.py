"""How often strangers may do what costs us something: whoever does more is asked to wait."""

from datetime import timedelta

from flask import abort, request
from flask_babel import gettext as _

from visits.access import limits
from visits.access.limits import Limit
from visits.kit.clock import now
from visits.kit.db import db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGIN_FROM = Limit("draft_from", 30, HOUR)
"""Drafts begun from one address: an embassy's whole house may share one."""
SEND_FROM = Limit("request_from", 20, HOUR)
SEND_TO = Limit("request_to", 5, DAY)
"""Requests that ask one e-mail address to be confirmed."""
LETTER_FROM = Limit("letter_from", 20, HOUR)
LETTER_TO = Limit("letter_to", 5, DAY)
"""Letters that somebody has us send to one e-mail address."""


def spend_from(limit: Limit) -> None:
    """One more from the client's address; with too many, 429: nothing that was saved is lost."""
    if not is_spent(limit, request.remote_addr or ""):
        abort(
            429,
            description=_(
                "Very many requests come from your network just now. What you saved is kept. "
                "Wait an hour and try again, or call or write to us."
            ),
        )


def is_spent(limit: Limit, key: str) -> bool:
    """Count one more for this key; False when that is one too many."""
    return limits.spend(db.session, limit, key, at=now())
