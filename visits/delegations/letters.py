"""The letter of this capability: what a liaison still owes the roster."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.delegations import queries
from visits.delegations.models import Delegation
from visits.delegations.rules import Needed, completeness, due_on
from visits.holidays.queries import days_off
from visits.kit import words
from visits.kit.clock import now
from visits.kit.errors import NotThere
from visits.notifications.compose import Contents, labelled
from visits.notifications.models import Letter

LOOK_BACK = timedelta(days=60)
"""Far enough for every due day."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is missing, of how many people, by when it is needed, whether that is past."""

    label: str
    people: int
    due: date
    is_overdue: bool


@labelled(_("What is missing on the roster"))
def roster_reminder(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """To the liaison, by numbers alone; as it stands when the letter is read or goes out."""
    delegation = session.get(Delegation, letter.facts["delegation"])
    link = session.get(SecretLink, letter.facts["link"])
    if delegation is None or link is None:
        raise NotThere("delegation")
    delegates = queries.roster(session, delegation)
    state = completeness([one.lacking for one in delegates], delegation.people)
    off = days_off(session, delegation.starts_on - LOOK_BACK, delegation.starts_on)
    today = now().astimezone(zone).date()

    def line(label: str, what: Needed, people: int) -> Line:
        due = due_on(what, delegation.starts_on, off)
        return Line(label, people, due, is_overdue=due < today)

    lines = [
        line(str(words.label(Needed(tally.code))), Needed(tally.code), tally.people)
        for tally in state.lacking
    ]
    return Contents(
        facts={
            "delegation": delegation,
            "lead": delegation.lead,
            "names": line("", Needed.PASSPORT_NAME, state.unnamed),
            "lines": lines,
            "address": links.address(link),
        }
    )
