"""The targets of years: read by all who read figures, set by coordinators."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit import words
from visits.kit.asked import YEARS
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import answer, city_today
from visits.statistics import actions, queries
from visits.statistics.forms import NewTargetsForm, TargetsForm
from visits.statistics.models import YearTarget
from visits.statistics.views.blueprint import statistics


@statistics.get("/targets")
@requires(Permission.READ_FIGURES)
def targets() -> str:
    return render_template("statistics/targets.html", rows=queries.targets(db.session))


@statistics.route("/targets/new", methods=["GET", "POST"])
@requires(Permission.SET_TARGETS)
def new_targets() -> ResponseReturnValue:
    form = NewTargetsForm(data={"year": request.args.get("year", city_today().year, type=int)})
    if form.validate_on_submit():
        try:
            actions.set_targets(db.session, form.year.data, form.facts())
        except Refused as error:
            form.refuse("year", words.REASONS[error.reason])
        else:
            flash(_("The targets were saved."), "success")
            db.session.commit()
            return redirect(url_for("statistics.targets"))
    return answer("statistics/target.html", form, row=None)


@statistics.route("/targets/<int:year>", methods=["GET", "POST"])
@requires(Permission.SET_TARGETS)
def edit_targets(year: int) -> ResponseReturnValue:
    row = the_target(year)
    form = TargetsForm(obj=row)
    if form.validate_on_submit():
        actions.revise_targets(db.session, row, form.facts())
        flash(_("The targets were saved."), "success")
        db.session.commit()
        return redirect(url_for("statistics.targets"))
    return answer("statistics/target.html", form, row=row)


@statistics.route("/targets/<int:year>/delete", methods=["GET", "POST"])
@requires(Permission.SET_TARGETS)
def delete_targets(year: int) -> ResponseReturnValue:
    row = the_target(year)
    if request.method == "POST":
        actions.remove_targets(db.session, row)
        flash(_("The targets were deleted."), "success")
        db.session.commit()
        return redirect(url_for("statistics.targets"))
    return render_template(
        "statistics/delete_targets.html",
        row=row,
        confirm_label=_("Delete the targets"),
        cancel_url=url_for("statistics.edit_targets", year=year),
    )


def the_target(year: int) -> YearTarget:
    """Raises NotThere, for years too that are none of ours."""
    if year not in YEARS:
        raise NotThere("target")
    return queries.the_target(db.session, year)
