"""Briefings: which calls and meetings have one, its page, its files."""

from datetime import date

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.audit import recorder
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.itineraries.models import Stop
from visits.kit import reports
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.downloads import download
from visits.kit.forms import answer, edit_rows
from visits.kit.words import label
from visits.languages.routing import interface_language
from visits.outcomes import queries as outcomes
from visits.reception import actions, queries
from visits.reception.forms import BriefingForm
from visits.reception.papers import Promise, briefing_paper, known_of
from visits.reception.views.blueprint import reception

BASE = "/briefings/<uid>"
MOST = 6
"""Promises of each kind that the paper tells of; the page of the body has them all."""


@reception.get("/briefings")
@requires(Permission.READ_DELEGATIONS)
def briefings(code: str) -> str:
    delegation = delegations.the_delegation(db.session, code)
    stops = queries.briefed_stops(db.session, delegation.id)
    return render_template(
        "reception/briefings.html",
        delegation=delegation,
        stops=stops,
        written=queries.written_for(db.session, [stop.id for stop in stops]),
    )


@reception.get(BASE)
@requires(Permission.READ_DELEGATIONS)
def briefing(code: str, uid: str) -> str:
    """The paper as it would be printed now."""
    delegation, stop = both(code, uid)
    return render_template(
        "reception/briefing.html",
        delegation=delegation,
        stop=stop,
        paper=reports.html(paper_of(delegation, stop)),
        kinds=reports.WRITERS,
    )


@reception.post(f"{BASE}/paper.<any(pdf,hwpx,docx):kind>")
@requires(Permission.READ_DELEGATIONS)
@reads_only
def briefing_file(code: str, uid: str, kind: str) -> Response:
    """The paper as a file; the log says who took one that names members."""
    delegation, stop = both(code, uid)
    content = reports.WRITERS[kind](paper_of(delegation, stop))
    if names_members():
        with db.writing() as session:
            told = {"briefing": stop.uid, "format": kind}
            row = delegations.the_delegation(session, code)
            recorder.tell(session, "exported", row, **told)
            session.commit()
    return download(content, f"briefing-{code}-{day_of(stop)}.{kind}")


@reception.route(f"{BASE}/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_briefing(code: str, uid: str) -> ResponseReturnValue:
    delegation, stop = both(code, uid)
    row = queries.the_briefing(db.session, stop)
    form = BriefingForm(obj=row)
    is_about_rows = any([edit_rows(each) for each in (form.talking_points, form.questions)])  # noqa: C419 (each list sees the button)
    if not is_about_rows and form.validate_on_submit():
        actions.write_briefing(db.session, row, **form.texts(), by=the_user(), at=now())
        flash(_("The briefing was saved."), "success")
        db.session.commit()
        return redirect(url_for("reception.briefing", code=code, uid=uid))
    return answer("reception/edit_briefing.html", form, delegation=delegation, stop=stop)


def both(code: str, uid: str) -> tuple[Delegation, Stop]:
    """Raises NotThere, too for a stop that nobody is briefed for."""
    delegation = delegations.the_delegation(db.session, code)
    return delegation, queries.the_briefed_stop(db.session, delegation, uid)


def paper_of(delegation: Delegation, stop: Stop) -> reports.Report:
    """In the reader's language; members are named to those who may know them."""
    tag = interface_language().tag
    return briefing_paper(
        known_of(db.session, delegation, stop, tag, promises=promises_to(delegation)),
        tag=tag,
        zone=settings().zone,
        at=now(),
        names_members=names_members(),
    )


def names_members() -> bool:
    """Whether the reader may know the members by name."""
    return the_user().can(Permission.SEE_IDENTITY)


def promises_to(delegation: Delegation) -> list[Promise]:
    """What is still open first, then what was done last."""
    ids = {row.organisation_id for row in delegation.bodies}
    found = outcomes.promises_of_bodies(db.session, ids)
    told = [*found.open[:MOST], *found.kept[:MOST]]
    return [Promise(one.what, str(label(one.state)), one.deadline) for one in told]


def day_of(stop: Stop) -> date:
    return stop.starts.astimezone(settings().zone).date()
