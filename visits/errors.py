"""Every failure as a page for people, in the reader's language; JSON routes get problem+json."""

import uuid
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from visits.access.rules import LinkState
from visits.kit import words
from visits.kit.db import db
from visits.kit.errors import Busy, InUse, NotThere, Refused, Stale
from visits.kit.forms import BaseForm, shown

TEXTS: dict[int, tuple[Any, Any]] = {
    400: (_("This request cannot be read."), _("Go back, load the page again and repeat the step.")),
    401: (_("Please sign in."), _("Your session has ended. Sign in and open the page again.")),
    403: (_("You may not open this page."), _("Ask the administrator if you need it for your work.")),
    404: (_("There is no such page."), _("Check the address, or go back to where you came from.")),
    405: (_("This address takes no such request."), _("Go back and use the page's own buttons.")),
    409: (_("Someone else saved first."), _("Load the page again to see the present state.")),
    410: (_("This link no longer works."), _("It was stopped or its time is over. Ask the office for a new one.")),
    413: (_("That is too large."), _("Choose a smaller file, or send it in parts.")),
    415: (_("Files of this kind cannot be read."), _("See the page for the kinds that can.")),
    422: (_("This cannot be done now."), _("Go back and check what you entered.")),
    429: (_("Too many attempts."), _("Wait a few minutes and try again.")),
    500: (_("Something went wrong on our side."), _("Nothing was saved by this step. Try again, and tell the office if it happens twice.")),
    503: (_("Many people are saving just now."), _("Wait a few seconds and try again. Nothing was lost: use the back button.")),
}  # fmt: skip


def page(status: int, *, detail: Any = None, advice: Any = None) -> ResponseReturnValue:
    """The answer of this status, for people or for programs."""
    title, text = TEXTS.get(status, TEXTS[500])
    if request.accept_mimetypes.best == "application/json":
        answer = jsonify(status=status, title=str(title), detail=str(detail or text))
        answer.mimetype = "application/problem+json"
        return answer, status
    body = render_template(
        "errors/page.html", status=status, title=title, text=detail or text, advice=advice
    )
    return body, status


def on_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.response or Response(status=error.code)
    status = error.code or 500
    detail = None
    if status == 410 and g.get("closed_link") is LinkState.EXPIRED:
        detail = _("The time of this link is over. Ask the office for a new one.")
    return page(status, detail=detail)


def on_csrf(_error: CSRFError) -> ResponseReturnValue:
    return page(
        400, detail=_("The form was open for too long or in another window. Load it again.")
    )


def on_not_there(_error: NotThere) -> ResponseReturnValue:
    return page(404)


def on_refused(error: Refused) -> ResponseReturnValue:
    db.session.rollback()
    detail = words.REASONS.get(error.reason)
    if isinstance(error, InUse):
        uses = [f"{words.KINDS.get(kind, kind)}: {count}" for kind, count in error.users]
        return page(409, detail=detail, advice=", ".join(uses))
    return page(422, detail=detail)


def on_stale(error: Stale) -> ResponseReturnValue:
    """Both versions side by side; nothing that was typed is lost."""
    mine, theirs = error.mine, error.theirs
    if mine is None:
        return page(409)
    names = [name for name in BaseForm.facts(mine) if name in theirs]
    rows = [(mine[n].label.text, shown(mine[n]), shown(theirs[n])) for n in names]
    kept = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in {"csrf_token", "version", "once"}
    ]
    body = render_template(
        "errors/stale.html",
        rows=[(label, a, b, True) for label, a, b in rows if a != b],
        fields=[*kept, ("version", str(mine.row.version)), ("once", uuid.uuid4().hex)],
        post_url=request.full_path.rstrip("?"),
        keep_url=request.full_path.rstrip("?"),
    )
    return body, 409


def on_stale_row(_error: StaleDataError) -> ResponseReturnValue:
    db.session.rollback()
    return page(409)


def on_busy(_error: Exception) -> ResponseReturnValue:
    answer = make_response(page(503))
    answer.headers["Retry-After"] = "5"
    return answer


def on_operational(error: OperationalError) -> ResponseReturnValue:
    if "locked" in str(error.orig):
        return on_busy(error)
    raise error


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(CSRFError, on_csrf)
    app.register_error_handler(NotThere, on_not_there)
    app.register_error_handler(Refused, on_refused)
    app.register_error_handler(Stale, on_stale)
    app.register_error_handler(StaleDataError, on_stale_row)
    app.register_error_handler(Busy, on_busy)
    app.register_error_handler(OperationalError, on_operational)
