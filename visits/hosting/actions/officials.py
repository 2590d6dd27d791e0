"""Receiving officials are asked through the office that keeps their diary: possible, or not.

Their diary is never shown to us, nor ours to them: they see what they are asked, and answer.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.conflicts.rules import FIRM
from visits.hosting.actions.writing import NOT_YET
from visits.hosting.events import WroteTo
from visits.hosting.queries.duties import RECEIVING
from visits.hosting.rules import BATCH
from visits.itineraries.actions import planning as itineraries
from visits.itineraries.models import Assignment, Itinerary
from visits.itineraries.rules import Consent
from visits.kit.events import tell
from visits.notifications import actions as outbox
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

DIARY = "hosting.diary"
LANGUAGE = "ko"
"""The city's own offices read Korean."""


def ask_diaries(session: Session, itinerary: Itinerary, *, at: datetime) -> None:
    """A letter for each official who is asked to receive or attend, and for each new time."""
    asked = [
        one
        for stop in itinerary.stops
        if stop.status in FIRM and stop.ends > at
        for one in stop.assignments
        if is_asked(one)
    ]
    if not asked:
        return
    written = letters_by_assignment(session, {one.stop.id for one in asked})
    for one in asked:
        ask(session, one, written[one.id], at=at)


def letters_by_assignment(session: Session, stop_ids: Collection[int]) -> dict[int, list[Letter]]:
    """What was ever written to an office about these stops, the oldest first."""
    rows = session.scalars(
        select(Letter)
        .where(Letter.kind == DIARY, Letter.about_kind == "stop", Letter.about_id.in_(stop_ids))
        .order_by(Letter.id)
    )
    found: dict[int, list[Letter]] = defaultdict(list)
    for letter in rows:
        found[letter.facts["assignment"]].append(letter)
    return found


def is_asked(one: Assignment) -> bool:
    """Whether an office keeps the diary of who is asked, and has not answered yet."""
    if one.person is None or one.role not in RECEIVING or one.consent is not Consent.REQUESTED:
        return False
    return bool(one.person.diary_office)


def ask(session: Session, one: Assignment, written: Sequence[Letter], *, at: datetime) -> None:
    """See to it that the office is asked for this very time and place, and for no other.

    A letter that waits for its hour does not go when it was undone; what the office was asked
    last stands. Times and places are told apart by their `gist`, which is in a letter's key.
    """
    gist = itineraries.values_of(one.stop).gist()
    told = [letter for letter in written if letter.state not in (*NOT_YET, LetterState.DROPPED)]
    unsent = [letter for letter in written if letter not in told and gist_of(letter) == gist]
    is_told = bool(told) and gist_of(told[-1]) == gist
    own = unsent[-1] if unsent and not is_told else None
    for letter in written:
        if letter.state in NOT_YET and letter is not own:
            outbox.drop(letter, by="", at=at)
    if own is not None and outbox.dropped_itself(own):
        outbox.put_back(own, at=at)
        if one.person_id is not None:
            tell(session, WroteTo(own.id, ("person", one.person_id), one.stop_id))
    elif own is None and not is_told:
        write(session, one, f"{gist}:{len(written)}", at=at)


def gist_of(letter: Letter) -> str:
    return letter.key.split(":")[2]


def write(session: Session, one: Assignment, what: str, *, at: datetime) -> None:
    """A letter about *what* goes out in an hour."""
    person, stop = one.person, one.stop
    if person is None:
        return
    keeper: LinkKeeper = session.info["links"]
    page = keeper.standing(session, LinkKind.HOST, ("person", person.id), language=LANGUAGE, at=at)
    page.label = page.label or person.diary_office
    letter = outbox.queue(
        session,
        DIARY,
        to=person.email,
        name=person.diary_office,
        language=LANGUAGE,
        about=("stop", stop.id),
        key=f"{DIARY}:{one.id}:{what}",
        facts={"assignment": one.id, "person": person.id},
        at=at,
        wait=BATCH,
    )
    tell(session, WroteTo(letter.id, ("person", person.id), stop.id))
