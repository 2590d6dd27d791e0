"""What several pages of requests need: the request, today, labels, choices, refusals in words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import settings
from visits.delegations import queries as delegations
from visits.intake import queries
from visits.intake.models import VisitRequest
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import Choices, choices
from visits.languages.routing import wanted_language
from visits.organisations import queries as organisations


def zone() -> ZoneInfo:
    found: ZoneInfo = current_app.config["ZONE"]
    return found


def today() -> date:
    """The day in the city."""
    return now().astimezone(zone()).date()


def the_request(code: str) -> VisitRequest:
    """The request of this address. 404 for a code written otherwise: one page, one address."""
    request = queries.the_request(db.session, code)
    if request.code != code:
        abort(404)
    return request


def page_url(request: VisitRequest, anchor: str | None = None) -> str:
    return url_for("intake.show", code=request.code, _anchor=anchor)


def country_names() -> dict[str, str]:
    """What the reader calls each country, by code."""
    return organisations.country_names(db.session, wanted_language().tag)


def officers() -> Choices:
    return choices((user.id, user.name) for user in delegations.officers(db.session))


def folder() -> Path:
    """Where attachments lie."""
    return settings().DATA_DIR / "files"


def step(
    code: str, act: Callable[[VisitRequest], Any], done: str, anchor: str | None = None
) -> ResponseReturnValue:
    """Do one thing with a request, or say on its page why it cannot be done."""
    request = the_request(code)
    try:
        act(request)
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(url_for("intake.show", code=code))
    flash(done, "success")
    db.session.commit()
    return redirect(page_url(request, anchor))
