"""Every failure as a page for people, in the reader's language; JSON routes get problem+json."""

import uuid
from http import HTTPStatus
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from visits.access.rules import LinkState
from visits.access.sessions import is_for_machines
from visits.audit.queries import last_change
from visits.kit import words
from visits.kit.db import db
from visits.kit.errors import Busy, InUse, NotThere, Over, Refused, Stale
from visits.kit.forms import BaseForm, shown
from visits.kit.lists import in_a_row
from visits.kit.paths import is_for_script, own_page

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

WAITED_TOO_LONG = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's states for a serialization failure, a deadlock and a lock that was not given."""
UNIQUE_VIOLATION = "23505"


def page(
    status: int,
    *,
    title: Any = None,
    detail: Any = None,
    advice: Any = None,
    back_url: str = "",
    back_label: Any = "",
) -> ResponseReturnValue:
    """The error as a page, or as problem+json. Needs no database.

    Programs that come every hour get a short word, in no language and without a cookie.
    """
    if is_for_machines(request.endpoint):
        return Response(f"{HTTPStatus(status).phrase}\n", status, mimetype="text/plain")
    usual, text = TEXTS.get(status, TEXTS[500])
    title = title or usual
    if is_for_script():
        answer = jsonify(status=status, title=str(title), detail=str(detail or text))
        answer.mimetype = "application/problem+json"
        return answer, status
    body = render_template(
        "errors/page.html",
        status=status,
        title=title,
        text=detail or text,
        advice=advice,
        back_url=back_url,
        back_label=back_label,
    )
    return body, status


def on_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.response or Response(status=error.code)
    if isinstance(error, SecurityError):
        # For another host than ours no address can be built, so there is no page either.
        return Response("This host is not served here.\n", 400, mimetype="text/plain")
    status = error.code or 500
    detail = error.description if error.description != type(error).description else None
    if status == 410 and g.get("closed_link") is LinkState.EXPIRED:
        detail = _("The time of this link is over. Ask the office for a new one.")
    answer = make_response(page(status, detail=detail))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def on_csrf(_error: CSRFError) -> ResponseReturnValue:
    """A form that was opened before its session began: the way back leads to a fresh one."""
    return page(
        400,
        detail=_("The form was opened before you signed in, or in another window. Load it again."),
        back_url=own_page(),
        back_label=_("Load the form again"),
    )


def on_not_there(_error: NotThere) -> ResponseReturnValue:
    return page(404)


def on_refused(error: Refused) -> ResponseReturnValue:
    db.session.rollback()
    uses = words.users(error) if isinstance(error, InUse) else []
    return page(
        409 if uses else 422,
        detail=words.REASONS.get(error.reason),
        advice=in_a_row(uses, get_locale()),
        back_url=own_page(),
        back_label=_("Back"),
    )


def on_over(error: Over) -> ResponseReturnValue:
    """What is over takes no answer by link any more; the office may still note what it is told."""
    db.session.rollback()
    return page(
        410,
        title=_("This is over."),
        detail=words.REASONS.get(error.reason),
    )


def on_stale(error: Stale) -> ResponseReturnValue:
    """Both versions side by side; nothing that was typed is lost."""
    mine, theirs = error.mine, error.theirs
    if mine is None:
        return page(409, back_url=own_page(), back_label=_("Load the page again"))
    names = [name for name in BaseForm.facts(mine) if name in theirs]
    rows = [(mine[n].label.text, shown(mine[n]), shown(theirs[n])) for n in names]
    last = last_change(db.session, type(mine.row).__name__, str(mine.row.id))
    body = render_template(
        "errors/stale.html",
        rows=[(label, a, b, True) for label, a, b in rows if a != b],
        fields=[
            *typed_again(),
            ("version", str(mine.row.version)),
            ("once", uuid.uuid4().hex),
        ],
        post_url=request.full_path.rstrip("?"),
        keep_url=own_page(),
        last=last,
    )
    return body, 409


def typed_again() -> list[tuple[str, str]]:
    """What was sent, for sending it again as another form over the newer version."""
    return [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in {"csrf_token", "version", "once"}
    ]


def on_stale_row(_error: StaleDataError) -> ResponseReturnValue:
    """The row changed between its reading and its saving: judge the form again, which will say so."""
    return judged_again()


def on_integrity(error: IntegrityError) -> ResponseReturnValue:
    """What another added at this moment is there now: judge again; anything else is our fault."""
    if getattr(error.orig, "sqlstate", "") != UNIQUE_VIOLATION:
        raise error
    return judged_again()


def judged_again() -> ResponseReturnValue:
    """The same request once more over what the database holds now."""
    db.session.rollback()
    if g.get("judged_again") or request.endpoint is None:
        return page(409, back_url=own_page(), back_label=_("Load the page again"))
    g.judged_again = True
    view = current_app.view_functions[request.endpoint]
    try:
        return make_response(view(**(request.view_args or {})))
    except Exception as again:  # noqa: BLE001 (whatever the second judgement says is the answer)
        return make_response(current_app.handle_user_exception(again))


def on_busy(_error: Exception) -> ResponseReturnValue:
    answer = make_response(page(503))
    answer.headers["Retry-After"] = "5"
    return answer


def on_operational(error: OperationalError) -> ResponseReturnValue:
    """Locked by others for too long, on either database, is busy; anything else is our fault."""
    db.session.rollback()
    if "locked" in str(error.orig) or getattr(error.orig, "sqlstate", "") in WAITED_TOO_LONG:
        return on_busy(error)
    raise error


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(CSRFError, on_csrf)
    app.register_error_handler(NotThere, on_not_there)
    app.register_error_handler(Refused, on_refused)
    app.register_error_handler(Over, on_over)
    app.register_error_handler(Stale, on_stale)
    app.register_error_handler(StaleDataError, on_stale_row)
    app.register_error_handler(IntegrityError, on_integrity)
    app.register_error_handler(Busy, on_busy)
    app.register_error_handler(OperationalError, on_operational)
