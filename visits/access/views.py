"""Signing in and out."""

from datetime import timedelta

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import actions, passwords, queries, sessions
from visits.access.forms import SignInForm
from visits.access.guard import public
from visits.access.rules import is_own_path
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.languages.routing import wanted_language

access = Blueprint("access", __name__)

MOST_PER_ACCOUNT, MOST_PER_ADDRESS = 10, 50
SPAN = timedelta(minutes=15)


@access.get("/")
@public
def root() -> ResponseReturnValue:
    """Staff go to their dashboard, everybody else to the sign-in page in their language."""
    if g.signed_in:
        return redirect(url_for("home.dashboard"))
    return redirect(url_for("access.sign_in", lang=wanted_language().tag))


@access.get("/sign-in")
@public
def sign_in_anywhere() -> ResponseReturnValue:
    """To the sign-in page in the reader's language."""
    return redirect(
        url_for("access.sign_in", lang=wanted_language().tag, next=request.args.get("next"))
    )


@access.route("/<lang:lang>/sign-in", methods=["GET", "POST"])
@public
@reads_only
def sign_in(lang: str) -> ResponseReturnValue:
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        email, password = form.email.data or "", form.password.data or ""
        user = queries.user_by_email(db.session, email)
        is_right = passwords.matches(password, user.password_hash if user else None)
        with db.writing() as session:
            user = queries.user_by_email(session, email)
            limited = is_over_limit(email)
            if user is not None and is_right and user.is_enabled and not limited:
                cookie["language"] = lang
                sessions.begin(session, user, at=now())
                session.commit()
                return redirect(where_to(form.next.data))
            actions.note_attempt(session, "sign_in", email.lower(), at=now())
            actions.note_attempt(session, "sign_in_from", request.remote_addr or "", at=now())
            session.commit()
        message = (
            _("Too many attempts. Wait 15 minutes and try again.")
            if limited
            else _("The e-mail address or the password is not right.")
        )
        form.refuse("password", message)
    return render_template("access/sign_in.html", form=form), 200 if not form.errors else 422


def is_over_limit(email: str) -> bool:
    at = now()
    return actions.is_limited(
        db.session, "sign_in", email.lower(), most=MOST_PER_ACCOUNT, span=SPAN, at=at
    ) or actions.is_limited(
        db.session,
        "sign_in_from",
        request.remote_addr or "",
        most=MOST_PER_ADDRESS,
        span=SPAN,
        at=at,
    )


def where_to(address: str | None) -> str:
    return address if address and is_own_path(address) else url_for("access.root")


@access.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if g.user_session is not None:
        g.user_session.ended_at = now()
        db.session.commit()
    cookie.clear()
    flash(_("You have signed out."))
    return redirect(url_for("access.sign_in_anywhere"))
