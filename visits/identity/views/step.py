"""The identity step behind a link: a code first, then the people, then what is asked of one."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import limits
from visits.access.guard import by_token, the_keeper
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.identity import actions, queries
from visits.identity.forms import CodeForm
from visits.identity.models import IdentityInvitation
from visits.identity.views.blueprint import identity
from visits.identity.views.shared import demands, sheets
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused

COOKIE = "identity"
"""Where the browser keeps what it got for a code, by link."""
MOST_LINKS = 4
PER_LINK = limits.Limit("identity_code", 15)
KINDS = (LinkKind.LIAISON, LinkKind.IDENTITY)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever holds the link: the liaison of a delegation, or one delegate of it."""

    link: SecretLink
    delegation: Delegation
    invitation: IdentityInvitation | None

    @property
    def email(self) -> str:
        """Where codes go to."""
        return self.invitation.email if self.invitation else self.delegation.liaison_email

    @property
    def is_open(self) -> bool:
        """Whether this browser typed a code a moment ago."""
        secret = cookie.get(COOKIE, {}).get(self.link.id, "")
        return actions.is_open(db.session, self.link, secret, at=now())

    def may_see(self, delegate_id: int) -> bool:
        return self.invitation is None or self.invitation.delegate_id == delegate_id


def the_visitor() -> Visitor:
    """Raises NotThere for a delegate who is no longer on the roster."""
    link: SecretLink = g.link
    if link.kind is LinkKind.LIAISON:
        return Visitor(link, queries.delegation_by_id(db.session, link.subject_id), None)
    if link.subject_kind != "delegate":
        raise NotThere("delegate")
    invitation = queries.invitation_by_link(db.session, link.id)
    found = queries.delegation_by_id(db.session, invitation.delegation_id)
    return Visitor(link, found, invitation)


@identity.get("/<lang:lang>/identity/<token>")
@by_token(*KINDS)
def step(lang: str, token: str) -> ResponseReturnValue:
    """The page of the code; behind it the people, or the one person whose link it is."""
    visitor = the_visitor()
    if not visitor.is_open:
        return code_page(visitor, CodeForm(), token=token)
    if visitor.invitation is not None:
        number = visitor.invitation.delegate_id
        return redirect(url_for("identity.person", lang=lang, token=token, number=number))
    wanted = demands(visitor.delegation, at=now())
    return render_template(
        "identity/people.html",
        delegation=visitor.delegation,
        demands=[one for one in wanted if one.sealed],
        sheets=sheets(visitor.delegation, wanted),
        token=token,
        home_page=url_for("portal.liaison", lang=lang, token=token),
    )


def code_page(visitor: Visitor, form: CodeForm, *, token: str) -> ResponseReturnValue:
    code = queries.newest_code(db.session, visitor.link.id)
    at = now()
    page = render_template(
        "identity/code.html",
        delegation=visitor.delegation,
        form=form,
        token=token,
        to=masked(visitor.email),
        is_own=visitor.invitation is not None,
        is_sent=code is not None and code.expires_at > at and code.opened_at is None,
        home_page=url_for("identity.step", lang=visitor.link.language, token=token),
    )
    return page, 422 if form.errors else 200


def masked(email: str) -> str:
    """`n•••@example.org`: enough to know which mailbox to look into."""
    name, at, host = email.partition("@")
    return f"{name[:1]}•••{at}{host}" if email else ""


@identity.post("/<lang:lang>/identity/<token>/code")
@by_token(*KINDS)
def send_code(lang: str, token: str) -> ResponseReturnValue:
    """By e-mail, to the address that we have."""
    visitor, place = the_visitor(), url_for("identity.step", lang=lang, token=token)
    try:
        actions.send_code(
            db.session,
            visitor.link,
            to=visitor.email,
            about=("delegation", visitor.delegation.id),
            language=lang,
            at=now(),
        )
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(place)
    flash(_("A code is on its way to %(address)s.", address=masked(visitor.email)), "success")
    db.session.commit()
    return redirect(place)


@identity.post("/<lang:lang>/identity/<token>/open")
@by_token(*KINDS)
def open_step(lang: str, token: str) -> ResponseReturnValue:
    visitor, form, at = the_visitor(), CodeForm(), now()
    if not form.validate_on_submit():
        return code_page(visitor, form, token=token)
    queries.hold_link(db.session, visitor.link.id)
    if limits.is_reached(db.session, PER_LINK, visitor.link.id, at=at):
        form.refuse("code", _("Too many attempts. Wait 15 minutes and try again."))
        return code_page(visitor, form, token=token)
    secret = actions.try_code(
        db.session, visitor.link, form.code.data or "", key=the_keeper().key, at=at
    )
    if secret is None:
        limits.note(db.session, PER_LINK, visitor.link.id, at=at)
        flash(_("This code is not right, was used already or is too old."), "warning")
    else:
        remember(visitor.link.id, secret)
    db.session.commit()
    return redirect(url_for("identity.step", lang=lang, token=token))


def remember(link_id: str, secret: str) -> None:
    """In the browser's cookie, for the last few links."""
    kept = {key: value for key, value in cookie.get(COOKIE, {}).items() if key != link_id}
    last = list(kept.items())[-(MOST_LINKS - 1) :]
    cookie[COOKIE] = {**dict(last), link_id: secret}
