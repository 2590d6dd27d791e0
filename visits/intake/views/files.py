"""The attachments of a request."""

from flask import Response, abort, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.identity import actions as identity
from visits.identity.forms import ReasonForm
from visits.identity.rules import LookKind
from visits.identity.views.shared import officer_looks
from visits.intake import actions, queries
from visits.intake.forms.acts import AttachmentsForm
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import folder, page_url, step, the_request
from visits.kit import once
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere
from visits.kit.forms import answer
from visits.papers import actions as papers
from visits.papers import storage
from visits.papers.models import File


@intake.route("/<code>/files", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def attach(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = AttachmentsForm(most_megabytes=settings().UPLOAD_MEGABYTES)
    if not form.validate_on_submit():
        return answer("intake/attach.html", form, request=request)
    kept = [storage.keep(folder(), upload) for upload in form.files.uploads]
    with db.writing() as session:
        storage.belong(session, folder(), kept)
        if sent_before := once.take():
            return sent_before
        request = the_request(code)
        actions.attach(session, request, kept, by=the_user(), at=now())
        flash(_("The files were attached."), "success")
        session.commit()
        return redirect(page_url(request, "attachments"))


@intake.get("/<code>/files/<int:number>")
@requires(Permission.READ_DELEGATIONS)
def download(code: str, number: int) -> ResponseReturnValue:
    """The file, always as a download: what a browser would run or show is only saved."""
    file = queries.the_file(the_request(code), number)
    if file.is_identity:
        return redirect(url_for("intake.look", code=code, number=number))
    return sent(file)


def sent(file: File) -> Response:
    path = folder().resolve() / file.path
    if not path.is_file():
        raise NotThere("file")
    response = send_file(path, mimetype=file.type, as_attachment=True, download_name=file.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@intake.route("/<code>/files/<int:number>/look", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def look(code: str, number: int) -> ResponseReturnValue:
    """A file with identity data: the reason first; then it is logged, and then sent."""
    request = the_request(code)
    file = queries.the_file(request, number)
    if not file.is_identity:
        raise NotThere("file")
    form = ReasonForm()
    if not form.validate_on_submit():
        back = page_url(request, "attachments")
        trail = [(_("Requests"), url_for("intake.index")), (request.code, back)]
        return answer("identity/file.html", form, file=file, back=back, trail=trail)
    response = sent(file)
    identity.note_look(
        db.session,
        officer_looks(),
        LookKind.FILE,
        delegation_id=request.delegation_id,
        delegate_ids=(),
        fields=(),
        reason=form.reason.data or "",
        at=now(),
        about=("file", file.id),
    )
    db.session.commit()
    return response


@intake.post("/<code>/files/<int:number>/identity")
@requires(Permission.EDIT_DELEGATIONS)
def mark_file(code: str, number: int) -> ResponseReturnValue:
    """It holds identity data. Only who may see them takes the mark away."""
    request = the_request(code)
    file = queries.the_file(request, number)
    if file.is_identity and not the_user().can(Permission.SEE_IDENTITY):
        abort(403)
    papers.mark(file, is_identity=not file.is_identity)
    flash(_("The mark was changed."), "success")
    db.session.commit()
    return redirect(page_url(request, "attachments"))


@intake.post("/<code>/files/<int:number>/delete")
@requires(Permission.EDIT_DELEGATIONS)
def remove_file(code: str, number: int) -> ResponseReturnValue:
    return step(
        code,
        lambda request: actions.remove_file(
            db.session, request, queries.the_file(request, number), folder=folder()
        ),
        _("The file was removed."),
        "attachments",
    )
