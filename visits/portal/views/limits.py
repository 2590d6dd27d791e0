"""How often the guests' link takes something: a whole delegation may share one address."""

from datetime import timedelta

from flask import abort
from flask_babel import gettext as _

from visits.access import limits
from visits.access.limits import Limit
from visits.kit.clock import now
from visits.kit.db import db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGUN_FROM, BEGUN_BY = Limit("feedback_from", 60, HOUR), Limit("feedback_by", 200, DAY)
"""Answers begun from one address, and by one link."""
SAVED = Limit("feedback_saved", 200, HOUR)
"""Times that one answer is saved."""
ASKED_FROM, ASKED_BY = Limit("question_from", 60, HOUR), Limit("question_by", 200, DAY)


def spend(*wanted: tuple[Limit, str]) -> None:
    """One more for each of these keys; with too many, 429: what was saved is kept."""
    at = now()
    if not all(limits.spend(db.session, limit, key, at=at) for limit, key in wanted):
        abort(
            429,
            description=_(
                "Very much was sent by this link just now. What was saved is kept. "
                "Wait an hour and try again, or call or write to us."
            ),
        )
