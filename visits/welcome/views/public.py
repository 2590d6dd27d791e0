"""The city's home page, the catalogue of sites, and typical programmes."""

from flask import Response, render_template, request

from visits.access.guard import public
from visits.kit.db import db
from visits.kit.forms import choices, city_today
from visits.kit.packing import packed
from visits.languages.names import language_name
from visits.languages.routing import interface_language
from visits.sites.rules import Category
from visits.welcome import queries
from visits.welcome.forms.catalogue import CatalogueFilter
from visits.welcome.rules.programmes import Programme, sites_of, themes_of
from visits.welcome.rules.sites import WEEK, PublicSite, fits
from visits.welcome.views.blueprint import welcome
from visits.welcome.words import weekday_name

LIGHT = frozenset(
    {
        "welcome.home",
        "welcome.sites",
        "welcome.site",
        "welcome.programmes",
        "welcome.figures",
        "welcome.figures_csv",
        "welcome.figures_json",
        "welcome.figures_description",
    }
)
"""Pages without a form: they hold no token whose length could be guessed by packing it."""


@welcome.after_request
def pack(response: Response) -> Response:
    return packed(response) if request.endpoint in LIGHT else response


@welcome.get("/<lang:lang>/")
@public
def home(lang: str) -> str:
    """What one can do here: ask for a visit, look round, come back to one's own request."""
    every = queries.public_sites(db.session, today=city_today())
    found = queries.typical_programmes(db.session, every)
    return render_template("welcome/home.html", programmes=found)


@welcome.get("/<lang:lang>/sites")
@public
def sites(lang: str) -> str:
    every = queries.public_sites(db.session, today=city_today())
    form = filter_of(every)
    found = [site for site in every if fits(site, form.wanted())]
    return render_template(
        "welcome/sites.html", form=form, sites=found, is_filtered=bool(request.args)
    )


def filter_of(every: list[PublicSite]) -> CatalogueFilter:
    """The form, offering only what some site answers."""
    spoken = sorted({tag for site in every for tag in site.languages})
    reader = interface_language().tag
    held = {site.category for site in every}
    return CatalogueFilter(
        request.args,
        themes=themes_of(every),
        categories=[category for category in Category if category in held],
        languages=choices((tag, language_name(tag, reader)) for tag in spoken),
        weekdays=choices((day, weekday_name(day, reader)) for day in WEEK),
    )


@welcome.get("/<lang:lang>/sites/<slug>")
@public
def site(lang: str, slug: str) -> str:
    found = queries.the_public_site(db.session, slug, today=city_today())
    return render_template("welcome/site.html", site=found)


@welcome.get("/<lang:lang>/programmes")
@public
def programmes(lang: str) -> str:
    every = queries.public_sites(db.session, today=city_today())
    found: list[tuple[Programme, tuple[PublicSite, ...]]] = [
        (programme, sites_of(programme, every))
        for programme in queries.typical_programmes(db.session, every)
    ]
    return render_template("welcome/programmes.html", programmes=found)
