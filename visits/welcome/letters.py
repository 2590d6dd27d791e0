"""The letter with which a requester comes back to a form that was begun."""

from datetime import tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.kit.errors import NotThere
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter


@labelled(_("Link to a request that is being written"))
def draft(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """Raises NotThere once the form was sent or thrown away."""
    link = session.get(SecretLink, letter.facts["link"])
    if link is None or link.revoked_at is not None:
        raise NotThere("link")
    return Contents(facts={"address": links.address(link), "until": link.expires_at})
