"""Signing in and out."""

from collections.abc import Callable
from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from visits.access import actions, limits, passwords, queries, second_factor, sessions
from visits.access.forms import CodeForm, RecoveryForm, SignInForm
from visits.access.guard import HOME, from_office, public, requires, the_user
from visits.access.models import User
from visits.access.rules import Permission
from visits.access.totp_secret import secret_of
from visits.access.views.blueprint import access, interface_languages, where_to
from visits.kit import once
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.tokens import fingerprint
from visits.languages.routing import wanted_language

PENDING = "second_factor"
PENDING_FOR = timedelta(minutes=5)
"""How long after the password the code may come."""

AnyCodeForm = CodeForm | RecoveryForm
CodeCheck = Callable[[Session, User, str], bool]
"""Takes what was typed and spends it; False when it is not right."""


@access.get("/")
@public
def root() -> ResponseReturnValue:
    """Staff go to their dashboard, everybody else to the city's home page in their language."""
    if g.signed_in:
        return redirect(HOME)
    return redirect(url_for("welcome.home", lang=wanted_language().tag))


@access.get("/sign-in")
@public
def sign_in_anywhere() -> ResponseReturnValue:
    """To the sign-in page in the reader's language."""
    return redirect(
        url_for("access.sign_in", lang=wanted_language().tag, next=request.args.get("next"))
    )


@access.route("/<lang:lang>/sign-in", methods=["GET", "POST"])
@public
@from_office
@reads_only
def sign_in(lang: str) -> ResponseReturnValue:
    if g.signed_in:
        return redirect(where_to(request.args.get("next")))
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        is_right = is_password(form.email.data or "", form.password.data or "")
        with db.writing() as session:
            user = admit(session, form, is_right=is_right)
            target = enter(session, user, where_to(form.next.data), lang) if user else ""
            session.commit()
        if target:
            return redirect(target)
    page = render_template("access/sign_in.html", form=form, has_ended=sessions.has_ended())
    return page, 422 if form.errors else 200


def is_password(email: str, password: str) -> bool:
    """Hashing is slow on purpose: it is done before the write lock, and not beyond the limit."""
    if is_limited(db.session, email):
        return False
    user = queries.user_by_email(db.session, email)
    return passwords.matches(password, user.password_hash if user else None)


def admit(session: Session, form: SignInForm, *, is_right: bool) -> User | None:
    """The user, or an answer in the form that is the same for known and unknown accounts."""
    email, at = form.email.data or "", now()
    if is_limited(session, email):
        form.refuse("password", _("Too many attempts. Wait 15 minutes and try again."))
        return None
    user = queries.user_by_email(session, email)
    if is_right and user is not None and user.is_enabled:
        return user
    limits.note(session, limits.PER_ACCOUNT, email.lower(), at=at)
    limits.note(session, limits.PER_ADDRESS, request.remote_addr or "", at=at)
    form.refuse("password", _("The e-mail address or the password is not right."))
    return None


def is_limited(session: Session, email: str) -> bool:
    at = now()
    return limits.is_reached(
        session, limits.PER_ACCOUNT, email.lower(), at=at
    ) or limits.is_reached(session, limits.PER_ADDRESS, request.remote_addr or "", at=at)


def enter(session: Session, user: User, target: str, lang: str) -> str:
    """Begin the session, or ask for the code first; the address to go on to."""
    if user.totp_secret is None:
        begin(session, user)
        return target
    cookie[PENDING] = {
        "user": user.id,
        "until": (now() + PENDING_FOR).timestamp(),
        "password": fingerprint(user.password_hash or ""),
        "next": target,
    }
    return url_for("access.sign_in_code", lang=lang)


def begin(session: Session, user: User) -> None:
    """A new session; with it, once a day or so, rows that serve nobody any more are swept."""
    at = now()
    sessions.begin(session, user, at=at)
    sessions.forget_old(session, at=at)
    limits.forget_old(session, at=at)
    once.forget_old(session, at=at)


@access.route("/<lang:lang>/sign-in/code", methods=["GET", "POST"])
@public
@from_office
@reads_only
def sign_in_code(lang: str) -> ResponseReturnValue:
    """By the app's code."""
    return second_step(lang, CodeForm(), is_right_code, "access/sign_in_code.html")


@access.route("/<lang:lang>/sign-in/recovery", methods=["GET", "POST"])
@public
@from_office
@reads_only
def sign_in_recovery(lang: str) -> ResponseReturnValue:
    """By a code on paper, when the telephone is lost."""
    return second_step(lang, RecoveryForm(), is_recovery_code, "access/sign_in_recovery.html")


def second_step(
    lang: str, form: AnyCodeForm, is_right: CodeCheck, template: str
) -> ResponseReturnValue:
    """Signed in by the code after the password; without a password to the first step."""
    pending = cookie.get(PENDING, {})
    if who_is_pending(pending) is None:
        return redirect(url_for("access.sign_in", lang=lang))
    if form.validate_on_submit():
        with db.writing() as session:
            user = queries.the_user(session, pending["user"])
            session.info["actor"] = ("user", user.id, user.name)
            is_in = check_code(session, user, form, is_right)
            if is_in:
                begin(session, user)
            session.commit()
        if is_in:
            if isinstance(form, RecoveryForm):
                say_how_many_are_left(user)
            return redirect(where_to(pending["next"]))
    return render_template(template, form=form), 422 if form.errors else 200


def who_is_pending(pending: dict[str, object]) -> User | None:
    """Whoever gave the right password a moment ago; nobody once it was changed."""
    until, user_id = pending.get("until"), pending.get("user")
    if not isinstance(until, float) or until < now().timestamp():
        return None
    user = db.session.get(User, user_id)
    if user is None or not user.is_enabled or user.totp_secret is None:
        return None
    return user if fingerprint(user.password_hash or "") == pending["password"] else None


def check_code(session: Session, user: User, form: AnyCodeForm, is_right: CodeCheck) -> bool:
    """Spend the code; the wrong ones of both kinds count together."""
    at, key = now(), str(user.id)
    if limits.is_reached(session, limits.PER_CODE, key, at=at):
        form.refuse("code", _("Too many attempts. Wait 15 minutes and try again."))
        return False
    if is_right(session, user, form.code.data or ""):
        return True
    limits.note(session, limits.PER_CODE, key, at=at)
    form.refuse("code", str(form.wrong))
    return False


def is_right_code(session: Session, user: User, typed: str) -> bool:
    after = user.totp_last_step
    step = second_factor.step_of(secret_of(user), typed, at=now(), after=after)
    return step is not None and actions.spend_step(session, user, step)


def is_recovery_code(session: Session, user: User, typed: str) -> bool:
    return actions.spend_recovery_code(session, user, typed, at=now())


def say_how_many_are_left(user: User) -> None:
    left = queries.number_of_recovery_codes(db.session, user)
    flash(ngettext("%(num)s recovery code is left.", "%(num)s recovery codes are left.", left))


@access.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if g.user_session is not None:
        g.user_session.ended_at = now()
    cookie.clear()
    flash(_("You have signed out."))
    db.session.commit()
    return redirect(url_for("access.sign_in_anywhere"))


@access.post("/office/account/language")
@requires(Permission.OWN_ACCOUNT)
def choose_language() -> ResponseReturnValue:
    """The switcher of the staff's pages: the language is a property of the account."""
    tag = request.form.get("language", "")
    if tag in {choice.value for choice in interface_languages()}:
        actions.choose_language(db.session, the_user(), tag)
        cookie["language"] = tag
    db.session.commit()
    return redirect(where_to(request.args.get("next")))
