"""What the pages of all documents share: reading them, taking them, registering them."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.audit import recorder
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.documents import actions
from visits.documents.drafts import Document, Draft, Reader, draft
from visits.documents.forms import RegisterForm
from visits.documents.rules import LANGUAGES, FileKind
from visits.documents.views.blueprint import documents
from visits.documents.views.newest import with_code
from visits.kit import once, words
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.downloads import TYPES, download
from visits.kit.errors import Refused
from visits.kit.reports import WRITERS, html, plain
from visits.languages.catalogue import language
from visits.languages.routing import wanted_language
from visits.papers import actions as papers
from visits.papers import storage
from visits.papers.rules import Direction, Disclosure, Upload


def add_document(document: Document) -> None:
    """Its page, its files and its way into the register of papers, under `<code>/<name>`."""
    base = f"/<code>/{document.name}"
    shown = requires(Permission.READ_DELEGATIONS)(of_document(page, document))
    taken = requires(Permission.EDIT_DELEGATIONS)(reads_only(of_document(take, document)))
    registers = requires(Permission.EDIT_DELEGATIONS)(reads_only(of_document(register, document)))
    files = f"{base}.<any(hwpx,docx,pdf):kind>"
    documents.add_url_rule(base, document.endpoint, shown)
    documents.add_url_rule(files, f"take_{document.endpoint}", taken, methods=["POST"])
    documents.add_url_rule(
        f"{base}/paper", f"register_{document.endpoint}", registers, methods=["GET", "POST"]
    )


def of_document(view: Callable[..., Any], document: Document) -> Callable[..., Any]:
    """The view of this very document."""

    @wraps(view)
    def opened(**values: str) -> Any:
        return view(document, **values)

    return opened


def page(document: Document, code: str) -> str:
    """The document as it would be taken now."""
    with gathered(document, code) as (delegation, made):
        shown, text = html(made.report), plain(made.report)
    return render_template(
        "documents/document.html",
        delegation=delegation,
        document=document,
        draft=made,
        shown=shown,
        text=text,
        asked=asked(),
        languages_of_paper=[language(tag) for tag in LANGUAGES],
        tag=tag_asked(),
        kinds=list(FileKind),
        take_url=lambda kind: url_for(
            f"documents.take_{document.endpoint}", code=code, kind=kind, **asked()
        ),
        register_url=url_for(f"documents.register_{document.endpoint}", code=code, **asked()),
    )


@contextmanager
def gathered(document: Document, code: str) -> Iterator[tuple[Delegation, Draft]]:
    """The document in the language that was asked for, which is active meanwhile."""
    tag = tag_asked()
    delegation = delegations.the_delegation(db.session, code)
    with force_locale(language(tag).locale):
        made = draft(
            db.session,
            document,
            delegation,
            reader=Reader(tag, names_members=the_user().can(Permission.SEE_IDENTITY)),
            at=now(),
            salt=secrets.token_hex(8),
            since=read_id(request.args.get("since", "")),
        )
        yield delegation, made


def tag_asked() -> str:
    """Korean or English: as asked, else as near as can be to the reader's own."""
    wanted = request.args.get("language", "") or wanted_language().tag
    return wanted if wanted in LANGUAGES else LANGUAGES[-1]


def asked() -> dict[str, Any]:
    """Language and version to compare with, for addresses."""
    return {key: value for key in ("language", "since") if (value := request.args.get(key, ""))}


def take(document: Document, code: str, kind: str) -> ResponseReturnValue:
    """The file, whose version is kept before it is handed out; the log says that it was taken."""
    with gathered(document, code) as (delegation, made):
        content = WRITERS[kind](with_code(made.report, delegation))
    with db.writing() as session:
        try:
            keep(session, document, code, made, kind)
        except Refused as error:
            session.rollback()
            flash(words.REASONS[error.reason], "warning")
            return redirect(page_url(document, code))
        session.commit()
    return download(content, f"{document.name}-{code}-v{made.number}.{kind}")


def keep(session: Any, document: Document, code: str, made: Draft, kind: str) -> Any:
    """The version, and a line in the log: whoever takes a document has read the roster."""
    delegation = delegations.the_delegation(session, code)
    version = actions.take(
        session,
        delegation,
        document.kind,
        made.facts,
        number=made.number,
        salt=made.salt,
        by_id=the_user().id,
        at=made.report.made_at,
    )
    told = {"document": document.kind, "number": made.number, "format": kind}
    recorder.tell(session, "exported", delegation, **told)
    return version


def register(document: Document, code: str) -> ResponseReturnValue:
    """As an official paper, with its file: number and approval are noted there."""
    with gathered(document, code) as (delegation, made):
        title = document.title(delegation, tag_asked())
    form = RegisterForm(data={**prefilled(document, title), "shown": made.fingerprint})
    if not form.validate_on_submit():
        shown = render_template(
            "documents/register.html",
            form=form,
            delegation=delegation,
            document=document,
            number=made.number,
            back=page_url(document, code),
        )
        return shown, 422 if form.errors else 200
    if form.shown.data != made.fingerprint:
        flash(
            _(
                "The document has changed since you opened the form. Look at it, then record it again."
            ),
            "warning",
        )
        return redirect(page_url(document, code))
    kind = form.file.data
    name = f"{document.name}-{code}-v{made.number}.{kind}"
    with force_locale(language(tag_asked()).locale):
        upload = Upload(name, TYPES[kind], WRITERS[kind](with_code(made.report, delegation)))
    return registered(document, code, made, form, upload)


def registered(
    document: Document, code: str, made: Draft, form: RegisterForm, upload: Upload
) -> ResponseReturnValue:
    folder = storage.folder_of(db.session)
    kept = [storage.keep(folder, upload)]
    with db.writing() as session:
        storage.belong(session, folder, kept)
        if sent_before := once.take():
            return sent_before
        try:
            version = keep(session, document, code, made, form.file.data)
        except Refused as error:
            session.rollback()
            flash(words.REASONS[error.reason], "warning")
            return redirect(page_url(document, code))
        paper = papers.register(
            session,
            form.facts(),
            subject=("delegation", version.delegation_id),
            files=kept,
            by=the_user().name,
            at=now(),
            holds_names=document.names_members,
        )
        actions.note_paper(session, version, paper)
        flash(_("The paper was registered."), "success")
        session.commit()
        return redirect(url_for("papers.show", number=paper.id))


def prefilled(document: Document, title: str) -> dict[str, Any]:
    """What the register asks for, as far as it is known: names make a paper partly open."""
    return {
        "direction": Direction.INTERNAL,
        "kind": document.paper,
        "title": title[:200],
        "disclosure": Disclosure.PARTLY,
        "disclosure_ground": _("Names of people (article 9, paragraph 1, item 6)"),
        "file": FileKind.HWPX,
    }


def page_url(document: Document, code: str) -> str:
    return url_for(f"documents.{document.endpoint}", code=code, **asked())
