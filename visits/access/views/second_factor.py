"""Setting up and giving up the second factor."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import actions, second_factor
from visits.access.forms import CodeForm, PasswordForm
from visits.access.guard import requires, settings, the_user
from visits.access.models import User
from visits.access.rules import Permission
from visits.access.totp_secret import opened_for, sealed_for
from visits.access.views.account import is_present_password
from visits.access.views.blueprint import access, account_url, where_to
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere
from visits.languages.routing import interface_language

OFFER = "second_factor_offer"
"""Where the browser keeps the sealed secret until a code has proved that the app has it."""


@access.get("/office/account/second-factor")
@requires(Permission.OWN_ACCOUNT)
def enrol() -> ResponseReturnValue:
    """Changes nothing but the browser's own cookie."""
    if the_user().totp_secret is not None:
        return redirect(account_url())
    if offered_to(the_user()) is None:
        cookie[OFFER] = sealed_for(the_user(), second_factor.new_secret())
    return show(CodeForm())


@access.post("/office/account/second-factor")
@requires(Permission.OWN_ACCOUNT)
def confirm_second_factor() -> ResponseReturnValue:
    user, form = the_user(), CodeForm()
    secret = offered_to(user)
    if user.totp_secret is not None or secret is None:
        return redirect(url_for("access.enrol"))
    if form.validate_on_submit():
        step = second_factor.step_of(secret, form.code.data or "", at=now(), after=None)
        if step is not None:
            actions.enrol(user, cookie.pop(OFFER), step=step)
            codes = actions.make_recovery_codes(db.session, user, at=now())
            flash(_("From now on, signing in asks for a code from your app."), "success")
            db.session.commit()
            return show_codes(codes, where_to(request.args.get("next"), account_url()))
        form.refuse("code", _("This code is not right. Check the clock of your telephone."))
    return show(form)


def show(form: CodeForm) -> ResponseReturnValue:
    secret = offered_to(the_user()) or ""
    page = render_template(
        "access/enrol.html",
        form=form,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        address=enrolment_address(secret),
        is_asked_for=settings().REQUIRE_TOTP or "next" in request.args,
        back=account_url(),
    )
    return page, 422 if form.errors else 200


@access.get("/office/account/second-factor/qr.svg")
@requires(Permission.OWN_ACCOUNT)
def enrol_picture() -> ResponseReturnValue:
    secret = offered_to(the_user())
    if secret is None:
        raise NotThere("offer")
    picture = second_factor.picture(enrolment_address(secret))
    return Response(picture, mimetype="image/svg+xml")


@access.route("/office/account/second-factor/end", methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
@reads_only
def end_second_factor() -> ResponseReturnValue:
    user, form = the_user(), PasswordForm()
    if user.totp_secret is None:
        return redirect(account_url())
    if form.validate_on_submit():
        if is_present_password(user, form.current.data or ""):
            with db.writing() as session:
                actions.forget_second_factor(session, the_user())
                session.commit()
            flash(_("Signing in no longer asks for a code."), "success")
            return redirect(account_url())
        form.refuse("current", _("This is not your password, or it was tried too often."))
    page = render_template("access/end_second_factor.html", form=form, back=account_url())
    return page, 422 if form.errors else 200


@access.route("/office/account/recovery-codes", methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
@reads_only
def new_recovery_codes() -> ResponseReturnValue:
    """Ten new ones for the password; what was printed before opens nothing any more."""
    user, form = the_user(), PasswordForm()
    if user.totp_secret is None:
        return redirect(account_url())
    if form.validate_on_submit():
        if is_present_password(user, form.current.data or ""):
            with db.writing() as session:
                codes = actions.make_recovery_codes(session, the_user(), at=now())
                session.commit()
            return show_codes(codes, account_url())
        form.refuse("current", _("This is not your password, or it was tried too often."))
    page = render_template("access/new_recovery_codes.html", form=form, back=account_url())
    return page, 422 if form.errors else 200


def show_codes(codes: tuple[str, ...], onward: str) -> ResponseReturnValue:
    """The codes in words that nobody sees again: no address leads here."""
    return render_template("access/recovery_codes.html", codes=codes, onward=onward)


def offered_to(user: User) -> str | None:
    """The secret that this browser was offered, if it was offered to this user."""
    return opened_for(user, cookie.get(OFFER, ""))


def enrolment_address(secret: str) -> str:
    city = settings().CITY_NAME.to(interface_language().tag)
    issuer = _("Visits %(city)s", city=city).replace(":", " ")
    return second_factor.enrolment_address(secret, account=the_user().email, issuer=issuer)
