"""The administrator's page of users."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import actions, queries
from visits.access.forms import UserFilter, UserForm
from visits.access.guard import requires, the_keeper
from visits.access.models import SecretLink, User
from visits.access.rules import Permission, Role
from visits.access.views.blueprint import access, interface_languages
from visits.access.words import ROLE_HINTS
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.pager import linked
from visits.kit.pages import page_of

SHOWN = "invitation"
"""In the browser's own cookie: the link whose address its next page shows, once."""


@access.get("/office/users")
@requires(Permission.MANAGE_USERS)
def users() -> ResponseReturnValue:
    form = UserFilter(request.args)
    role = Role(form.role.data) if form.role.data in set(Role) else None
    enabled = {"on": True, "off": False}.get(form.state.data or "")
    found = queries.users(form.words.data or "", role=role, enabled=enabled)
    page = page_of(db.session, found, by=(User.name, User.id), cursor=request.args.get("page"))
    return render_template("access/users.html", form=form, page=linked(page))


@access.route("/office/users/add", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def add_user() -> ResponseReturnValue:
    form = UserForm(languages=interface_languages())
    if form.validate_on_submit():
        try:
            user = actions.add_user(db.session, **typed(form), at=now())
        except Refused as refused:
            refuse(form, refused)
        else:
            link = actions.invite(db.session, user, keeper=the_keeper(), at=now())
            show_once(link)
            db.session.commit()
            return redirect(user_url(user))
    page = render_template("access/user_form.html", form=form, hints=ROLE_HINTS, back=users_url())
    return page, 422 if form.errors else 200


@access.route("/office/users/<int:number>", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def user(number: int) -> ResponseReturnValue:
    row = queries.the_user(db.session, number)
    form = UserForm(obj=row, languages=interface_languages())
    if form.validate_on_submit():
        try:
            actions.change_user(db.session, row, **typed(form))
        except Refused as refused:
            refuse(form, refused)
        else:
            flash(_("The user was saved."), "success")
            db.session.commit()
            return redirect(user_url(row))
    page = render_template(
        "access/user.html",
        form=form,
        user=row,
        links=queries.password_links(db.session, row),
        invitation=invitation_of(row),
        hints=ROLE_HINTS,
        back=users_url(),
    )
    return page, 422 if form.errors else 200


def typed(form: UserForm) -> dict[str, Any]:
    return {**form.facts(), "role": Role(form.role.data)}


def refuse(form: UserForm, refused: Refused) -> None:
    """Say it at the field that it concerns."""
    at, sentence = {
        "email_taken": ("email", _("Somebody has an account with this address already.")),
        "last_administrator": (
            "role",
            _("This is the last administrator. Make somebody else one first."),
        ),
    }[refused.reason]
    form.refuse(at, sentence)


def invitation_of(user: User) -> str:
    """The one-time address that was made a moment ago: shown once, then to be asked for anew."""
    link = db.session.get(SecretLink, cookie.pop(SHOWN, ""))
    if link is None or link.subject_id != user.id or link.revoked_at is not None:
        return ""
    return the_keeper().address(link)


def show_once(link: SecretLink) -> None:
    """The next page of its user shows the address."""
    cookie[SHOWN] = link.id


@access.route("/office/users/<int:number>/password", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def reset_password(number: int) -> ResponseReturnValue:
    """A new one-time address. The present password goes on working until the new one is set."""
    user = queries.the_user(db.session, number)
    if request.method == "POST" and user.is_enabled:
        show_once(actions.invite(db.session, user, keeper=the_keeper(), at=now()))
        db.session.commit()
        return redirect(user_url(user))
    return ask(
        user,
        title=_("Make an address to set the password?"),
        text=_("It opens once, for 7 days. The former address stops working."),
        label=_("Make the address"),
    )


@access.route("/office/users/<int:number>/second-factor", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def reset_second_factor(number: int) -> ResponseReturnValue:
    user = queries.the_user(db.session, number)
    if request.method == "POST":
        actions.forget_second_factor(db.session, user)
        flash(_("The second factor was removed."), "success")
        db.session.commit()
        return redirect(user_url(user))
    return ask(
        user,
        title=_("Remove the second factor?"),
        text=_("For somebody whose telephone is lost. Be sure that it is really them who asks."),
        label=_("Remove"),
    )


@access.route("/office/users/<int:number>/deactivate", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def deactivate(number: int) -> ResponseReturnValue:
    user = queries.the_user(db.session, number)
    refused = []
    if request.method == "POST":
        try:
            actions.deactivate(db.session, user, at=now())
        except Refused:
            refused = [_("This is the last administrator. Make somebody else one first.")]
        else:
            flash(_("The user was deactivated and signed out everywhere."), "success")
            db.session.commit()
            return redirect(user_url(user))
    page = ask(
        user,
        title=_("Deactivate this user?"),
        text=_("They are signed out everywhere and cannot sign in. What they did stays recorded."),
        label=_("Deactivate"),
        refused=refused,
    )
    return page, 422 if refused else 200


@access.post("/office/users/<int:number>/activate")
@requires(Permission.MANAGE_USERS)
def activate(number: int) -> ResponseReturnValue:
    user = queries.the_user(db.session, number)
    actions.activate(user)
    flash(_("The user may sign in again."), "success")
    db.session.commit()
    return redirect(user_url(user))


@access.post("/office/users/<int:number>/sign-out")
@requires(Permission.MANAGE_USERS)
def end_sessions(number: int) -> ResponseReturnValue:
    user = queries.the_user(db.session, number)
    own = g.user_session.id if user is g.signed_in else None
    actions.end_sessions(db.session, user, at=now(), but=own)
    flash(_("The user was signed out everywhere."), "success")
    db.session.commit()
    return redirect(user_url(user))


def ask(user: User, *, title: str, text: str, label: str, refused: list[str] | None = None) -> str:
    return render_template(
        "access/confirm.html",
        title=title,
        text=text,
        facts=[(_("Name"), user.name), (_("E-mail address"), user.email)],
        confirm_label=label,
        cancel_url=user_url(user),
        refused=refused or [],
    )


def user_url(user: User) -> str:
    return url_for("access.user", number=user.id)


def users_url() -> str:
    return url_for("access.users")
