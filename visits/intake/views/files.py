"""The attachments of a request."""

from flask import flash, redirect, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.intake import actions, queries
from visits.intake.forms.acts import AttachmentsForm
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import folder, page_url, step, the_request
from visits.kit import once
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere
from visits.kit.forms import answer
from visits.papers import storage


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
    path = folder().resolve() / file.path
    if not path.is_file():
        raise NotThere("file")
    response = send_file(path, mimetype=file.type, as_attachment=True, download_name=file.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


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
