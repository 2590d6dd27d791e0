"""What is asked of one person, entered by link: by the person, or by the liaison."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, the_keeper
from visits.access.rules import Channel
from visits.identity import actions
from visits.identity.actions.recording import Told
from visits.identity.forms import InviteForm, LiaisonForm, PersonForm, WithdrawForm, by_field
from visits.identity.rules import ConsentWay
from visits.identity.texts import VERSION
from visits.identity.views.blueprint import identity
from visits.identity.views.shared import (
    Sheet,
    language_choices,
    own_link_ends,
    retention,
    sheet_of,
    today,
    withdraw_choices,
)
from visits.identity.views.step import KINDS, Visitor, the_visitor
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import answer
from visits.languages.routing import wanted_language


def behind_code(number: int) -> tuple[Visitor, Sheet | None]:
    """The person, once the code was typed; no sheet before. Raises NotThere for another's."""
    visitor = the_visitor()
    if not visitor.may_see(number):
        raise NotThere("delegate")
    return visitor, sheet_of(visitor.delegation, number) if visitor.is_open else None


@identity.route("/<lang:lang>/identity/<token>/people/<int:number>", methods=["GET", "POST"])
@by_token(*KINDS)
def person(lang: str, token: str, number: int) -> ResponseReturnValue:
    visitor, sheet = behind_code(number)
    if sheet is None:
        return redirect(url_for("identity.step", lang=lang, token=token))
    form = form_for(visitor, sheet)
    if sheet.asked.fields and form.validate_on_submit():
        try:
            save(visitor, sheet, form)
        except Refused as error:
            db.session.rollback()
            form.form_errors.append(str(words.REASONS[error.reason]))
            visitor, sheet = behind_code(number)
        else:
            flash(_("Saved. What was entered is sealed and not shown again."), "success")
            db.session.commit()
            return redirect(after_saving(visitor, lang, token, number))
    return person_page(visitor, sheet, form, token=token)


def form_for(visitor: Visitor, sheet: Sheet) -> PersonForm:
    kind = LiaisonForm if visitor.invitation is None else PersonForm
    return kind.asking(
        sheet.asked,
        sheet.texts(keep=retention()),
        tag=wanted_language().tag,
        given=sheet.given,
        recorded=sheet.recorded,
        today=today(),
        first_day=visitor.delegation.starts_on,
    )


def save(visitor: Visitor, sheet: Sheet, form: PersonForm) -> None:
    """The same action as the officer's."""
    actions.record(
        db.session,
        sheet.delegate,
        form.values(),
        form.agreed(),
        sheet.asked,
        told=told_by_link(visitor, form),
        text_version=VERSION,
        at=now(),
    )


def told_by_link(visitor: Visitor, form: PersonForm | None = None) -> Told:
    way = ConsentWay.OWN_LINK if visitor.invitation else ConsentWay.DECLARED
    if isinstance(form, LiaisonForm):
        way = ConsentWay(form.way.data)
    return Told(way=way, channel=Channel.LINK, told_on=today())


def after_saving(visitor: Visitor, lang: str, token: str, number: int) -> str:
    if visitor.invitation is None:
        return url_for("identity.step", lang=lang, token=token)
    return url_for("identity.person", lang=lang, token=token, number=number)


def person_page(
    visitor: Visitor, sheet: Sheet | None, form: PersonForm, *, token: str
) -> ResponseReturnValue:
    if sheet is None:
        raise NotThere("delegate")
    lang = wanted_language().tag
    page = render_template(
        "identity/person.html",
        delegation=visitor.delegation,
        sheet=sheet,
        form=form,
        token=token,
        is_own=visitor.invitation is not None,
        home_page=url_for("identity.step", lang=lang, token=token),
    )
    return page, 422 if form.errors else 200


@identity.route(
    "/<lang:lang>/identity/<token>/people/<int:number>/withdraw", methods=["GET", "POST"]
)
@by_token(*KINDS)
def withdraw(lang: str, token: str, number: int) -> ResponseReturnValue:
    visitor, sheet = behind_code(number)
    if sheet is None:
        return redirect(url_for("identity.step", lang=lang, token=token))
    offered = sheet.withdrawable()
    form = WithdrawForm(offered=withdraw_choices(offered))
    back = url_for("identity.person", lang=lang, token=token, number=number)
    if form.validate_on_submit():
        by_value = by_field(offered)
        actions.withdraw(
            db.session,
            sheet.delegate,
            [by_value[value] for value in form.purposes.data],
            told=told_by_link(visitor),
            text_version=VERSION,
            at=now(),
        )
        flash(_("Withdrawn. What rested on it was deleted at once."), "success")
        db.session.commit()
        return redirect(back)
    return answer(
        "identity/withdraw.html",
        form,
        delegation=visitor.delegation,
        sheet=sheet,
        back=back,
        home_page=back,
    )


@identity.route("/<lang:lang>/identity/<token>/people/<int:number>/invite", methods=["GET", "POST"])
@by_token(*KINDS)
def invite(lang: str, token: str, number: int) -> ResponseReturnValue:
    """The liaison lets the person enter it themselves."""
    visitor, sheet = behind_code(number)
    if sheet is None or visitor.invitation is not None:
        return redirect(url_for("identity.step", lang=lang, token=token))
    form = InviteForm(languages=language_choices(visitor.delegation))
    back = url_for("identity.person", lang=lang, token=token, number=number)
    if form.validate_on_submit():
        actions.invite(
            db.session,
            sheet.delegate,
            email=form.email.data or "",
            language=form.language.data,
            expires_at=own_link_ends(visitor.delegation),
            keeper=the_keeper(),
            at=now(),
        )
        flash(_("The person gets a link of their own by e-mail."), "success")
        db.session.commit()
        return redirect(back)
    return answer(
        "identity/invite.html",
        form,
        delegation=visitor.delegation,
        sheet=sheet,
        back=back,
        home_page=back,
    )
