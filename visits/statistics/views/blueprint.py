"""The blueprint that every page of the figures hangs on."""

from collections.abc import Callable

from flask import Blueprint

from visits.statistics.periodic_papers import rule

statistics = Blueprint("statistics", __name__, url_prefix="/office/figures")


@statistics.context_processor
def counting() -> dict[str, Callable[[], str]]:
    """How it is counted, as the papers say it too."""
    return {"counting_rule": rule}
