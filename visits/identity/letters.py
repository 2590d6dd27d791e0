"""The letters of this capability: the one-time code, a delegate's own link. Neither names anybody."""

from datetime import tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.access.rules import Permission
from visits.delegations.models import Delegate
from visits.identity.codes import code_of
from visits.identity.models import IdentityCode
from visits.kit.errors import NotThere
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter


@labelled(_("One-time code"), seen_by=Permission.SEE_IDENTITY)
def code(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To whoever asked for it. Raises NotThere once it was used or forgotten."""
    row = session.get(IdentityCode, letter.facts["code"])
    if row is None or row.opened_at is not None:
        raise NotThere("code")
    return Contents(
        facts={
            "code": code_of(links.key, row.id, row.link_id, row.made_at),
            "until": row.expires_at,
        }
    )


@labelled(_("Link for a delegate’s own data"), seen_by=Permission.SEE_IDENTITY)
def invited(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To one delegate. Raises NotThere once the link is stopped."""
    link = session.get(SecretLink, letter.facts["link"])
    delegate = session.get(Delegate, letter.facts["delegate"])
    if link is None or link.revoked_at is not None or delegate is None:
        raise NotThere("link")
    return Contents(
        facts={
            "delegation": delegate.delegation,
            "address": links.address(link),
            "until": link.expires_at,
        }
    )
