"""The register of official papers and their files."""

from pathlib import Path

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.kit import once, records
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere
from visits.kit.pager import linked
from visits.kit.pages import page_of
from visits.papers import actions, queries, storage
from visits.papers.forms import (
    DelegationForm,
    FilesForm,
    NewPaperForm,
    PaperFilter,
    PaperForm,
)
from visits.papers.models import OfficialPaper
from visits.papers.queries import Wanted
from visits.papers.rules import Direction, PaperKind

papers = Blueprint("papers", __name__, url_prefix="/office/papers")

MEGABYTE = 1024 * 1024


@papers.app_template_filter()
def file_size(size: int) -> str:
    """A size in bytes as people say it."""
    if size < MEGABYTE:
        return str(_("%(number)s KB", number=-(-size // 1024)))
    return str(_("%(number)s MB", number=f"{size / MEGABYTE:.1f}"))


@papers.get("/")
@requires(Permission.READ_DELEGATIONS)
def index() -> str:
    form = PaperFilter(request.args)
    page = page_of(
        db.session,
        queries.papers(wanted(form)),
        by=(OfficialPaper.id,),
        cursor=request.args.get("page"),
        descending=True,
    )
    pairs = [(s.subject_kind, s.subject_id) for paper in page.rows for s in paper.subjects]
    return render_template(
        "papers/index.html",
        form=form,
        page=linked(page),
        names=records.named(db.session, pairs),
        is_filtered=bool(request.args),
    )


def wanted(form: PaperFilter) -> Wanted:
    """What is looked for; what cannot be read is not looked for."""
    direction, kind = form.direction.data, form.kind.data
    return Wanted(
        words=form.words.data or "",
        direction=Direction(direction) if direction in set(Direction) else None,
        kind=PaperKind(kind) if kind in set(PaperKind) else None,
        without_number=bool(form.without_number.data),
        first=form.first.data,
        last=form.last.data,
    )


@papers.get("/<int:number>")
@requires(Permission.READ_DELEGATIONS)
def show(number: int) -> str:
    paper = queries.the_paper(db.session, number)
    return page_of_paper(paper, DelegationForm())


def page_of_paper(paper: OfficialPaper, form: DelegationForm) -> str:
    pairs = [(s.subject_kind, s.subject_id) for s in paper.subjects]
    names = records.named(db.session, pairs)
    return render_template("papers/show.html", paper=paper, names=names, form=form)


@papers.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def new() -> ResponseReturnValue:
    """The files are on the disk before the write lock is taken, and go again if nothing is saved."""
    form = NewPaperForm(
        most_megabytes=most_megabytes(),
        about=request.args.get("about"),
        id=request.args.get("id"),
        kind=request.args.get("kind"),
    )
    subject = subject_of(form.about.data, form.id.data)
    if form.validate_on_submit():
        kept = [storage.keep(folder(), upload) for upload in form.files.uploads]
        with db.writing() as session:
            storage.belong(session, folder(), kept)
            if sent_before := once.take():
                return sent_before
            paper = actions.register(
                session,
                form.facts(),
                subject=subject,
                files=kept,
                by=the_user().name,
                at=now(),
                is_identity=bool(form.is_identity.data),
            )
            flash(_("The paper was registered."), "success")
            session.commit()
            return redirect(page_url(paper))
    named = records.named(db.session, [subject])[subject] if subject else None
    page = render_template("papers/new.html", form=form, subject=named)
    return page, 422 if form.errors else 200


def subject_of(kind: str | None, number: str | None) -> tuple[str, int] | None:
    """The record that a paper is opened from, when the address names one that exists."""
    read = read_id(number or "")
    if not kind or read is None:
        return None
    pair = (kind, read)
    return pair if records.exists(db.session, pair) else None


@papers.route("/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(number: int) -> ResponseReturnValue:
    paper = queries.the_paper(db.session, number)
    form = PaperForm(obj=paper)
    if form.validate_on_submit():
        actions.revise(paper, form.facts())
        flash(_("The paper was saved."), "success")
        db.session.commit()
        return redirect(page_url(paper))
    page = render_template("papers/edit.html", form=form, paper=paper)
    return page, 422 if form.errors else 200


@papers.route("/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def delete(number: int) -> ResponseReturnValue:
    paper = queries.the_paper(db.session, number)
    if request.method == "POST":
        actions.delete(db.session, paper, folder=folder())
        flash(_("The paper was deleted."), "success")
        db.session.commit()
        return redirect(url_for("papers.index"))
    return render_template(
        "papers/delete.html",
        paper=paper,
        confirm_label=_("Delete the paper"),
        cancel_url=url_for("papers.show", number=number),
    )


# -- files -----------------------------------------------------------------------------------------


@papers.route("/<int:number>/files", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def attach(number: int) -> ResponseReturnValue:
    paper = queries.the_paper(db.session, number)
    form = FilesForm(most_megabytes=most_megabytes())
    if form.validate_on_submit():
        kept = [storage.keep(folder(), upload) for upload in form.files.uploads]
        with db.writing() as session:
            storage.belong(session, folder(), kept)
            if sent_before := once.take():
                return sent_before
            paper = queries.the_paper(session, number)
            actions.attach(
                session,
                paper,
                kept,
                by=the_user().name,
                at=now(),
                is_identity=bool(form.is_identity.data),
            )
            flash(_("The files were attached."), "success")
            session.commit()
            return redirect(page_url(paper))
    page = render_template("papers/attach.html", form=form, paper=paper)
    return page, 422 if form.errors else 200


@papers.get("/<int:number>/files/<int:file_number>")
@requires(Permission.READ_DELEGATIONS)
def download(number: int, file_number: int) -> ResponseReturnValue:
    """The file, always as a download: what a browser would run or show is only saved."""
    file = queries.the_file(queries.the_paper(db.session, number), file_number)
    if file.is_identity:
        return redirect(url_for("identity.file", number=number, file_number=file_number))
    if file.holds_names and not the_user().can(Permission.SEE_IDENTITY):
        abort(403)
    path = folder().resolve() / file.path
    if not path.is_file():
        raise NotThere("file")
    answer = send_file(path, mimetype=file.type, as_attachment=True, download_name=file.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@papers.post("/<int:number>/files/<int:file_number>/identity")
@requires(Permission.EDIT_DELEGATIONS)
def mark_file(number: int, file_number: int) -> ResponseReturnValue:
    """It holds identity data. Only who may see them takes the mark away."""
    paper = queries.the_paper(db.session, number)
    file = queries.the_file(paper, file_number)
    if file.is_identity and not the_user().can(Permission.SEE_IDENTITY):
        abort(403)
    actions.mark(file, is_identity=not file.is_identity)
    flash(_("The mark was changed."), "success")
    db.session.commit()
    return redirect(page_url(paper))


@papers.post("/<int:number>/files/<int:file_number>/delete")
@requires(Permission.EDIT_DELEGATIONS)
def remove_file(number: int, file_number: int) -> ResponseReturnValue:
    paper = queries.the_paper(db.session, number)
    actions.remove_file(db.session, queries.the_file(paper, file_number), folder=folder())
    flash(_("The file was removed."), "success")
    db.session.commit()
    return redirect(page_url(paper))


# -- what a paper belongs to -----------------------------------------------------------------------


@papers.post("/<int:number>/subjects")
@requires(Permission.EDIT_DELEGATIONS)
def link(number: int) -> ResponseReturnValue:
    paper = queries.the_paper(db.session, number)
    form = DelegationForm()
    found = records.find(db.session, "delegation", form.code.data or "")
    if form.validate_on_submit() and found is not None:
        actions.link(paper, ("delegation", found))
        flash(_("The paper belongs to this delegation too."), "success")
        db.session.commit()
        return redirect(page_url(paper))
    if not form.errors:
        form.refuse("code", _("There is no delegation with this code."))
    return page_of_paper(paper, form), 422


@papers.post("/<int:number>/subjects/<kind>/<int:row>/delete")
@requires(Permission.EDIT_DELEGATIONS)
def unlink(number: int, kind: str, row: int) -> ResponseReturnValue:
    paper = queries.the_paper(db.session, number)
    if all((s.subject_kind, s.subject_id) != (kind, row) for s in paper.subjects):
        abort(404)
    actions.unlink(paper, (kind, row))
    flash(_("The paper no longer belongs to it."), "success")
    db.session.commit()
    return redirect(page_url(paper))


def folder() -> Path:
    data: Path = current_app.config["SETTINGS"].DATA_DIR
    return data / "files"


def most_megabytes() -> int:
    most: int = current_app.config["SETTINGS"].UPLOAD_MEGABYTES
    return most


def page_url(paper: OfficialPaper) -> str:
    return url_for("papers.show", number=paper.id)
