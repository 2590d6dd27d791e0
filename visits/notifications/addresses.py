"""Secret addresses in texts that officers edit: kept as the link's id, shown with its token.

A composed letter holds the full address. If the edited text were kept as it is, whoever steals the
database could open the link; so the token is put aside when the text is saved, and computed anew
when it is shown or sent. A renewed link is thereby right in a letter that was edited before.
"""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.kit.tokens import IN_TEXT, fingerprint

PLACE = re.compile(r"⟦([0-9a-f]{32})⟧")


def hide_tokens(session: Session, text: str) -> str:
    """The text with the id of its link in the place of every token."""

    def hidden(found: re.Match[str]) -> str:
        link = session.scalar(
            select(SecretLink).where(SecretLink.fingerprint == fingerprint(found[0]))
        )
        return f"⟦{link.id}⟧" if link else found[0]

    return IN_TEXT.sub(hidden, text)


def show_tokens(session: Session, text: str, links: LinkKeeper) -> str:
    """The text as its recipient reads it."""

    def shown(found: re.Match[str]) -> str:
        link = session.get(SecretLink, found[1])
        return links.token(link) if link else found[0]

    return PLACE.sub(shown, text)
