"""Bringing a table of people and taking the roster as a table, from whichever side."""

import hashlib

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from visits.audit import recorder
from visits.delegations import actions, queries
from visits.delegations.forms.importing import PreviewForm, TableForm, said_instead
from visits.delegations.importing import words as said
from visits.delegations.importing import writing
from visits.delegations.importing.drafts import Draft
from visits.delegations.importing.fields import COLUMNS, FULL_NAME
from visits.delegations.importing.plan import MOST_ROWS, Kind, Plan, plan
from visits.delegations.importing.vocabulary import Vocabulary
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import RosterAct
from visits.delegations.views.desk import Desk
from visits.delegations.views.preview import Preview
from visits.delegations.views.vocabularies import the_vocabulary
from visits.kit import words
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.errors import Refused
from visits.kit.forms import answer
from visits.kit.sheets.drafts import answered
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.signing import opened, sealed
from visits.kit.sheets.writing import Sheet, Value, csv_file, workbook
from visits.languages.routing import interface_language

PURPOSE = "table of a roster"


# -- a table comes ---------------------------------------------------------------------------------


def bring(desk: Desk) -> ResponseReturnValue:
    """Choose a file, then look at what is in it; the last step takes it over."""
    if "state" in request.form:
        return go_on(desk)
    form = TableForm()
    if form.validate_on_submit() and (read := form.table.table):
        draft = Draft.of(read, the_vocabulary().headers)
        if len(draft.rows) <= MOST_ROWS:
            return preview_page(desk, desk.preview_form(formdata=None), draft)
        form.refuse("table", too_many(len(draft.rows)))
    return answer("delegations/import/choose.html", form, **desk.around(), most=MOST_ROWS)


def too_many(rows: int) -> str:
    message = ngettext(
        "The list has %(num)s row; at most %(most)s can be imported at a time. Please divide it.",
        "The list has %(num)s rows; at most %(most)s can be imported at a time. Please divide it.",
        rows,
        most=MOST_ROWS,
    )
    return str(message)


def go_on(desk: Desk) -> ResponseReturnValue:
    """What was chosen, typed or skipped on the preview; then another look, or the last step."""
    form = desk.preview_form()
    try:
        draft = opened(Draft, form.state.data or "", purpose=PURPOSE)
    except BadSheet:
        flash(_("This preview has expired. Please choose the file again."), "warning")
        return redirect(desk.url("import_roster"))
    draft = answered(draft, request.form, the_vocabulary().headers)
    draft = draft.explained(said_instead(request.form))
    if form.validate_on_submit() and "take" in request.form:
        return take(desk, form, draft)
    return preview_page(desk, form, draft)


def take(desk: Desk, form: PreviewForm, draft: Draft) -> ResponseReturnValue:
    """Every row or none, on the roster as it stands now."""
    with db.writing() as session:
        delegation = desk.delegation()
        actions.hold(session, delegation)
        try:
            refuse_if_changed(session, delegation, form.seen.data or "")
            intended = plan_of(desk, draft, the_vocabulary())
            people = actions.take_over(session, delegation, intended, told=desk.told(form))
        except Refused as error:
            db.session.rollback()
            desk.refuse(form, error, str(words.REASONS[error.reason]))
        else:
            flash(taken(people), "success")
            db.session.commit()
            return redirect(desk.url("roster"))
    return preview_page(desk, form, draft)


def refuse_if_changed(session: Session, delegation: Delegation, seen: str) -> None:
    """What was looked at must still be so: another plan wants another look."""
    if seen != stamp(queries.roster(session, delegation)):
        raise Refused("roster_changed")


def taken(people: int) -> str:
    if not people:
        return str(_("The list contains nothing new; the roster is unchanged."))
    return str(
        ngettext("%(num)s delegate was imported.", "%(num)s delegates were imported.", people)
    )


def plan_of(desk: Desk, draft: Draft, vocabulary: Vocabulary) -> Plan:
    delegation = desk.delegation()
    return plan(
        draft.rows,
        draft.chosen,
        draft.reading(vocabulary, delegation.starts_on, delegation.ends_on),
        actions.known_of(queries.roster(db.session, delegation)),
        mends=draft.mends,
        skipped=draft.skipped,
    )


def stamp(delegates: list[Delegate]) -> str:
    """Another one as soon as anybody changes anything on the roster."""
    told = ",".join(f"{one.id}:{one.version}" for one in delegates)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


# -- the preview -----------------------------------------------------------------------------------


def preview_page(desk: Desk, form: PreviewForm, draft: Draft) -> ResponseReturnValue:
    vocabulary = the_vocabulary()
    form.state.data = sealed(draft, purpose=PURPOSE)
    form.seen.data = stamp(queries.roster(db.session, desk.delegation()))
    intended = plan_of(desk, draft, vocabulary)
    return answer(
        "delegations/import/preview.html",
        form,
        **desk.around(),
        draft=draft,
        plan=intended,
        preview=Preview(draft, intended, vocabulary),
        kinds=Kind,
        fields={name: said.FIELDS[name] for name in (FULL_NAME, *COLUMNS)},
    )


# -- a table goes ----------------------------------------------------------------------------------


def template(desk: Desk, kind: str) -> Response:
    """An empty table in the reader's language, with two people who do not exist."""
    delegation = desk.delegation()
    vocabulary = the_vocabulary()
    rows = writing.example_rows(delegation.starts_on, delegation.ends_on, vocabulary)
    return download(table(rows, vocabulary, kind), f"roster-template-{delegation.code}.{kind}")


def export(desk: Desk, kind: str) -> Response:
    """The roster as a table that can be brought back; the log says that it was taken."""
    delegation = desk.delegation()
    roster = actions.known_of(queries.roster(db.session, delegation))
    vocabulary = the_vocabulary()
    content = table(writing.roster_rows(roster, vocabulary), vocabulary, kind)
    recorder.tell(db.session, "exported", delegation, people=len(roster), format=kind)
    actions.log(
        db.session,
        delegation,
        RosterAct.EXPORTED,
        desk.told(desk.act_form()),
        people=len(roster),
    )
    db.session.commit()
    return download(content, f"roster-{delegation.code}.{kind}")


def table(rows: list[list[Value]], vocabulary: Vocabulary, kind: str) -> bytes:
    headers = [str(said.FIELDS[name]) for name in COLUMNS]
    if kind == "csv":
        return csv_file(headers, rows)
    return workbook(
        [
            Sheet(
                title=str(_("Roster")),
                headers=headers,
                rows=rows,
                direction=interface_language().dir,
                choices=writing.allowed(vocabulary),
            )
        ]
    )
