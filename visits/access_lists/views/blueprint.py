"""Where the pages of access lists lie."""

from flask import Blueprint

from visits.access_lists.words import STATE_TONES

access_lists = Blueprint("access_lists", __name__)


@access_lists.context_processor
def for_templates() -> dict[str, object]:
    return {"list_tones": STATE_TONES}
