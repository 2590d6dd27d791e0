"""What guests and hosts tell, what officers make of it. All flush at most."""

from visits.feedback.actions.guests import ask, give
from visits.feedback.actions.hosts import report
from visits.feedback.actions.learning import revise_lesson, settle, write_lesson
from visits.feedback.actions.listening import count_uses, on_guests_asked, on_purging
from visits.feedback.actions.looking import decide, translate_question, translate_words

__all__ = [
    "ask",
    "count_uses",
    "decide",
    "give",
    "on_guests_asked",
    "on_purging",
    "report",
    "revise_lesson",
    "settle",
    "translate_question",
    "translate_words",
    "write_lesson",
]
