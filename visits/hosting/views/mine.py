"""What a host finds after signing in: their own sites and no others."""

from collections.abc import Sequence
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Channel, Permission
from visits.hosting import actions, queries
from visits.hosting.rules import SEES, Told
from visits.hosting.views import desk
from visits.hosting.views.answering import answers_to, form_of, take, version_seen
from visits.hosting.views.blueprint import hosting, today
from visits.hosting.words import BUTTONS, THANKS
from visits.itineraries import queries as itineraries
from visits.itineraries.rules import Said
from visits.kit.asked import read_day
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.forms import answer, edit_rows
from visits.sites import actions as sites
from visits.sites import queries as site_queries
from visits.sites.forms import ClosureForm
from visits.sites.models import Site, SiteContact

SAID = ",".join(Said)
HOME = "/office/my-sites"


def my_contacts() -> Sequence[SiteContact]:
    """The contacts that this account belongs to."""
    return queries.contacts_of_user(db.session, the_user().id)


def my_site(slug: str) -> tuple[Site, SiteContact]:
    """One of my sites, and what I am there. Raises NotThere for any other."""
    for one in my_contacts():
        if one.site.slug == slug:
            return site_queries.the_site(db.session, slug), one
    raise NotThere("site")


@hosting.get(HOME)
@requires(Permission.ANSWER_AS_HOST)
def my_sites() -> str:
    """Requests, what comes, month by month, and how much each month brings."""
    contacts = my_contacts()
    month = desk.month_asked(today())
    shown = desk.desk_of(contacts, month=month, at=now())
    return render_template(
        "hosting/my_sites.html",
        desk=shown,
        to_sign=itineraries.to_sign_at_sites(db.session, contacts, since=now()),
        seen_url=lambda release: url_for("hosting.seen_as_host", number=release.id),
        load=desk.load_of(contacts, today()),
        today=today(),
        buttons=BUTTONS,
        answers=answers_to,
        calendar_url=url_for("calendars.own"),
        hows=desk.HOWS,
        reports=desk.reports_on(shown),
        report_url=lambda card: url_for("feedback.report_as_host", number=card.seen.stop_id),
        form_url=lambda card, said: url_for(
            "hosting.answer_as_host", number=card.request.id, said=said
        ),
        month_url=lambda first: url_for(
            "hosting.my_sites", month=f"{first:%Y-%m}", _anchor="month"
        ),
    )


@hosting.route(f"{HOME}/requests/<int:number>/<any({SAID}):said>", methods=["GET", "POST"])
@requires(Permission.ANSWER_AS_HOST)
def answer_as_host(number: int, said: str) -> ResponseReturnValue:
    """One kind of answer to one request about my sites."""
    contacts = my_contacts()
    card = desk.card_of(contacts, number)
    form = form_of(card, Said(said))
    told = Told(channel=Channel.LINK, on=today(), person=the_user().name)
    if not edit_rows(form.times) and form.validate_on_submit():
        seen = version_seen()
        take(
            form,
            lambda: actions.reply(
                db.session, card.asked, form.reply(), told=told, by=None, at=now(), seen=seen
            ),
        )
        if not form.errors:
            flash(THANKS[Said(said)], "success")
            db.session.commit()
            return redirect(url_for("hosting.my_sites", month=card.month))
        card = desk.card_of(my_contacts(), number)
    return answer(
        "hosting/my_reply.html",
        form,
        card=card,
        said=said,
        buttons=BUTTONS,
        back=url_for("hosting.my_sites"),
    )


@hosting.get(f"{HOME}/<slug>/days/<written>")
@requires(Permission.ANSWER_AS_HOST)
def day_sheet(slug: str, written: str) -> str:
    """One day at one site, to be printed."""
    site, contact = my_site(slug)
    day = read_day(written)
    if day is None:
        raise NotThere("day")
    shown = queries.seen_at(
        db.session,
        site.id,
        SEES[contact.role],
        desk.midnight(day),
        desk.midnight(day + timedelta(days=1)),
    )
    return render_template("hosting/day_sheet.html", site=site, day=day, visits=shown)


@hosting.route(f"{HOME}/<slug>/closures", methods=["GET", "POST"])
@requires(Permission.ANSWER_AS_HOST)
def my_closures(slug: str) -> ResponseReturnValue:
    """When the site does not receive: seen, added."""
    site, contact = my_site(slug)
    form = ClosureForm()
    if form.validate_on_submit():
        starts, ends = form.span
        sites.close(
            db.session,
            site,
            kind=form.kind.data,
            starts=starts,
            ends=ends,
            reason=form.reason.data,
            source=form.source.data or contact.name,
        )
        flash(_("The closure was added; the office sees it at once."), "success")
        db.session.commit()
        return redirect(url_for("hosting.my_closures", slug=slug))
    shown = [one for one in site.closures if one.ends > now()]
    return answer("hosting/closures.html", form, site=site, closures=shown)


@hosting.post(f"{HOME}/<slug>/closures/<int:number>/delete")
@requires(Permission.ANSWER_AS_HOST)
def reopen_my_site(slug: str, number: int) -> ResponseReturnValue:
    site, _contact = my_site(slug)
    sites.reopen(db.session, site, site_queries.the_closure(db.session, site, number))
    flash(_("The closure was taken back."), "success")
    db.session.commit()
    return redirect(url_for("hosting.my_closures", slug=slug))
