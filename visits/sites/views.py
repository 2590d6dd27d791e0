"""The pages of sites."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as people
from visits.access.guard import requires
from visits.access.rules import Permission, Role
from visits.access.words import LINK_RENEWED
from visits.escorting import queries as escorting
from visits.feedback import queries as feedback
from visits.hosting.rules import listed_month
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse, Refused
from visits.kit.forms import Choices, answer, choices, city_today, edit_rows
from visits.kit.pager import linked
from visits.languages.routing import wanted_language
from visits.sites import actions, queries
from visits.sites import words as words_of_sites
from visits.sites.forms import (
    ClosureForm,
    ContactForm,
    SiteFilter,
    SiteForm,
    SpacesForm,
    TravelTimeForm,
    WindowsForm,
    site_choices,
)
from visits.sites.models import Site
from visits.sites.rules import Category, MealNeed

SAID_SINCE = timedelta(days=731)
"""How far back the site's page sums up what guests and hosts said."""

sites = Blueprint("sites", __name__, url_prefix="/office/sites")

sites.add_app_template_filter(words_of_sites.theme, "theme")


@sites.get("/")
@requires(Permission.READ_REGISTERS)
def index() -> str:
    form = SiteFilter(request.args)
    category = Category(form.category.data) if form.category.data in set(Category) else None
    rows = queries.sites(form.words.data or "", category, retired=bool(form.retired.data))
    page = queries.page_of_sites(db.session, rows, request.args.get("page"))
    return render_template(
        "sites/index.html", page=linked(page), form=form, is_filtered=bool(request.args)
    )


@sites.get("/<slug>")
@requires(Permission.READ_REGISTERS)
def show(slug: str) -> str:
    site = queries.the_site(db.session, slug)
    return render_template(
        "sites/show.html",
        site=site,
        travels=queries.travel_times_of(db.session, site),
        measured=escorting.measured_around(db.session, site.id),
        serves=[MealNeed(need) for need in site.serves],
        said=feedback.summary_of_sites(db.session, [site.id], city_today() - SAID_SINCE)[site.id],
        lessons=feedback.lessons_of(db.session, site.id),
        next_month=f"{listed_month(city_today())[0]:%Y-%m}",
        at=now(),
    )


@sites.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def new() -> ResponseReturnValue:
    form = SiteForm(ends=ends())
    if form.validate_on_submit():
        site = actions.add(db.session, form.facts(), at=now())
        flash(_("The site was added."), "success")
        db.session.commit()
        return redirect(url_for("sites.show", slug=site.slug))
    return answer("sites/form.html", form, site=None)


@sites.route("/<slug>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit(slug: str) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    form = SiteForm(obj=site, ends=ends(but=site))
    if form.validate_on_submit():
        actions.revise(db.session, site, form.facts())
        flash(_("The site was saved."), "success")
        db.session.commit()
        return redirect(url_for("sites.show", slug=slug))
    return answer("sites/form.html", form, site=site)


@sites.route("/<slug>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete(slug: str) -> ResponseReturnValue:
    """Delete the site; while something points to it, say what, and offer no button."""
    site = queries.the_site(db.session, slug)
    used = actions.uses(db.session, site)
    if request.method == "POST" and not used:
        actions.delete(db.session, site, at=now())
        flash(_("The site was deleted."), "success")
        db.session.commit()
        return redirect(url_for("sites.index"))
    return deletion(
        "sites/delete.html",
        words.users(InUse(used)),
        _("Delete the site"),
        url_for("sites.show", slug=slug),
        site=site,
    )


@sites.post("/<slug>/retire")
@requires(Permission.EDIT_REGISTERS)
def retire(slug: str) -> ResponseReturnValue:
    """Take the site out of use, or back into it."""
    site = queries.the_site(db.session, slug)
    actions.retire(db.session, site, retired=not site.is_retired)
    db.session.commit()
    return redirect(url_for("sites.show", slug=slug))


@sites.route("/<slug>/windows", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def windows(slug: str) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    form = WindowsForm(obj=site, languages=language_choices())
    if edit_rows(form.windows):
        return answer("sites/windows.html", form, site=site)
    if form.validate_on_submit():
        actions.offer(db.session, site, [entry.form.facts() for entry in form.windows])
        flash(_("The offered windows were saved."), "success")
        db.session.commit()
        return redirect(url_for("sites.show", slug=slug))
    return answer("sites/windows.html", form, site=site)


@sites.route("/<slug>/rooms", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def spaces(slug: str) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    form = SpacesForm(obj=site)
    if edit_rows(form.spaces):
        return answer("sites/spaces.html", form, site=site)
    if form.validate_on_submit():
        actions.furnish(db.session, site, [entry.form.data for entry in form.spaces])
        flash(_("The rooms were saved."), "success")
        db.session.commit()
        return redirect(url_for("sites.show", slug=slug))
    return answer("sites/spaces.html", form, site=site)


@sites.route("/<slug>/closures/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def close(slug: str) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    form = ClosureForm()
    if form.validate_on_submit():
        starts, ends = form.span
        actions.close(
            db.session,
            site,
            kind=form.kind.data,
            starts=starts,
            ends=ends,
            reason=form.reason.data,
            source=form.source.data or "",
        )
        flash(_("The closure was added; the findings of the stops in it are new."), "success")
        db.session.commit()
        return redirect(url_for("sites.show", slug=slug))
    return answer("sites/closure.html", form, site=site)


@sites.post("/<slug>/closures/<int:number>/delete")
@requires(Permission.EDIT_REGISTERS)
def reopen(slug: str, number: int) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    actions.reopen(db.session, site, queries.the_closure(db.session, site, number))
    flash(_("The closure was taken back."), "success")
    db.session.commit()
    return redirect(url_for("sites.show", slug=slug))


@sites.route("/<slug>/contacts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def add_contact(slug: str) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    form = ContactForm(languages=language_choices(), users=host_choices())
    if form.validate_on_submit():
        actions.add_contact(db.session, site, form.facts())
        flash(_("The contact was added."), "success")
        db.session.commit()
        return redirect(url_for("sites.show", slug=slug))
    return answer("sites/contact.html", form, site=site, contact=None)


@sites.route("/<slug>/contacts/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit_contact(slug: str, number: int) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    contact = queries.the_contact(db.session, site, number)
    form = ContactForm(obj=contact, languages=language_choices(), users=host_choices())
    if form.validate_on_submit():
        was_linked = actions.revise_contact(db.session, contact, form.facts())
        flash(_("The contact was saved."), "success")
        if was_linked:
            flash(LINK_RENEWED, "info")
        db.session.commit()
        return redirect(url_for("sites.show", slug=slug))
    return answer("sites/contact.html", form, site=site, contact=contact)


@sites.post("/<slug>/contacts/<int:number>/delete")
@requires(Permission.EDIT_REGISTERS)
def remove_contact(slug: str, number: int) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    actions.remove_contact(db.session, queries.the_contact(db.session, site, number))
    flash(_("The contact was removed."), "success")
    db.session.commit()
    return redirect(url_for("sites.show", slug=slug))


@sites.route("/<slug>/travel/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def add_travel(slug: str) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    form = TravelTimeForm(ends=ends(but=site))
    if form.validate_on_submit():
        try:
            add_both_ways(site, form)
        except Refused as error:
            db.session.rollback()
            form.refuse("to_id", words.REASONS[error.reason])
        else:
            flash(_("The travel time was added."), "success")
            db.session.commit()
            return redirect(url_for("sites.show", slug=slug))
    return answer("sites/travel.html", form, site=site)


@sites.post("/<slug>/travel/<int:number>/delete")
@requires(Permission.EDIT_REGISTERS)
def remove_travel(slug: str, number: int) -> ResponseReturnValue:
    site = queries.the_site(db.session, slug)
    actions.remove_travel_time(db.session, queries.the_travel_time(db.session, site, number))
    flash(_("The travel time was removed; it is estimated from now on."), "success")
    db.session.commit()
    return redirect(url_for("sites.show", slug=slug))


def ends(but: Site | None = None) -> Choices:
    rows = [site for site in queries.all_sites(db.session) if but is None or site.id != but.id]
    return site_choices(rows, wanted_language().tag)


def language_choices() -> Choices:
    return choices((lang.tag, lang.name) for lang in current_app.extensions["languages"])


def host_choices() -> Choices:
    rows = people.users_with_role(db.session, Role.HOST)
    return choices((user.id, f"{user.name} ({user.email})") for user in rows)


def add_both_ways(site: Site, form: TravelTimeForm) -> None:
    facts = {
        "minutes": form.minutes.data,
        "km": float(form.km.data) if form.km.data is not None else None,
        "source": form.source.data,
    }
    other = int(form.to_id.data)
    actions.add_travel_time(db.session, {"from_id": site.id, "to_id": other, **facts})
    if form.both_ways.data:
        actions.add_travel_time(db.session, {"from_id": other, "to_id": site.id, **facts})
