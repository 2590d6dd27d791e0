"""The letters that the outbox itself writes."""

from datetime import tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter


@labelled(_("Test letter"), is_internal=True)
def trial(_session: Session, letter: Letter, _links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To the officer who wants to know whether mail arrives."""
    return Contents(facts={"asked_at": letter.created_at})
