"""Files that are marked as identity data: downloaded with a reason, which is logged before."""

from flask import render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.identity import actions
from visits.identity.forms import ReasonForm
from visits.identity.rules import LookKind
from visits.identity.views.blueprint import identity
from visits.identity.views.shared import officer_looks
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.papers import queries as papers
from visits.papers.storage import folder_of


@identity.route("/office/papers/<int:number>/files/<int:file_number>/look", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def file(number: int, file_number: int) -> ResponseReturnValue:
    """The reason first; then it is logged, and then sent."""
    paper = papers.the_paper(db.session, number)
    found = papers.the_file(paper, file_number)
    path = folder_of(db.session).resolve() / found.path
    if not found.is_identity or not path.is_file():
        raise NotThere("file")
    form = ReasonForm()
    if not form.validate_on_submit():
        back = url_for("papers.show", number=number)
        trail = [(_("Official papers"), url_for("papers.index")), (paper.title, back)]
        page = render_template("identity/file.html", file=found, form=form, back=back, trail=trail)
        return page, 422 if form.errors else 200
    answer = send_file(path, mimetype=found.type, as_attachment=True, download_name=found.name)
    answer.headers["Cache-Control"] = "private, no-store"
    visits = [row.subject_id for row in paper.subjects if row.subject_kind == "delegation"]
    actions.note_look(
        db.session,
        officer_looks(),
        LookKind.FILE,
        delegation_id=visits[0] if visits else None,
        delegate_ids=(),
        fields=(),
        reason=form.reason.data or "",
        at=now(),
        about=("file", found.id),
    )
    db.session.commit()
    return answer
