"""Finding two rows that are one body, comparing them, and making them one."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.kit import words
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import InUse, Refused
from visits.kit.events import tell
from visits.kit.forms import answer
from visits.kit.pager import linked
from visits.kit.pages import page_in
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf
from visits.languages.html import plain
from visits.languages.names import language_name
from visits.languages.routing import interface_language
from visits.organisations import actions, queries
from visits.organisations.forms import MergeForm, OtherForm
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind, Relation, Side
from visits.organisations.views.blueprint import organisations
from visits.organisations.views.shared import body_choices, country_name

FIELDS: Mapping[str, Callable[[Organisation], str]] = {
    "name": lambda body: in_every_language(body.name),
    "kind": lambda body: said(body.kind, nothing=OrganisationKind.OTHER),
    "country": lambda body: country_name(body.country),
    "region": lambda body: body.region,
    "parent_id": lambda body: plain(body.parent.name) if body.parent else "",
    "relation": lambda body: said(body.relation, nothing=Relation.NONE),
    "website": lambda body: body.website,
}
"""Each fact that two rows may say differently, as people read it; "" where a row says nothing."""


def in_every_language(name: Translated) -> str:
    """`내무부 (Korean) · Ministry of Interior (English)`: what the page of the body would show."""
    reader = interface_language().tag
    return " · ".join(f"{text} ({language_name(tag, reader)})" for tag, text in name.items())


def said(code: OrganisationKind | Relation, *, nothing: OrganisationKind | Relation) -> str:
    return "" if code is nothing else str(words.label(code))


@organisations.get("/doubles")
@requires(Permission.EDIT_REGISTERS)
def doubles() -> str:
    """Pairs that look like one body, for somebody to compare."""
    pairs = queries.pairs_of_doubles(db.session)
    page = page_in(
        pairs,
        by=lambda pair: (pair[0].country, pair[0].sort_key, *(f"{one.id:09}" for one in pair)),
        cursor=request.args.get("page"),
    )
    return render_template("organisations/doubles.html", page=linked(page))


@organisations.route("/<int:number>/merge", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def merge(number: int) -> ResponseReturnValue:
    """Choose the other row, then compare; one POST merges."""
    kept = queries.the_organisation(db.session, number)
    other = read_id(request.args.get("with", ""))
    if other is None:
        return choose_other(kept)
    gone = queries.the_organisation(db.session, other)
    both = {field: (read(kept), read(gone)) for field, read in FIELDS.items()}
    notes = "\n\n".join(dict.fromkeys(filter(None, (kept.notes, gone.notes))))
    form = MergeForm(both=both, now=f"{kept.version}-{gone.version}", notes=notes)
    if form.validate_on_submit():
        facts = facts_of(form, kept, gone, both)
        try:
            actions.merge(db.session, kept, gone, facts, at=now())
        except Refused as error:
            db.session.rollback()
            form.form_errors.extend(reasons_of(error))
        else:
            flash(_("The two organisations are one now."), "success")
            db.session.commit()
            return redirect(url_for("organisations.show", number=number))
    return answer(
        "organisations/merge.html",
        form,
        kept=queries.the_organisation(db.session, number),
        gone=queries.the_organisation(db.session, other),
        same=[
            name for name, (mine, theirs) in both.items() if name not in form and (mine or theirs)
        ],
        both=both,
        uses=[(one, uses_of(one)) for one in (kept, gone)],
    )


@organisations.post("/<int:number>/apart/<int:other>")
@requires(Permission.EDIT_REGISTERS)
def tell_apart(number: int, other: int) -> ResponseReturnValue:
    """They were compared, and are two."""
    one, second = (queries.the_organisation(db.session, each) for each in (number, other))
    actions.tell_apart(db.session, one, second, by=the_user().name, at=now())
    flash(_("These two are no longer suggested as doubles."), "success")
    db.session.commit()
    return redirect(url_for("organisations.doubles"))


def reasons_of(error: Refused) -> list[str]:
    """What still points to the row that would go, else the rule that says no."""
    if isinstance(error, InUse):
        return words.users(error)
    return [str(words.REASONS[error.reason])]


def choose_other(kept: Organisation) -> ResponseReturnValue:
    form = OtherForm(bodies=body_choices(but=kept))
    return render_template(
        "organisations/choose_other.html",
        body=kept,
        form=form,
        probable=queries.probable_doubles(db.session, kept),
    )


def facts_of(
    form: MergeForm,
    kept: Organisation,
    gone: Organisation,
    both: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    """What the kept row says from now on: as decided, else what only one of them says."""
    taken = form.taken(FIELDS)
    facts: dict[str, Any] = {"notes": form.notes.data or ""}
    for field, (mine, theirs) in both.items():
        is_theirs = taken.get(field) is Side.GONE or (theirs and not mine)
        facts[field] = getattr(gone if is_theirs else kept, field)
    first, second = (gone, kept) if taken.get("name") is Side.GONE else (kept, gone)
    fills_up = "fills_up" in form and form.fills_up.data
    facts["name"] = second.name.merged(first.name) if fills_up else first.name
    return facts


def uses_of(body: Organisation) -> list[str]:
    """What points to a row, and would point to the kept one."""
    question = UsesOf("organisation", body.id, [("organisation", len(body.parts))])
    tell(db.session, question)
    return words.users(InUse([(kind, count) for kind, count in question.found if count]))
