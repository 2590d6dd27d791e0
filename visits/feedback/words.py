"""What the codes of feedback are called. Guests read most of it."""

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.feedback.rules import How, LessonState, Question, QuestionState, Rating, Wish
from visits.kit import words

words.name_all(
    Question,
    {
        Question.OVERALL: _("How was the visit as a whole?"),
        Question.PROGRAMME: _("How well did the programme fit what you wanted to learn?"),
        Question.SITES: _("How were the places that you visited?"),
        Question.INTERPRETATION: _(
            "How well could you follow, in your language or through an interpreter?"
        ),
        Question.CARE: _("How were the organisation and the care for you?"),
    },
)
SHORT = {
    Question.OVERALL: _("Overall"),
    Question.PROGRAMME: _("Programme"),
    Question.SITES: _("Places visited"),
    Question.INTERPRETATION: _("Interpretation"),
    Question.CARE: _("Organisation and care"),
}
"""Heads of columns."""
words.name_all(
    Rating,
    {
        Rating.VERY_GOOD: lazy_pgettext("rating", "Very good"),
        Rating.GOOD: lazy_pgettext("rating", "Good"),
        Rating.FAIR: lazy_pgettext("rating", "Fair"),
        Rating.POOR: lazy_pgettext("rating", "Poor"),
        Rating.VERY_POOR: lazy_pgettext("rating", "Very poor"),
    },
)
words.name_all(
    Wish,
    {
        Wish.MOST_USEFUL: _("What was most useful to you?"),
        Wish.BETTER: _("What should we do better?"),
    },
)
words.name_all(
    QuestionState,
    {
        QuestionState.WAITING: _("Not looked at yet"),
        QuestionState.PASSED_ON: _("Passed on to hosts"),
        QuestionState.HIDDEN: _("Not passed on"),
    },
)
STATE_TONES = {
    QuestionState.WAITING: "warning",
    QuestionState.PASSED_ON: "success",
    QuestionState.HIDDEN: "neutral",
}
words.name_all(
    How,
    {
        How.GOOD: lazy_pgettext("how a stop went", "Good"),
        How.MIXED: lazy_pgettext("how a stop went", "Mixed"),
        How.DIFFICULT: lazy_pgettext("how a stop went", "Difficult"),
    },
)
HOW_TONES = {How.GOOD: "success", How.MIXED: "warning", How.DIFFICULT: "danger"}
words.name_all(
    LessonState,
    {
        LessonState.OPEN: lazy_pgettext("lesson", "Open"),
        LessonState.SETTLED: lazy_pgettext("lesson", "Settled"),
    },
)
LESSON_TONES = {LessonState.OPEN: "warning", LessonState.SETTLED: "success"}
words.KINDS |= {
    "guest_answer": _("Answers of guests"),
    "guest_question": _("Questions of guests"),
    "host_report": _("Reports of hosts"),
    "lesson": _("Lessons"),
}
words.REASONS |= {
    "visit_cancelled": _("This visit was cancelled."),
    "not_a_stop_of_the_visit": _("This is no stop of this visit."),
    "not_a_site_of_the_visit": _("This place is not on the programme of this visit."),
    "nothing_said": _("Choose or write something first."),
    "stop_without_site": _("This stop takes place at no site of ours."),
    "stop_not_over": _("This stop is not over yet."),
}
