"""The officer's side: how far the delegation is, the same entries told by other channels, looking."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_keeper, the_user
from visits.access.models import SecretLink
from visits.access.rules import Channel, LinkState, Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.identity import actions, queries
from visits.identity.actions.recording import Told
from visits.identity.codes import code_of
from visits.identity.forms import (
    InviteForm,
    OfficerForm,
    OfficerWithdrawForm,
    ReasonForm,
    by_field,
)
from visits.identity.models import IdentityCode
from visits.identity.rules import ConsentWay, LookKind
from visits.identity.texts import VERSION
from visits.identity.views.blueprint import identity
from visits.identity.views.shared import (
    Sheet,
    demands,
    language_choices,
    officer_looks,
    own_link_ends,
    retention,
    sheet_of,
    sheets,
    today,
    withdraw_choices,
)
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import answer
from visits.kit.sealing import NotOpened
from visits.languages.routing import wanted_language

BASE = "/office/delegations/<code>/identity"


@identity.get(BASE)
@requires(Permission.SEE_IDENTITY)
def overview(code: str) -> str:
    """Without a value: who is asked for what, what is there, who looked."""
    delegation = delegations.the_delegation(db.session, code)
    at = now()
    wanted = demands(delegation, at=at)
    return render_template(
        "identity/office.html",
        delegation=delegation,
        demands=wanted,
        sheets=sheets(delegation, wanted),
        is_lost=actions.is_lost(db.session, delegation.id),
        looks=queries.last_looks(db.session, delegation.id),
        liaison_link=queries.liaison_link(db.session, delegation, at=at),
    )


@identity.route(f"{BASE}/<int:number>", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def enter(code: str, number: int) -> ResponseReturnValue:
    """What the person or the liaison told us: the same action as behind their links."""
    delegation, sheet = both(code, number)
    form = form_for(delegation, sheet)
    if sheet.asked.fields and form.validate_on_submit():
        try:
            actions.record(
                db.session,
                sheet.delegate,
                form.values(),
                form.agreed(),
                sheet.asked,
                told=told(form),
                text_version=VERSION,
                at=now(),
            )
        except Refused as error:
            db.session.rollback()
            form.form_errors.append(str(words.REASONS[error.reason]))
            delegation, sheet = both(code, number)
        else:
            flash(
                _("Saved. What was entered is sealed; looking at it asks for a reason."), "success"
            )
            db.session.commit()
            return redirect(url_for("identity.overview", code=code))
    return entry_page(delegation, sheet, form)


def form_for(delegation: Delegation, sheet: Sheet) -> OfficerForm:
    return OfficerForm.asking(
        sheet.asked,
        sheet.texts(keep=retention()),
        tag=wanted_language().tag,
        given=sheet.given,
        recorded=sheet.recorded,
        today=today(),
        first_day=delegation.starts_on,
    )


def told(form: OfficerForm | OfficerWithdrawForm) -> Told:
    way = ConsentWay(form.way.data) if isinstance(form, OfficerForm) else ConsentWay.DECLARED
    return Told(
        way=way,
        channel=Channel(form.channel.data),
        told_on=form.told_on.data,
        by=the_user(),
        person=form.person.data or "",
        document_number=form.document_number.data or "",
    )


def entry_page(delegation: Delegation, sheet: Sheet, form: OfficerForm) -> ResponseReturnValue:
    page = render_template(
        "identity/enter.html",
        delegation=delegation,
        sheet=sheet,
        form=form,
    )
    return page, 422 if form.errors else 200


@identity.route(f"{BASE}/<int:number>/withdraw", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def withdraw_for(code: str, number: int) -> ResponseReturnValue:
    """The person took consents back, and an officer was told."""
    delegation, sheet = both(code, number)
    offered = sheet.withdrawable()
    form = OfficerWithdrawForm(offered=withdraw_choices(offered), today=today())
    if form.validate_on_submit():
        by_value = by_field(offered)
        purposes = [by_value[value] for value in form.purposes.data]
        try:
            actions.withdraw(
                db.session,
                sheet.delegate,
                purposes,
                told=told(form),
                text_version=VERSION,
                at=now(),
            )
        except Refused as error:
            db.session.rollback()
            form.refuse("told_on", str(words.REASONS[error.reason]))
            delegation, sheet = both(code, number)
        else:
            flash(_("Withdrawn. What rested on it was deleted at once."), "success")
            db.session.commit()
            return redirect(url_for("identity.enter", code=code, number=number))
    return answer("identity/withdraw_for.html", form, delegation=delegation, sheet=sheet)


@identity.route(f"{BASE}/<int:number>/invite", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def invite_for(code: str, number: int) -> ResponseReturnValue:
    """The person enters it themselves, behind a link of their own."""
    delegation, sheet = both(code, number)
    form = InviteForm(languages=language_choices(delegation))
    if form.validate_on_submit():
        actions.invite(
            db.session,
            sheet.delegate,
            email=form.email.data or "",
            language=form.language.data,
            expires_at=own_link_ends(delegation),
            keeper=the_keeper(),
            at=now(),
        )
        flash(_("The person gets a link of their own by e-mail."), "success")
        db.session.commit()
        return redirect(url_for("identity.enter", code=code, number=number))
    return answer("identity/invite_for.html", form, delegation=delegation, sheet=sheet)


# -- looking ---------------------------------------------------------------------------------------


@identity.route(f"{BASE}/<int:number>/look", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def look(code: str, number: int) -> ResponseReturnValue:
    """The reason first; then it is logged, and then shown."""
    delegation, sheet = both(code, number)
    form = ReasonForm()
    if sheet.record is None:
        raise NotThere("record")
    if not form.validate_on_submit():
        page = render_template(
            "identity/reason.html", delegation=delegation, sheet=sheet, form=form
        )
        return page, 422 if form.errors else 200
    actions.note_look(
        db.session,
        officer_looks(),
        LookKind.VIEW,
        delegation_id=delegation.id,
        delegate_ids=[number],
        fields=sheet.record.fields,
        reason=form.reason.data or "",
        at=now(),
    )
    db.session.commit()
    return values_page(delegation, sheet)


def values_page(delegation: Delegation, sheet: Sheet) -> str:
    """In the clear. Without its key nothing opens: then the page says so."""
    record = sheet.record
    if record is None:
        raise NotThere("record")
    try:
        values = actions.opened(db.session, record, record.fields)
    except NotOpened:
        values = {}
    return render_template(
        "identity/values.html",
        delegation=delegation,
        sheet=sheet,
        values=values,
        is_lost=actions.is_lost(db.session, delegation.id),
        help=words.REASONS["identity_keys_missing"],
    )


@identity.post(f"{BASE}/lost")
@requires(Permission.SEE_IDENTITY)
def forget_lost(code: str) -> ResponseReturnValue:
    """Of a key that will not come back: what it sealed is deleted, and can be entered again."""
    delegation = delegations.the_delegation(db.session, code)
    actions.forget_lost(db.session, delegation)
    db.session.commit()
    return redirect(url_for("identity.overview", code=code))


# -- codes to read out -----------------------------------------------------------------------------


@identity.post(f"{BASE}/codes/<link_id>")
@requires(Permission.SEE_IDENTITY)
def read_out(code: str, link_id: str) -> ResponseReturnValue:
    """For somebody whom the officer called back on a number that we know."""
    delegation = delegations.the_delegation(db.session, code)
    link = link_of(delegation, link_id)
    try:
        row = actions.read_out(db.session, link, by=the_user(), at=now())
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(url_for("identity.overview", code=code))
    db.session.commit()
    return redirect(url_for("identity.shown_code", code=code, number=row.id))


@identity.get(f"{BASE}/codes/<int:number>")
@requires(Permission.SEE_IDENTITY)
def shown_code(code: str, number: int) -> str:
    """To the officer who made it, while it works."""
    delegation = delegations.the_delegation(db.session, code)
    row: IdentityCode = queries.the_code(db.session, number)
    link_of(delegation, row.link_id)
    if row.by_id != the_user().id or row.expires_at <= now() or row.opened_at is not None:
        raise NotThere("code")
    return render_template(
        "identity/shown_code.html",
        delegation=delegation,
        digits=code_of(the_keeper().key, row.id, row.link_id, row.made_at),
        until=row.expires_at,
    )


def link_of(delegation: Delegation, link_id: str) -> SecretLink:
    """An open link of this delegation's liaison or of one of its delegates. Raises NotThere."""
    at = now()
    own = [row.link_id for row in queries.invitations_of(db.session, delegation.id).values()]
    liaison = queries.liaison_link(db.session, delegation, at=at)
    known: Sequence[str] = [*own, *([liaison.id] if liaison else [])]
    link = db.session.get(SecretLink, link_id) if link_id in known else None
    if link is None or link.state(at) is not LinkState.OPEN:
        raise NotThere("link")
    return link


def both(code: str, number: int) -> tuple[Delegation, Sheet]:
    delegation = delegations.the_delegation(db.session, code)
    return delegation, sheet_of(delegation, number)
