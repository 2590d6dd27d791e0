"""Feedback of a period: of all its visits, by site, by theme; own words in pages."""

from datetime import date
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.feedback import queries
from visits.feedback.forms.office import PeriodForm
from visits.feedback.queries import Wanted
from visits.feedback.views.blueprint import feedback
from visits.kit.db import db
from visits.kit.forms import answer, choices, city_today, number_or_none
from visits.kit.pager import linked
from visits.languages.html import option
from visits.sites import queries as sites
from visits.sites.words import THEMES


@feedback.get("/office/feedback/")
@requires(Permission.READ_DELEGATIONS)
def period() -> ResponseReturnValue:
    """This year so far, or the period, the theme, the site asked for; nothing for what is none."""
    form = PeriodForm(
        request.args,
        themes=choices(THEMES.items()),
        sites=choices((site.id, option(site.name)) for site in sites.all_sites(db.session)),
    )
    found = found_in(wanted(form)) if form.validate() else {}
    return answer("feedback/period.html", form, **found)


def wanted(form: PeriodForm) -> Wanted:
    """An open end is that of the year."""
    today = city_today()
    first = form.first.data or date((form.last.data or today).year, 1, 1)
    return Wanted(
        first=first,
        last=form.last.data or date(first.year, 12, 31),
        theme=form.theme.data or "",
        site_id=number_or_none(form.site.data),
    )


def found_in(asked: Wanted) -> dict[str, Any]:
    visits = queries.visits_in(asked)
    named = queries.sites_with_feedback(db.session, visits)
    by_site = queries.sites_in(db.session, [site.id for site in named], visits)
    words = queries.page_of_words(db.session, visits, request.args.get("page"))
    return {
        "wanted": asked,
        "summaries": queries.summaries_in(db.session, visits),
        "sites": [(site, by_site[site.id]) for site in named],
        "themes": queries.themes_in(db.session, visits),
        "page": linked(words),
    }
