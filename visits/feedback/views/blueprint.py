"""Where the pages of feedback lie, and what templates, also of other folders, may ask for."""

from typing import Any

from flask import Blueprint
from markupsafe import Markup

from visits.feedback.rules import Question, Rating
from visits.feedback.words import HOW_TONES, LESSON_TONES, SHORT, STATE_TONES
from visits.kit.words import label
from visits.languages.catalogue import BY_TAG

BASE = "/office/delegations/<code>/feedback"

feedback = Blueprint("feedback", __name__)


@feedback.context_processor
def for_templates() -> dict[str, Any]:
    return {
        "how_tones": HOW_TONES,
        "lesson_tones": LESSON_TONES,
        "question_tones": STATE_TONES,
    }


@feedback.app_template_global()
def foreign(text: str, tag: str) -> Markup:
    """A paragraph as somebody wrote it, in their own language and direction."""
    known = BY_TAG.get(tag)
    direction = known.dir if known else "auto"
    return Markup('<p class="lines" lang="{}" dir="{}"><bdi>{}</bdi></p>').format(
        tag, direction, text
    )


@feedback.app_template_global()
def all_ratings() -> tuple[Rating, ...]:
    """The best first."""
    return tuple(Rating)


@feedback.app_template_global()
def rating_heads() -> list[tuple[str, str]]:
    """Columns of a table, one for each rating."""
    return [(str(label(rating)), "number") for rating in Rating]


@feedback.app_template_global()
def question_heads() -> list[tuple[str, str]]:
    """Columns of a table, one for each question."""
    return [(str(SHORT[question]), "number") for question in Question]


@feedback.app_template_global()
def question_name(question: Question) -> str:
    """The question in a word or two."""
    return str(SHORT[question])
