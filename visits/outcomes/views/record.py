"""The record: one page for each visit, on which one stop at a time is written."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import actions as delegations
from visits.delegations.models import Delegation
from visits.delegations.views.shared import country_labels
from visits.escorting import queries as escorting
from visits.itineraries.models import Stop
from visits.kit.clock import now
from visits.kit.db import db
from visits.languages.html import plain
from visits.outcomes import actions, queries
from visits.outcomes.forms.record import PeopleForm, RecordForm, StopRecordForm
from visits.outcomes.models import VisitRecord
from visits.outcomes.queries import Record
from visits.outcomes.rules import PointKind
from visits.outcomes.views.blueprint import outcomes
from visits.outcomes.views.shared import address, the_delegation, today

WHOLE = "visit"
"""What stands in the address of the visit as a whole, where a stop has its uid."""


@outcomes.get("/delegations/<code>/record")
@requires(Permission.READ_DELEGATIONS)
def record(code: str) -> ResponseReturnValue:
    delegation = the_delegation(code)
    return page(delegation, people_form=PeopleForm(obj=delegation))


@outcomes.post("/delegations/<code>/record/people")
@requires(Permission.EDIT_DELEGATIONS)
def count_people(code: str) -> ResponseReturnValue:
    """How many really came from each country."""
    delegation = the_delegation(code)
    form = PeopleForm(obj=delegation)
    if form.validate_on_submit():
        delegations.note_actual(db.session, delegation, form.actual())
        flash(_("The number of people was saved."), "success")
        db.session.commit()
        return redirect(url_for("outcomes.record", code=code))
    return page(delegation, people_form=form)


@outcomes.route("/delegations/<code>/record/visit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def write_visit(code: str) -> ResponseReturnValue:
    """What was said on the visit as a whole."""
    delegation = the_delegation(code)
    form = RecordForm(obj=row_of(delegation, None))
    if form.validate_on_submit():
        return save(delegation, None, form)
    return page(delegation, form=form, open_at=WHOLE)


@outcomes.route("/delegations/<code>/record/stops/<uid>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def write_stop(code: str, uid: str) -> ResponseReturnValue:
    """What was said at one stop, and when it really took place."""
    delegation = the_delegation(code)
    stop = queries.the_recordable(db.session, delegation.id, uid)
    zone = current_app.config["ZONE"]
    day = stop.starts.astimezone(zone).date()
    form = StopRecordForm(obj=row_of(delegation, stop), day=day, zone=zone)
    if form.validate_on_submit():
        return save(delegation, stop, form)
    return page(delegation, form=form, open_at=uid)


def row_of(delegation: Delegation, stop: Stop | None) -> VisitRecord:
    """What is written; a blank row, not yet kept, where nothing is."""
    blank = VisitRecord(version=0, discussion="", decisions="", began_at=None, ended_at=None)
    return queries.record_at(db.session, delegation.id, stop) or blank


def save(delegation: Delegation, stop: Stop | None, form: RecordForm) -> ResponseReturnValue:
    """Keep it, and go on with the next stop where that is wanted."""
    written = actions.Written(**form.written())
    actions.write(db.session, delegation, stop, written, by=the_user(), at=now())
    target = next_url(delegation, stop) if "next" in request.form else own_url(delegation, stop)
    flash(_("The record was saved."), "success")
    db.session.commit()
    return redirect(target)


def own_url(delegation: Delegation, stop: Stop | None) -> str:
    return url_for("outcomes.record", code=delegation.code, _anchor=anchor(stop))


def next_url(delegation: Delegation, stop: Stop | None) -> str:
    """Where the next stop is written; after the last one, the page with everything."""
    follower = next_of(queries.record_of(db.session, delegation.id), stop)
    if follower is None:
        return url_for("outcomes.record", code=delegation.code)
    return url_for(
        "outcomes.write_stop", code=delegation.code, uid=follower.uid, _anchor=anchor(follower)
    )


def next_of(record: Record, stop: Stop | None) -> Stop | None:
    """The stop after this one among those that have begun; the first after the whole visit."""
    stops = [one.stop for one in record.begun(now()) if one.stop is not None]
    if stop is None:
        return stops[0] if stops else None
    after = stops[stops.index(stop) + 1 :] if stop in stops else []
    return after[0] if after else None


def anchor(stop: Stop | None) -> str:
    return f"stop-{stop.id}" if stop else WHOLE


def page(
    delegation: Delegation,
    *,
    form: RecordForm | None = None,
    open_at: str = "",
    people_form: PeopleForm | None = None,
) -> ResponseReturnValue:
    """Everything that was written; where *open_at* says, the form to write it."""
    record = queries.record_of(db.session, delegation.id)
    stops = record.begun(now(), uid=open_at)
    errors = [one for one in (form, people_form) if one is not None and one.errors]
    body = render_template(
        "outcomes/record.html",
        delegation=delegation,
        record=record,
        stops=stops,
        coming=len(record.stops) - len(stops),
        form=form,
        open_at=open_at,
        is_last=bool(stops) and stops[-1].is_at(open_at),
        people_form=people_form,
        kinds=list(PointKind),
        promises=queries.followups_of(db.session, delegation.id),
        today=today(),
        incidents=escorting.incidents_of(db.session, delegation.id),
        agencies=agencies(delegation, record),
        budget_url=address("reception.budget", delegation.code),
        countries=country_labels(),
    )
    return body, 422 if errors else 200


def agencies(delegation: Delegation, record: Record) -> list[str]:
    """Who may be quoted: the bodies that came, and who was quoted already."""
    came = [plain(row.organisation.name) for row in delegation.bodies]
    rows = (one.record for one in (record.visit, *record.stops) if one.record)
    quoted = sorted({line.agency for row in rows for line in row.opinions if line.agency})
    return list(dict.fromkeys([*came, *quoted]))
