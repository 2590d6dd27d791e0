"""Where the pages of outcomes lie."""

from typing import Any

from flask import Blueprint, request

outcomes = Blueprint("outcomes", __name__, url_prefix="/office")

MOST_BYTES = 210 * 1024 * 1024
"""Of several photographs at once; each of them is bounded as any file is."""


@outcomes.url_value_preprocessor
def allow_several_photographs(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the form."""
    if endpoint == "outcomes.add_photos":
        request.max_content_length = MOST_BYTES
