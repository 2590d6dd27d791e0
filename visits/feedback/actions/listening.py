"""What feedback answers when floors below ask: who points to a row, what is due, what guests ask."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from visits.feedback import queries
from visits.feedback.models import GuestAnswer, GuestQuestion, GuestWords, HostReport, Lesson
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.itineraries.events import GuestsAsked
from visits.itineraries.models import Itinerary, Stop
from visits.kit.batches import in_batches, number_of
from visits.kit.uses import UsesOf

Rows = type[GuestAnswer | GuestQuestion | HostReport | Lesson]
USES: dict[str, dict[str, Callable[[int], ColumnElement[bool]]]] = {
    "delegation": {
        "guest_answer": lambda number: GuestAnswer.delegation_id == number,
        "guest_question": lambda number: GuestQuestion.delegation_id == number,
        "lesson": lambda number: Lesson.delegation_id == number,
    },
    "stop": {
        "guest_answer": lambda number: GuestAnswer.best_stop_id == number,
        "host_report": lambda number: HostReport.stop_id == number,
    },
    "site": {
        "guest_question": lambda number: GuestQuestion.site_id == number,
        "host_report": lambda number: HostReport.site_id == number,
        "lesson": lambda number: Lesson.site_id == number,
    },
}
MODELS: dict[str, Rows] = {
    "guest_answer": GuestAnswer,
    "guest_question": GuestQuestion,
    "host_report": HostReport,
    "lesson": Lesson,
}


def count_uses(session: Session, question: UsesOf) -> None:
    """What guests and hosts said holds on to its visit, its stop and its site."""
    for kind, points_to in USES.get(question.kind, {}).items():
        rows = select(func.count()).select_from(MODELS[kind]).where(points_to(question.id))
        question.found.append((kind, session.scalar(rows) or 0))


def on_guests_asked(session: Session, question: GuestsAsked) -> None:
    """Questions that were passed on, by the stop at which they may be answered."""
    for stop_id, asked in queries.passed_on(session, question.stop_ids).items():
        question.found.setdefault(stop_id, []).extend(asked)


# -- the purge ---------------------------------------------------------------------------------------

Saying = type[GuestWords | GuestQuestion | HostReport | GuestAnswer]
SAYS: dict[Saying, tuple[str, ...]] = {
    GuestWords: ("text", "korean"),
    GuestQuestion: ("text", "korean", "person"),
    HostReport: ("text", "person"),
    GuestAnswer: ("person",),
}
"""The columns that may name people."""


def on_purging(session: Session, notice: Purging) -> None:
    """Words of guests and hosts go with the names: they may name people, and until then reports of
    the year before and lessons rest on them. Ratings and numbers stay.

    What ties an answer to a browser goes as soon as meal needs do: by then the guests' link closed.
    """
    if notice.removes:
        untie(session, visits_ended(notice.due.needs))
    ended = of_visits(visits_ended(notice.due.names))
    for model, names in SAYS.items():
        says = or_(*(getattr(model, name) != "" for name in names))
        rows = select(model).where(ended[model], says)
        notice.counted[Matter.FEEDBACK] += number_of(session, rows)
        for row in in_batches(session, rows, model.id) if notice.removes else ():
            for name in names:
                setattr(row, name, "")
    forget_lessons(session, notice)


def forget_lessons(session: Session, notice: Purging) -> None:
    """What these visits taught goes with their names: a lesson may repeat what a guest said."""
    rows = select(Lesson).where(Lesson.delegation_id.in_(visits_ended(notice.due.names)))
    notice.counted[Matter.NOTES] += number_of(session, rows)
    for lesson in in_batches(session, rows, Lesson.id) if notice.removes else ():
        session.delete(lesson)
    session.flush()


def of_visits(visits: Select[int]) -> dict[Saying, ColumnElement[bool]]:
    """Conditions: rows that belong to these visits."""
    stops = (
        select(Stop.id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id.in_(visits))
    )
    answers = select(GuestAnswer.id).where(GuestAnswer.delegation_id.in_(visits))
    return {
        GuestWords: GuestWords.answer_id.in_(answers),
        GuestQuestion: GuestQuestion.delegation_id.in_(visits),
        HostReport: HostReport.stop_id.in_(stops),
        GuestAnswer: GuestAnswer.delegation_id.in_(visits),
    }


def untie(session: Session, visits: Select[int]) -> None:
    """No browser is known any more by its answers and questions."""
    answers = select(GuestAnswer).where(
        GuestAnswer.delegation_id.in_(visits), GuestAnswer.browser.is_not(None)
    )
    for answer in in_batches(session, answers, GuestAnswer.id):
        answer.browser = None
    questions = select(GuestQuestion).where(
        GuestQuestion.delegation_id.in_(visits), GuestQuestion.browser.is_not(None)
    )
    for question in in_batches(session, questions, GuestQuestion.id):
        question.browser = None
