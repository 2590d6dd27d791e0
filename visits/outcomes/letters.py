"""The letter of this capability: which promises are due, to whoever is responsible for them."""

from datetime import date, tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.notifications.compose import Contents, NothingToSay, labelled
from visits.notifications.models import Letter
from visits.outcomes import queries
from visits.outcomes.rules import FollowUpState


@labelled(_("Reminder of a follow-up"), is_internal=True)
def followup_due(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To one of ours, as it stands when the letter is read or goes out: what is still open.

    Raises NothingToSay when all of it was settled meanwhile.
    """
    rows = queries.followups_by_id(session, letter.facts["follow_ups"])
    still = [row for row in rows if row.state is FollowUpState.OPEN]
    if not still:
        raise NothingToSay
    return Contents(
        facts={
            "rows": still,
            "more": letter.facts.get("more", 0),
            "today": date.fromisoformat(letter.facts["day"]),
            "address": f"{links.base_url}/office/follow-ups/?mine=y",
        }
    )
