"""Setting a password by its one-time address."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import actions, links, passwords, queries
from visits.access.forms import NewPasswordForm
from visits.access.guard import by_token, from_office
from visits.access.rules import LinkKind, LinkState
from visits.access.views.blueprint import access
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import Refused


@access.route("/<lang:lang>/password/<token>", methods=["GET", "POST"])
@by_token(LinkKind.PASSWORD)
@from_office
@reads_only
def set_password(lang: str, token: str) -> ResponseReturnValue:
    user = queries.the_user(db.session, g.link.subject_id)
    form = NewPasswordForm()
    if form.validate_on_submit() and is_strong(form, user.email):
        hashed = passwords.hashed(form.password.data or "")
        with db.writing() as session:
            user = queries.the_user(session, use_up(token))
            actions.set_password(session, user, hashed, at=now())
            session.commit()
        cookie.clear()
        flash(_("Your password was set. Sign in with it."), "success")
        return redirect(url_for("access.sign_in", lang=lang))
    page = render_template("access/set_password.html", form=form, user=user)
    return page, 422 if form.errors else 200


def use_up(token: str) -> int:
    """The user whose password may be set; of two who come at once, the second finds it closed."""
    link = links.find(db.session, (LinkKind.PASSWORD,), token, locked=True)
    if link.state(now()) is not LinkState.OPEN:
        g.closed_link = link.state(now())
        abort(410)
    links.revoke(link, at=now())
    return link.subject_id


def is_strong(form: NewPasswordForm, email: str) -> bool:
    try:
        actions.refuse_weak(form.password.data or "", email=email)
    except Refused as refused:
        sentence = {
            "password_short": _("Use at least %(least)s signs.", **refused.facts),
            "password_plain": _("Everybody would try this password first. Choose another."),
        }
        form.refuse("password", sentence[refused.reason])
        return False
    return True
