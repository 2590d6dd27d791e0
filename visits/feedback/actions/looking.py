"""The officer's look: which questions go to hosts, and what foreign words say in Korean."""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.feedback.models import GuestQuestion, GuestWords
from visits.feedback.rules import QuestionState


def decide(
    session: Session, question: GuestQuestion, state: QuestionState, *, by: User, at: datetime
) -> None:
    """Hosts see a question from the moment it is passed on, and no longer once it is hidden."""
    question.state, question.decided_by_id, question.decided_at = state, by.id, at
    session.flush()


def translate_question(session: Session, question: GuestQuestion, korean: str) -> None:
    question.korean = korean
    session.flush()


def translate_words(session: Session, words: GuestWords, korean: str) -> None:
    words.korean = korean
    session.flush()
