"""Receiving officials are asked through the office that keeps their diary: possible, or not.

Their diary is never shown to us, nor ours to them: they see what they are asked, and answer.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.conflicts.rules import FIRM
from visits.hosting.queries.duties import RECEIVING
from visits.hosting.rules import BATCH
from visits.itineraries.actions import planning as itineraries
from visits.itineraries.models import Assignment, Itinerary
from visits.itineraries.rules import Consent
from visits.notifications.actions import queue

DIARY = "hosting.diary"
LANGUAGE = "ko"
"""The city's own offices read Korean."""


def ask_diaries(session: Session, itinerary: Itinerary, *, at: datetime) -> None:
    """A letter for each official who is asked to receive or attend, and for each new time."""
    for stop in itinerary.stops:
        if stop.status in FIRM and stop.ends > at:
            for one in stop.assignments:
                if is_asked(one):
                    write(session, one, at=at)


def is_asked(one: Assignment) -> bool:
    """Whether an office keeps the diary of who is asked, and has not answered yet."""
    if one.person is None or one.role not in RECEIVING or one.consent is not Consent.REQUESTED:
        return False
    return bool(one.person.diary_office)


def write(session: Session, one: Assignment, *, at: datetime) -> None:
    person, stop = one.person, one.stop
    if person is None:
        return
    keeper: LinkKeeper = session.info["links"]
    page = keeper.standing(session, LinkKind.HOST, ("person", person.id), language=LANGUAGE, at=at)
    page.label = page.label or person.diary_office
    key = f"{DIARY}:{one.id}:{itineraries.values_of(stop).gist()}"
    letter = queue(
        session,
        DIARY,
        to=person.email,
        name=person.diary_office,
        language=LANGUAGE,
        about=("stop", stop.id),
        key=key,
        facts={"assignment": one.id, "person": person.id},
        at=at,
    )
    if letter.created_at == at:
        letter.due_at = at + BATCH
