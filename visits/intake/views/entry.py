"""Typing in a letter, a call or a note, and correcting it."""

from flask import current_app, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_keeper, the_user
from visits.access.rules import Permission
from visits.intake import actions
from visits.intake.forms.entry import CorrectionForm, Known, NewRequestForm, RequestForm
from visits.intake.models import VisitRequest
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import country_names, folder, page_url, the_request, today
from visits.kit import once, words
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import Refused
from visits.kit.forms import answer, choices, edit_rows
from visits.kit.text import search_key
from visits.languages.names import codes_by_name, languages_by_name
from visits.languages.routing import wanted_language
from visits.organisations import queries as organisations
from visits.papers import storage
from visits.sites import queries as sites


@intake.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def new() -> ResponseReturnValue:
    """Files are on the disk before the write lock is taken, and go again if nothing is saved."""
    form = NewRequestForm(known=known(), most_megabytes=settings().UPLOAD_MEGABYTES)
    if is_about_rows(form) or not form.validate_on_submit():
        return answer("intake/new.html", form)
    kept = [storage.keep(folder(), upload) for upload in form.files.uploads]
    with db.writing() as session:
        storage.belong(session, folder(), kept)
        if sent_before := once.take():
            return sent_before
        request = actions.type_in(
            session,
            form.facts(),
            channel=form.channel.data,
            language=form.language.data,
            by=the_user(),
            links=the_keeper(),
            at=now(),
            files=kept,
            with_receipt=form.with_receipt.data,
        )
        flash(_("The request %(code)s was entered.", code=request.code), "success")
        session.commit()
        return redirect(page_url(request))


@intake.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(code: str) -> ResponseReturnValue:
    """What we typed wrongly, or what the requester told us to correct."""
    request = the_request(code)
    form = CorrectionForm(obj=request, known=known())
    if is_about_rows(form) or not form.validate_on_submit():
        return answer("intake/edit.html", form, request=request)
    try:
        correct(request, form)
    except Refused as error:
        db.session.rollback()
        form.refuse("told_channel", str(words.REASONS[error.reason]))
        return answer("intake/edit.html", form, request=the_request(code))
    flash(_("The request was saved."), "success")
    db.session.commit()
    return redirect(page_url(request))


def correct(request: VisitRequest, form: CorrectionForm) -> None:
    """By the requester's word, or our own correction."""
    facts = {
        **form.facts(),
        "channel": form.channel.data,
        "language": form.language.data,
    }
    by, links, at = the_user(), the_keeper(), now()
    told = form.told()
    if told is None:
        actions.revise(db.session, request, facts, by=by, links=links, at=at)
    else:
        actions.correct(db.session, request, facts, by=by, links=links, at=at, **told)


def is_about_rows(form: RequestForm) -> bool:
    """Was a row added or removed? Then nothing is saved yet."""
    return any([edit_rows(field) for field in (form.slots, form.languages)])  # noqa: C419 (each list sees the button)


def known() -> Known:
    """What the form recognises, in the reader's language."""
    tag = wanted_language().tag
    bodies = organisations.all_organisations(db.session)
    names = country_names()
    own = {search_key(name): code for code, name in names.items()}
    codes = {code.lower(): code for code in names}
    return Known(
        countries={**codes_by_name(), **codes, **own},
        country_names=names,
        bodies={
            search_key(name): (body.id, body.country)
            for body in bodies
            for name in body.name.values()
        },
        body_names=sorted({body.name.to(tag) for body in bodies}),
        sites=choices((site.id, site.name.to(tag)) for site in sites.all_sites(db.session)),
        languages=choices(languages_by_name(tag).items()),
        letter_languages=choices(
            (language.tag, language.name) for language in current_app.extensions["languages"]
        ),
        today=today(),
    )
