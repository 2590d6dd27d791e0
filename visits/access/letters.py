"""The letters of this capability."""

from datetime import tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access import queries
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.access.rules import Permission
from visits.notifications.compose import Contents, NothingToSay, labelled
from visits.notifications.models import Letter


@labelled(_("Invitation to set a password"), seen_by=Permission.MANAGE_USERS, is_internal=True)
def invitation(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To a new user, or one who forgot the password. Raises NothingToSay once the address is dead."""
    link = session.get(SecretLink, letter.facts["link"])
    if link is None or link.revoked_at is not None:
        raise NothingToSay
    user = queries.the_user(session, link.subject_id)
    return Contents(
        facts={
            "account": user.email,
            "address": links.address(link),
            "until": link.expires_at,
        }
    )
