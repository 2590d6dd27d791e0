"""Bringing the office's old ledger: choose a file, look at what is read in it, take it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.history import actions, queries
from visits.history.drafts import Draft
from visits.history.forms import LedgerForm, PreviewForm
from visits.history.rules import HEADERS, MOST_ROWS, REQUIRED, Field
from visits.history.rules.judging import Judged, judged
from visits.history.words import said, too_many
from visits.kit import once, words
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import InUse, Refused
from visits.kit.forms import answer, choices
from visits.kit.sheets.drafts import answered
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.signing import opened, sealed
from visits.kit.sheets.tables import Row
from visits.sites import queries as sites

PURPOSE = "table of a ledger"
MOST_SHOWN = 50
"""Rows of one kind that the preview shows at a time."""

history = Blueprint("history", __name__, url_prefix="/office/history")


@history.route("/import", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def bring() -> ResponseReturnValue:
    """The file first; then its preview again and again, until it is taken over or left."""
    if "state" in request.form:
        return go_on()
    form = LedgerForm()
    if form.validate_on_submit() and form.table.table is not None:
        draft = Draft.of(form.table.table, HEADERS)
        if len(draft.rows) <= MOST_ROWS:
            return preview(preview_form(fresh=True), draft)
        form.refuse("table", too_many(len(draft.rows)))
    return answer("history/choose.html", form, ledgers=queries.ledgers(db.session))


def go_on() -> ResponseReturnValue:
    """What was chosen, typed or skipped on the preview; then another look, or the last step."""
    form = preview_form()
    try:
        draft = answered(
            opened(Draft, form.state.data or "", purpose=PURPOSE), request.form, HEADERS
        ).told_apart(request.form)
    except BadSheet:
        flash(_("This preview cannot be read any more. Choose the file once more."), "warning")
        return redirect(url_for("history.bring"))
    if form.validate_on_submit() and "take" in request.form:
        return take(form, draft)
    return preview(form, draft)


def take(form: PreviewForm, draft: Draft) -> ResponseReturnValue:
    """Every row or none, judged once more by what is known now."""
    at = now()
    with db.writing() as session:
        if sent_before := once.take():
            return sent_before
        lead = next(one for one in delegations.officers(session) if one.id == form.lead_id.data)
        try:
            taken = actions.take_over(
                session, judged_now(draft), lead=lead, by=the_user().name, at=at
            )
        except Refused as error:
            session.rollback()
            form.form_errors.append(words.REASONS[error.reason])
        else:
            flash(told(len(taken)), "success")
            session.commit()
            return redirect(url_for("delegations.index", period="past"))
    return preview(form, draft)


def told(number: int) -> str:
    if not number:
        return str(_("The ledger holds nothing new."))
    return str(ngettext("%(num)s visit was entered.", "%(num)s visits were entered.", number))


def preview_form(*, fresh: bool = False) -> PreviewForm:
    officers = choices((user.id, user.name) for user in delegations.officers(db.session))
    if fresh:
        return PreviewForm(formdata=None, officers=officers, lead_id=the_user().id)
    return PreviewForm(officers=officers)


def judged_now(draft: Draft) -> list[Judged]:
    today = now().astimezone(settings().zone).date()
    return judged(draft, queries.the_world(db.session, today=today))


@history.route("/<int:number>/take-back", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def take_back(number: int) -> ResponseReturnValue:
    """A ledger that should not have been entered."""
    ledger = queries.the_ledger(db.session, number)
    refused: list[str] = []
    if request.method == "POST":
        try:
            count = actions.take_back(db.session, queries.visits_of(db.session, ledger))
        except Refused as error:
            db.session.rollback()
            refused = reasons_of(error)
        else:
            flash(
                ngettext("%(num)s visit was removed.", "%(num)s visits were removed.", count),
                "success",
            )
            db.session.commit()
            return redirect(url_for("history.bring"))
    body = render_template(
        "history/take_back.html",
        ledger=ledger,
        refused=refused,
        confirm_label=_("Remove these visits"),
        cancel_url=url_for("history.bring"),
    )
    return body, 409 if refused else 200


def reasons_of(error: Refused) -> list[str]:
    if isinstance(error, InUse):
        return words.users(error)
    code = error.facts.get("code", "")
    return [f"{code}: {words.REASONS[error.reason]}"]


# -- the preview -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell to type anew: what it is called, what is wrong, what stands there."""

    name: str
    label: str
    sentence: str
    value: str


def preview(form: PreviewForm, draft: Draft) -> ResponseReturnValue:
    form.state.data = sealed(draft, purpose=PURPOSE)
    rows = judged_now(draft)
    numbers = {row.number: row for row in draft.rows}
    bad = [row for row in rows if row.is_bad]
    return answer(
        "history/preview.html",
        form,
        draft=draft,
        missing=[words.label(Field(name)) for name in draft.chosen.missing(REQUIRED)],
        fields={field.value: words.label(field) for field in Field},
        bad=bad[:MOST_SHOWN],
        bad_number=len(bad),
        mends=lambda row: mends_of(row, numbers[row.number], draft),
        said=lambda row: plainly(numbers[row.number], draft),
        twins=[row for row in rows if row.is_asked],
        new=[row for row in rows if row.is_new],
        known=[row for row in rows if row.is_known],
        skipped=[row for row in rows if row.is_skipped],
        lookalikes=queries.lookalikes(db.session, rows),
        sites=sites_of(rows),
        most=MOST_SHOWN,
    )


def mends_of(row: Judged, cells: Row, draft: Draft) -> list[Mend]:
    """One for each cell that cannot be taken."""
    return [
        Mend(
            name=f"cell-{row.number}-{fault.field}",
            label=str(words.label(fault.field)),
            sentence=said(fault),
            value=str(draft.cell(cells, fault.field)),
        )
        for fault in row.faults
    ]


def plainly(cells: Row, draft: Draft) -> str:
    """What the ledger says in this row, in the order of the fields."""
    texts = (str(draft.cell(cells, field)) for field in Field)
    return " · ".join(text for text in texts if text)


def sites_of(rows: Sequence[Judged]) -> Mapping[int, Any]:
    """The sites that these rows name, by id."""
    ids = {number for row in rows if row.visit for number in row.visit.sites}
    return sites.sites_by_id(db.session, ids)
