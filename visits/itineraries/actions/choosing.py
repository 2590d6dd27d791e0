"""What an officer decides about one letter before the release."""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.itineraries.actions.approving import the_plan
from visits.itineraries.models import Itinerary, LetterChoice
from visits.itineraries.rules import Will


def choose(
    session: Session,
    itinerary: Itinerary,
    who: str,
    *,
    will: Will,
    subject: str | None,
    text: str | None,
    digest: str,
    by: User,
    at: datetime,
) -> LetterChoice | None:
    """Whether the letter to *who* goes, with which words (None: as composed).

    *digest* is of the composed letter that was read. A letter that simply goes as composed needs
    no row.
    """
    plan = the_plan(session, itinerary)
    choice = next((one for one in plan.choices if one.who == who), None)
    if will is Will.SEND and subject is None and text is None:
        if choice is not None:
            plan.choices.remove(choice)
            session.flush()
        return None
    if choice is None:
        choice = LetterChoice(who=who)
        plan.choices.append(choice)
    choice.will, choice.subject, choice.text = will, subject, text
    choice.digest, choice.by_id, choice.at = digest, by.id, at
    session.flush()
    return choice
