"""A request that was sent, as its requester sees it: state, questions, corrections, withdrawal.

Every act is one of `intake.actions` with `by=None`; its staff twin is a coordinator's page.
"""

import uuid
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, public, settings, the_keeper
from visits.access.rules import Channel, LinkKind
from visits.intake import actions as intake
from visits.intake import queries as requests
from visits.intake.models import VisitRequest
from visits.intake.rules import FREE, Purpose, RequestMove, Told
from visits.kit import once
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere
from visits.kit.forms import answer as answered
from visits.kit.forms import city_today
from visits.papers import storage
from visits.welcome import queries
from visits.welcome.actions import MOST_FILES
from visits.welcome.consents import consents_for
from visits.welcome.forms.mine import (
    AnswerForm,
    ConsentsForm,
    CorrectForm,
    LinkAgainForm,
    MoreFilesForm,
    WithdrawForm,
)
from visits.welcome.views import limits
from visits.welcome.views.blueprint import welcome
from visits.welcome.views.drafts import folder, offered, public_sites
from visits.welcome.words import STATES

MOST_LINKS = 3
"""Requests of one address whose links are sent again at once, the newest."""


@welcome.route("/<lang:lang>/requests", methods=["GET", "POST"])
@public
def my_request(lang: str) -> ResponseReturnValue:
    """Send me my link again: the same answer whether we know the address or not."""
    form = LinkAgainForm()
    if form.validate_on_submit():
        limits.spend_from(limits.LETTER_FROM)
        email = str(form.email.data)
        if limits.is_spent(limits.LETTER_TO, email):
            for one in requests.requests_of_address(db.session, email)[:MOST_LINKS]:
                intake.send_link(db.session, one, links=the_keeper(), at=now(), **told())
        flash(
            _(
                "If a request was sent from %(email)s, its link is on its way there. "
                "It may take a few minutes.",
                email=email,
            ),
            "success",
        )
        db.session.commit()
        return redirect(url_for("welcome.my_request", lang=lang))
    return answered("welcome/my_request.html", form)


def told() -> Told:
    """By their own link, today."""
    return {"channel": Channel.LINK, "told_on": city_today()}


def the_request(*moves: RequestMove) -> VisitRequest:
    """The request of this link. Raises NotThere, also where none of the moves can be made now."""
    if g.link.subject_kind != intake.SUBJECT:
        raise NotThere("request")
    found = requests.request_by_id(db.session, g.link.subject_id)
    if moves and not set(moves) & set(requests.moves_of_requester(found)):
        raise NotThere("move")
    return found


def to_status(lang: str, token: str) -> ResponseReturnValue:
    return redirect(url_for("welcome.status", lang=lang, token=token))


@welcome.get("/<lang:lang>/requests/<token>")
@by_token(LinkKind.REQUESTER)
def status(lang: str, token: str) -> str:
    return page_of(the_request(), token, AnswerForm(), None)


def page_of(found: VisitRequest, token: str, form: AnswerForm, asked: int | None) -> str:
    """The page; *form* stands at the question *asked*, where an answer has to be mended."""
    told_of = requests.status_of(found)
    return render_template(
        "welcome/status.html",
        status=told_of,
        said=STATES[told_of.state],
        slots=found.slots,
        files=found.files,
        can_attach=RequestMove.CORRECT in told_of.moves and len(found.files) < MOST_FILES,
        can={move.value: move in told_of.moves for move in RequestMove},
        form=form,
        asked=asked,
        keys={question.id: uuid.uuid4().hex for question in told_of.questions},
        token=token,
    )


@welcome.post("/<lang:lang>/requests/<token>/confirm")
@by_token(LinkKind.REQUESTER)
def confirm(lang: str, token: str) -> ResponseReturnValue:
    """The e-mail address is theirs: the button behind the mailed link."""
    intake.confirm(db.session, the_request(), by=None, links=the_keeper(), at=now(), **told())
    flash(_("Thank you. Your request was received."), "success")
    db.session.commit()
    return to_status(lang, token)


@welcome.route("/<lang:lang>/requests/<token>/questions/<int:number>", methods=["GET", "POST"])
@by_token(LinkKind.REQUESTER)
def answer(lang: str, token: str, number: int) -> ResponseReturnValue:
    """The page of the request with the answer to one question, where it has to be mended."""
    found = the_request()
    question = requests.the_question(found, number)
    form = AnswerForm()
    if form.validate_on_submit():
        intake.answer(db.session, question, str(form.text.data), by=None, at=now(), **told())
        flash(_("Thank you, we have your answer."), "success")
        db.session.commit()
        return to_status(lang, token)
    is_wrong = bool(form.errors)
    return page_of(found, token, form, number if is_wrong else None), 422 if is_wrong else 200


@welcome.route("/<lang:lang>/requests/<token>/correct", methods=["GET", "POST"])
@by_token(LinkKind.REQUESTER)
def correct(lang: str, token: str) -> ResponseReturnValue:
    """Everything on one page. Whoever saves over another's save sees both versions.

    What was typed for a request that ended meanwhile is shown again, with the word on how it stands.
    """
    found, sites = the_request(), public_sites()
    may = RequestMove.CORRECT in requests.moves_of_requester(found)
    if not may and request.method != "POST":
        raise NotThere("move")
    consented = requests.consents_of(found)[Purpose.ACCESSIBILITY]
    form = CorrectForm(obj=found, offered=offered(sites), asks_needs=consented)
    if not may:
        form.form_errors.append(str(STATES[found.state][0]))
        return render_template("welcome/correct.html", form=form, code=found.code, token=token), 409
    if form.validate_on_submit():
        intake.correct(
            db.session,
            found,
            facts_of(found, form),
            by=None,
            links=the_keeper(),
            at=now(),
            **told(),
        )
        flash(_("Your request was corrected."), "success")
        db.session.commit()
        return to_status(lang, token)
    return answered("welcome/correct.html", form, code=found.code, token=token)


def facts_of(found: VisitRequest, form: CorrectForm) -> dict[str, Any]:
    """Sites by their rows; those that are not public any more stay as they are wished."""
    facts = form.facts()
    public = {one.value for one in form.offered.sites}
    kept = [wish.site_id for wish in found.sites if wish.site.slug not in public]
    return {**facts, "sites": [*queries.ids_of(db.session, facts["sites"]), *kept]}


@welcome.route("/<lang:lang>/requests/<token>/consents", methods=["GET", "POST"])
@by_token(LinkKind.REQUESTER)
def consents(lang: str, token: str) -> ResponseReturnValue:
    """Consent to more, or take a consent back; the first one ends with the request."""
    found = the_request()
    form = ConsentsForm(given=requests.consents_of(found))
    if form.validate_on_submit():
        intake.change_consents(db.session, found, form.consents(), by=None, at=now(), **told())
        flash(_("Your consents were saved."), "success")
        db.session.commit()
        return to_status(lang, token)
    return answered(
        "welcome/consents.html",
        form,
        code=found.code,
        token=token,
        consents=consents_for(settings().retention),
        free=FREE,
    )


@welcome.route("/<lang:lang>/requests/<token>/withdraw", methods=["GET", "POST"])
@by_token(LinkKind.REQUESTER)
def withdraw(lang: str, token: str) -> ResponseReturnValue:
    found, form = the_request(RequestMove.WITHDRAW), WithdrawForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        intake.withdraw(db.session, found, reason=reason, by=None, at=now(), **told())
        flash(_("Your request was withdrawn."), "success")
        db.session.commit()
        return to_status(lang, token)
    return answered("welcome/withdraw.html", form, code=found.code, token=token)


@welcome.route("/<lang:lang>/requests/<token>/files", methods=["GET", "POST"])
@by_token(LinkKind.REQUESTER)
@reads_only
def attach(lang: str, token: str) -> ResponseReturnValue:
    """The files are on the disk before the write lock is taken, and go again if nothing is saved."""
    code = the_request(RequestMove.CORRECT).code
    form = MoreFilesForm(most_megabytes=settings().UPLOAD_MEGABYTES)
    if form.validate_on_submit() and (done := kept_files(form, lang, token)):
        return done
    return answered("welcome/files.html", form, code=code, token=token)


def kept_files(form: MoreFilesForm, lang: str, token: str) -> ResponseReturnValue | None:
    """None when there would be too many: counted while nobody else can add any."""
    kept = [storage.keep(folder(), upload) for upload in form.files.uploads]
    with db.writing() as session:
        storage.belong(session, folder(), kept)
        if sent_before := once.take():
            return sent_before
        found = the_request(RequestMove.CORRECT)
        if len(found.files) + len(kept) > MOST_FILES:
            form.refuse("files", _("At most %(most)s files belong to a request.", most=MOST_FILES))
            session.rollback()
            return None
        intake.attach(session, found, kept, by=None, at=now())
        flash(_("The files were added."), "success")
        session.commit()
    return to_status(lang, token)
