"""What was promised to a body and its parts, for its page."""

from typing import Any

from visits.kit.db import db
from visits.kit.forms import city_today
from visits.organisations.models import Organisation
from visits.outcomes import queries as outcomes


def promised(body: Organisation) -> dict[str, Any]:
    """Open and kept promises, and the day on which the page is read."""
    return {
        "promises": outcomes.promises_of_bodies(db.session, {body.id}),
        "today": city_today(),
    }
