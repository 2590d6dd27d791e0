"""The letters to security desks: a list is there, or is taken back. They name nobody."""

from datetime import tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.access.rules import Permission
from visits.access_lists import queries
from visits.delegations.models import Delegation
from visits.kit.errors import NotThere
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter


@labelled(_("Access list"), seen_by=Permission.SEE_IDENTITY, is_internal=True)
def delivered(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To the security desk: where the list is, for how long, and what changed since the last one.

    Raises NotThere once the link is stopped: a later version has taken its place.
    """
    version = queries.the_version(session, letter.facts["version"])
    link = session.get(SecretLink, version.link_id) if version.link_id else None
    if link is None or link.revoked_at is not None:
        raise NotThere("link")
    delegation = session.get_one(Delegation, version.list.delegation_id)
    return Contents(
        facts={
            "delegation": delegation,
            "lead": delegation.lead,
            "site": version.list.site,
            "version": version,
            "on": version.starts.astimezone(zone).date(),
            "address": links.address(link),
            "until": link.expires_at,
        }
    )


@labelled(_("Access list withdrawn"), seen_by=Permission.SEE_IDENTITY, is_internal=True)
def withdrawn(session: Session, letter: Letter, _links: LinkKeeper, zone: tzinfo) -> Contents:
    """To whoever got the list: the visit does not take place there, the list is to be destroyed."""
    version = queries.the_version(session, letter.facts["version"])
    delegation = session.get_one(Delegation, version.list.delegation_id)
    return Contents(
        facts={
            "delegation": delegation,
            "lead": delegation.lead,
            "site": version.list.site,
            "version": version,
            "on": version.starts.astimezone(zone).date(),
        }
    )
