"""Gifts: of one visit, and the register over all years."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.forms import answer, choices
from visits.kit.pager import linked
from visits.kit.sheets.writing import Sheet, Value, workbook
from visits.kit.words import label
from visits.languages.html import plain
from visits.languages.routing import interface_language
from visits.outcomes import actions, queries
from visits.outcomes.forms.gifts import GiftFilter, GiftForm
from visits.outcomes.models import Gift
from visits.outcomes.queries import GiftsWanted
from visits.outcomes.rules import GiftDirection, ReportState
from visits.outcomes.views.blueprint import outcomes
from visits.outcomes.views.shared import the_delegation, today

MOST_ROWS = 20_000
"""Of a table to take along."""


def filter_form() -> GiftFilter:
    years = queries.years_of_gifts(db.session)
    return GiftFilter(request.args, years=choices((year, str(year)) for year in years))


def wanted(form: GiftFilter) -> GiftsWanted:
    direction, report = form.direction.data, form.report.data
    return GiftsWanted(
        year=form.wanted_year,
        direction=GiftDirection(direction) if direction in set(GiftDirection) else None,
        report=ReportState(report) if report in set(ReportState) else None,
    )


@outcomes.get("/gifts/")
@requires(Permission.READ_DELEGATIONS)
def gifts() -> str:
    form = filter_form()
    page = queries.page_of_gifts(db.session, wanted(form), request.args.get("page"))
    chosen = {name: value for name, value in request.args.items() if name != "page" and value}
    return render_template("outcomes/gifts.html", page=linked(page), form=form, chosen=chosen)


@outcomes.get("/gifts/register.xlsx")
@requires(Permission.READ_DELEGATIONS)
def gift_register() -> Response:
    """The register as it is filtered; without the names of those who gave."""
    rows = queries.all_gifts(db.session, wanted(filter_form()), most=MOST_ROWS)
    sheet = Sheet(
        title=_("Gifts"),
        headers=headers(),
        rows=[cells(gift) for gift in rows],
        direction=interface_language().dir,
    )
    return download(workbook([sheet], title=_("Gifts")), f"gifts-{today()}.xlsx")


def headers() -> list[str]:
    return [
        _("Date"),
        _("Delegation"),
        _("Title"),
        _("Direction"),
        _("Item"),
        _("From or to whom"),
        _("Our side"),
        _("Value"),
        _("Currency"),
        _("Report"),
        _("Reported on"),
        _("Number of the report"),
        _("Where it is kept"),
    ]


def cells(gift: Gift) -> list[Value]:
    return [
        gift.dated_on,
        gift.delegation.code,
        plain(gift.delegation.title),
        str(label(gift.direction)),
        gift.item,
        gift.counterpart,
        gift.our_side,
        gift.value,
        gift.currency.value if gift.value is not None else "",
        str(label(gift.report_state)),
        gift.reported_on,
        gift.report_number,
        gift.kept_at,
    ]


@outcomes.get("/delegations/<code>/gifts")
@requires(Permission.READ_DELEGATIONS)
def gifts_of(code: str) -> str:
    delegation = the_delegation(code)
    return render_template(
        "outcomes/gifts_of.html",
        delegation=delegation,
        rows=queries.gifts_of(db.session, delegation.id),
    )


@outcomes.route("/delegations/<code>/gifts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def add_gift(code: str) -> ResponseReturnValue:
    delegation = the_delegation(code)
    form = GiftForm(data={"dated_on": min(delegation.starts_on, today())}, today=today())
    if form.validate_on_submit():
        actions.add_gift(db.session, delegation, form.facts())
        flash(_("The gift was added."), "success")
        target = "outcomes.add_gift" if "another" in request.form else "outcomes.gifts_of"
        db.session.commit()
        return redirect(url_for(target, code=code))
    return answer("outcomes/gift_form.html", form, delegation=delegation, gift=None)


@outcomes.route("/gifts/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_gift(number: int) -> ResponseReturnValue:
    gift = queries.the_gift(db.session, number)
    form = GiftForm(obj=gift, today=today())
    if form.validate_on_submit():
        actions.revise_gift(db.session, gift, form.facts())
        flash(_("The gift was saved."), "success")
        db.session.commit()
        return redirect(url_for("outcomes.gifts_of", code=gift.delegation.code))
    return answer("outcomes/gift_form.html", form, delegation=gift.delegation, gift=gift)


@outcomes.route("/gifts/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def remove_gift(number: int) -> ResponseReturnValue:
    gift = queries.the_gift(db.session, number)
    back = url_for("outcomes.gifts_of", code=gift.delegation.code)
    if request.method == "POST":
        actions.remove_gift(db.session, gift)
        flash(_("The gift was deleted."), "success")
        db.session.commit()
        return redirect(back)
    return render_template(
        "outcomes/delete_gift.html",
        gift=gift,
        confirm_label=_("Delete the gift"),
        cancel_url=back,
    )
