"""The press text: read, written, taken."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.documents import actions, press, queries, wording
from visits.documents.forms import PressForm
from visits.documents.rules import LANGUAGES
from visits.documents.views.blueprint import documents
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import city_today
from visits.kit.reports import WRITERS
from visits.languages.catalogue import language


@documents.get("/<code>/press-text")
@requires(Permission.READ_DELEGATIONS)
def press_text(code: str) -> str:
    delegation = delegations.the_delegation(db.session, code)
    text = queries.press_text_of(db.session, delegation.id)
    return render_template(
        "documents/press.html",
        delegation=delegation,
        text=text,
        is_held_back=text is not None and press.is_held_back(text, now()),
        languages_of_paper=[language(tag) for tag in LANGUAGES],
        kinds=list(WRITERS),
    )


@documents.route("/<code>/press-text/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def write_press_text(code: str) -> ResponseReturnValue:
    """What was written, or what can be told from the plan; `?anew` begins from the plan again."""
    delegation = delegations.the_delegation(db.session, code)
    text = queries.press_text_of(db.session, delegation.id)
    form = PressForm(obj=text, zone=settings().zone)
    named: Mapping[str, Sequence[str]] = {}
    if form.validate_on_submit():
        try:
            actions.write_for_press(
                db.session,
                delegation,
                text,
                form.facts(),
                by_id=the_user().id,
                at=now(),
                is_checked=bool(form.is_checked.data),
            )
        except Refused as error:
            named = error.facts["named"]
            for field, names in named.items():
                said = {"names": wording.row_of(names)}
                form.refuse(field, words.REASONS[error.reason] % said)
            db.session.rollback()
        else:
            flash(_("The press text was saved."), "success")
            db.session.commit()
            return redirect(url_for("documents.press_text", code=code))
    if request.method == "GET" and (text is None or "anew" in request.args):
        fill(form, delegation)
    page = render_template(
        "documents/write_press.html", form=form, delegation=delegation, text=text, named=named
    )
    return page, 422 if form.errors else 200


def fill(form: PressForm, delegation: Delegation) -> None:
    """A first wording from what is planned."""
    story = press.read(db.session, delegation, city=settings().CITY_NAME, today=city_today())
    headlines, bodies = press.first_wording(story)
    for tag in LANGUAGES:
        form[f"headline_{tag}"].data = headlines[tag]
        form[f"body_{tag}"].data = bodies[tag]


@documents.get("/<code>/press-text-<any(ko,en):tag>.<any(hwpx,docx,pdf):kind>")
@requires(Permission.READ_DELEGATIONS)
def take_press_text(code: str, tag: str, kind: str) -> ResponseReturnValue:
    """The text that was saved, which holds no names."""
    delegation = delegations.the_delegation(db.session, code)
    text = queries.press_text_of(db.session, delegation.id)
    if text is None:
        raise NotThere("press text")
    office = settings()
    with force_locale(language(tag).locale):
        report = press.report_of(
            text,
            tag,
            zone=office.zone,
            office=office.OFFICE_NAME.to(tag),
            phone=office.OFFICE_PHONE,
        )
        return download(WRITERS[kind](report), f"press-text-{code}-{tag}.{kind}")
