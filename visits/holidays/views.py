"""The pages of the calendar of days off."""

from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.holidays import actions, queries
from visits.holidays.forms import HolidayForm, NewHolidayForm, YearFilter
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import answer
from visits.kit.workdays import working_days_between

holidays = Blueprint("holidays", __name__, url_prefix="/office/holidays")

FIRST_YEAR, LAST_YEAR = 1950, 2099
YEARS_BEFORE, YEARS_AFTER = 5, 5
"""Years that the chooser offers around this one."""


@holidays.get("/")
@requires(Permission.READ_REGISTERS)
def index() -> str:
    year = chosen_year()
    rows = queries.of_year(db.session, year)
    closed = {row.day for row in rows if row.kind.closes}
    return render_template(
        "holidays/index.html",
        year=year,
        rows=rows,
        form=YearFilter(data={"year": str(year)}, years=years_around(year)),
        working_days=working_days_between(date(year, 1, 1), date(year + 1, 1, 1), closed),
        neighbours={"previous_url": address(year - 1), "next_url": address(year + 1)},
        country=current_app.config["SETTINGS"].COUNTRY,
    )


@holidays.post("/fill")
@requires(Permission.EDIT_REGISTERS)
def fill() -> ResponseReturnValue:
    """Add what is missing of `?year=`."""
    year = chosen_year()
    try:
        added = actions.fill(db.session, year, country=current_app.config["SETTINGS"].COUNTRY)
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(url_for("holidays.index", year=year))
    flash(said(added), "success")
    db.session.commit()
    return redirect(url_for("holidays.index", year=year))


@holidays.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def new() -> ResponseReturnValue:
    form = NewHolidayForm()
    if form.validate_on_submit():
        try:
            rows = actions.add(db.session, form.facts(), last=form.last)
        except Refused as error:
            form.refuse("day", words.REASONS[error.reason])
        else:
            flash(said(len(rows)), "success")
            db.session.commit()
            return redirect(url_for("holidays.index", year=rows[0].day.year))
    return answer("holidays/form.html", form, row=None, back=url_for("holidays.index"))


@holidays.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit(number: int) -> ResponseReturnValue:
    row = queries.the_holiday(db.session, number)
    back = url_for("holidays.index", year=row.day.year)
    form = HolidayForm(obj=row)
    if form.validate_on_submit():
        try:
            actions.revise(db.session, row, form.facts())
        except Refused as error:
            form.refuse("day", words.REASONS[error.reason])
        else:
            flash(_("The day was saved."), "success")
            db.session.commit()
            return redirect(url_for("holidays.index", year=row.day.year))
    return answer("holidays/form.html", form, row=row, back=back)


@holidays.route("/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete(number: int) -> ResponseReturnValue:
    row = queries.the_holiday(db.session, number)
    if request.method == "POST":
        actions.delete(db.session, row)
        flash(_("The day was deleted."), "success")
        db.session.commit()
        return redirect(url_for("holidays.index", year=row.day.year))
    return render_template(
        "holidays/delete.html",
        row=row,
        confirm_label=_("Delete the day"),
        cancel_url=url_for("holidays.edit", number=number),
    )


def chosen_year() -> int:
    """The year asked for; this year in the city when none, or none that we can count with."""
    asked = request.args.get("year", default=0, type=int)
    return asked if FIRST_YEAR <= asked <= LAST_YEAR else this_year()


def this_year() -> int:
    return now().astimezone(current_app.config["ZONE"]).year


def years_around(year: int) -> list[int]:
    present = this_year()
    around = set(range(present - YEARS_BEFORE, present + YEARS_AFTER + 1))
    return sorted(around | {year})


def address(year: int) -> str | None:
    is_known = FIRST_YEAR <= year <= LAST_YEAR
    return url_for("holidays.index", year=year) if is_known else None


def said(added: int) -> str:
    if not added:
        return str(_("Nothing was missing."))
    return str(ngettext("%(num)s day was added.", "%(num)s days were added.", added))
