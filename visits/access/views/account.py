"""One's own account: name, language, password, the browsers that are signed in."""

from flask import flash, g, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import actions, limits, passwords, queries, sessions
from visits.access.forms import AccountForm, ChangePasswordForm
from visits.access.guard import requires, the_user
from visits.access.models import User
from visits.access.rules import Permission
from visits.access.views.blueprint import access, account_url, interface_languages
from visits.access.views.passwords import is_strong
from visits.kit.clock import now
from visits.kit.db import db, reads_only


@access.route("/office/account", methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def account() -> ResponseReturnValue:
    user = the_user()
    form = AccountForm(obj=user, languages=interface_languages())
    if form.validate_on_submit():
        actions.change_own(db.session, user, **form.facts())
        speak(user.language)
        flash(_("Your account was saved."), "success")
        db.session.commit()
        return redirect(account_url())
    idle, longest = sessions.limits()
    browsers = queries.open_sessions(db.session, user, at=now(), idle=idle, longest=longest)
    page = render_template(
        "access/account.html",
        form=form,
        user=user,
        codes_left=queries.number_of_recovery_codes(db.session, user),
        browsers=browsers,
        own=g.user_session,
    )
    return page, 422 if form.errors else 200


def speak(language: str) -> None:
    """From now on, what is said to this browser is said in this language."""
    cookie["language"] = g.profile_language = language
    g.pop("language", None)


@access.route("/office/account/password", methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
@reads_only
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.validate_on_submit() and is_strong(form, the_user().email) and is_own(form):
        hashed = passwords.hashed(form.password.data or "")
        own_session = g.user_session.id
        with db.writing() as session:
            actions.set_password(session, the_user(), hashed, at=now(), but=own_session)
            session.commit()
        flash(_("Your password was changed. All other browsers were signed out."), "success")
        return redirect(account_url())
    page = render_template("access/change_password.html", form=form, back=account_url())
    return page, 422 if form.errors else 200


def is_own(form: ChangePasswordForm) -> bool:
    """Is it really them? Counted like signing in, so that an open screen is no way to guess."""
    if is_present_password(the_user(), form.current.data or ""):
        return True
    form.refuse("current", _("This is not your present password, or it was tried too often."))
    return False


def is_present_password(user: User, password: str) -> bool:
    """A wrong one is noted in a transaction of its own, after the answer."""
    key, at = user.email.lower(), now()
    if limits.is_reached(db.session, limits.PER_ACCOUNT, key, at=at):
        return False
    if passwords.matches(password, user.password_hash):
        return True
    db.write_briefly(lambda session: limits.note(session, limits.PER_ACCOUNT, key, at=at))
    return False


@access.post("/office/account/browsers/<int:number>/end")
@requires(Permission.OWN_ACCOUNT)
def end_session(number: int) -> ResponseReturnValue:
    row = queries.own_session(db.session, the_user(), number)
    row.ended_at = now()
    flash(_("That browser was signed out."), "success")
    db.session.commit()
    return redirect(account_url())


@access.post("/office/account/sign-out-everywhere")
@requires(Permission.OWN_ACCOUNT)
def sign_out_everywhere() -> ResponseReturnValue:
    actions.end_sessions(db.session, the_user(), at=now())
    cookie.clear()
    flash(_("You have signed out in every browser."))
    db.session.commit()
    return redirect(url_for("access.sign_in_anywhere"))
