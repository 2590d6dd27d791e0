"""Bringing an agenda, looking at what is read in it, taking it over; taking the programme as a table."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.agendas import actions, queries, writing
from visits.agendas.drafts import Draft, answered, begun
from visits.agendas.forms import AgendaForm, PreviewForm
from visits.agendas.pages import Preview
from visits.agendas.reading import Reading, fresh, read, world_of
from visits.agendas.rules import MOST_ROWS, Answer, Field, Item
from visits.agendas.rules.lines import lines_of
from visits.agendas.rules.places import key_of
from visits.agendas.rules.telling import World
from visits.agendas.trials import brought
from visits.agendas.words import too_many
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.itineraries import queries as itineraries
from visits.itineraries.actions import open_itinerary
from visits.itineraries.models import Itinerary
from visits.itineraries.views.shared import the_draft
from visits.itineraries.worded import Told, told
from visits.kit import once, words
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.downloads import download
from visits.kit.errors import Refused
from visits.kit.forms import answer
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.signing import opened, sealed
from visits.languages.routing import interface_language

PURPOSE = "table of a programme"

agendas = Blueprint("agendas", __name__, url_prefix="/office/delegations/<code>/programme")


@agendas.route("/import", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
@reads_only
def bring(code: str) -> ResponseReturnValue:
    """The file first; then its preview again and again, until it is taken over or left."""
    delegation = delegations.the_delegation(db.session, code)
    if "state" in request.form:
        return go_on(delegation)
    form = AgendaForm()
    if form.validate_on_submit():
        world = the_world(delegation)
        draft = begun(form.tables, world)
        if len(draft.rows) <= MOST_ROWS:
            return preview(PreviewForm(formdata=None), delegation, read(draft, world))
        form.refuse("table", too_many(len(draft.rows)))
    return answer("agendas/choose.html", form, delegation=delegation)


def the_world(delegation: Delegation) -> World:
    known = settings()
    return world_of(db.session, delegation, city=known.CITY_NAME, tags=tuple(known.language_tags))


def go_on(delegation: Delegation) -> ResponseReturnValue:
    """What was chosen, answered or skipped on the preview; then another look, or the last step."""
    form, world = PreviewForm(), the_world(delegation)
    try:
        draft = opened(Draft, form.state.data or "", purpose=PURPOSE)
    except BadSheet:
        flash(_("This preview has expired. Please choose the file again."), "warning")
        return redirect(url_for("agendas.bring", code=delegation.code))
    draft = answered(draft, sent_over(draft, request.form), world)
    if form.validate_on_submit() and "take" in request.form:
        return take(form, delegation.code, draft)
    return preview(form, delegation, read(draft, world))


def sent_over(draft: Draft, sent: Mapping[str, str]) -> dict[str, str]:
    """What came back, without the cells that are as they were and the questions left open."""
    shown = {line.number: line for line in lines_of(draft)}
    kept: dict[str, str] = {}
    for name, value in sent.items():
        prefix, number, field = (*name.split("-", 2), "", "")[:3]
        if prefix == "answer" and value:
            kept[f"cell-{number}-{field}"] = value
        elif prefix == "cell":
            line = shown.get(int(number)) if number.isdecimal() else None
            if (
                line is not None
                and line.text(field) != value
                and f"cell-{number}-{field}" not in kept
            ):
                kept[name] = value
        elif prefix != "answer":
            kept[name] = value
    return kept


def take(form: PreviewForm, code: str, draft: Draft) -> ResponseReturnValue:
    """Every line that needs no question, read once more by what is known now."""
    at = now()
    with db.writing() as session:
        if sent_before := once.take():
            return sent_before
        delegation = delegations.the_delegation(session, code)
        reading = read(draft, the_world(delegation))
        try:
            added = take_over(session, delegation, reading, at=at)
        except Refused as error:
            session.rollback()
            form.form_errors.append(str(words.REASONS[error.reason]))
        else:
            say_added(added, len(reading.agenda.asked))
            session.commit()
            return redirect(url_for("itineraries.show", code=code))
    return preview(form, delegations.the_delegation(db.session, code), reading)


def take_over(session: Session, delegation: Delegation, reading: Reading, *, at: datetime) -> int:
    itinerary = open_itinerary(session, delegation, at=at)
    wanted = fresh(reading.agenda.ready, queries.present(itinerary, settings().zone))
    user = the_user()
    stops = actions.take_over(session, itinerary, wanted, at=at, by=user)
    actions.remember(session, said_of_places(reading), by=user.name, at=at)
    return len(stops)


def said_of_places(reading: Reading) -> dict[str, int]:
    """Words for places, by their key, of which the officer said the site."""
    sites = reading.world.gazetteer.by_slug
    return {
        key_of(line.text(Field.PLACE)): sites[slug].id
        for line in lines_of(reading.draft)
        if (slug := line.text(Answer.SITE)) in sites and line.text(Field.PLACE)
    }


def say_added(added: int, asked: int) -> None:
    if not added:
        flash(_("The table contains nothing new; the programme is unchanged."), "success")
    else:
        told = ngettext(
            "%(num)s stop was added as an idea. On the board this can be undone in one step.",
            "%(num)s stops were added as ideas. On the board this can be undone in one step.",
            added,
        )
        flash(told, "success")
    if asked:
        flash(
            ngettext(
                "%(num)s row was left out, because a question about it is open.",
                "%(num)s rows were left out, because questions about them are open.",
                asked,
            ),
            "warning",
        )


def preview(form: PreviewForm, delegation: Delegation, reading: Reading) -> ResponseReturnValue:
    form.state.data = sealed(reading.draft, purpose=PURPOSE)
    itinerary = the_draft(delegation.code)
    there = queries.present(itinerary, settings().zone)
    points = points_to_check(itinerary, fresh(reading.agenda.ready, there))
    return answer(
        "agendas/preview.html",
        form,
        delegation=delegation,
        draft=reading.draft,
        fields={field.value: words.label(field) for field in Field},
        preview=Preview(reading, there, interface_language().tag, site_names(reading), points),
    )


def points_to_check(
    itinerary: Itinerary, items: Sequence[Item]
) -> Mapping[int | None, Sequence[Told]]:
    """What would be new to check, by line; nothing while a line cannot be taken over as it is."""
    try:
        found = brought(db.session, itinerary, items, at=now())
    except Refused:
        return {}
    return {line: told(db.session, findings, itinerary) for line, findings in found.items()}


def site_names(reading: Reading) -> dict[int, str]:
    """Every site that the preview may name or offer."""
    numbers = [site.id for site in reading.world.gazetteer.sites]
    return queries.names_of_sites(db.session, numbers, interface_language().tag)


# -- tables of ours --------------------------------------------------------------------------------


@agendas.get("/import/template.<any(xlsx, csv):kind>")
@requires(Permission.EDIT_ITINERARIES)
def template(code: str, kind: str) -> Response:
    """An empty table in the reader's language, with a row that shows how."""
    delegation = delegations.the_delegation(db.session, code)
    starts = datetime.combine(delegation.starts_on, time(10), settings().zone)
    content = writing.template(starts, interface_language().tag, kind)
    return download(content, f"programme-template-{code}.{kind}")


@agendas.get("/table.<any(xlsx, csv):kind>")
@requires(Permission.READ_DELEGATIONS)
def export(code: str, kind: str) -> Response:
    """The programme as a table that can be brought back."""
    itinerary = itineraries.the_itinerary(db.session, code)
    content = writing.table(
        itinerary.stops, interface_language().tag, settings().zone, kind, str(_("Programme"))
    )
    return download(content, f"programme-{code}.{kind}")
