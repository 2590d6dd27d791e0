"""What everybody may know of the visits: a page in each language, and the same as open data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from visits.access.guard import public, settings
from visits.access.sessions import for_machines
from visits.audit import queries as audit
from visits.delegations.rules import Level
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import city_today
from visits.kit.translated import Translated
from visits.kit.words import label
from visits.languages.catalogue import Language, language
from visits.languages.names import cldr_country
from visits.languages.routing import wanted_language
from visits.organisations import queries as organisations
from visits.organisations.rules import OrganisationKind
from visits.settings import LICENCES
from visits.sites.words import THEMES
from visits.statistics.queries.publishing import UNPLACED, Publication, publication
from visits.statistics.rules import FACETS, REST, Dimension, OpenLine, Published, key_of
from visits.welcome.views import figure_files as files
from visits.welcome.views.blueprint import default_tag, welcome
from visits.welcome.words import theme_name

FILE_LANGUAGES = ("ko", "en")
"""In which the files name their rows."""
MAX_AGE_SECONDS = 3_600
LEAST_AGE_SECONDS = 300
TABLES = (
    Dimension.COUNTRY,
    Dimension.REGION,
    Dimension.SITE,
    Dimension.THEME,
    Dimension.KIND,
    Dimension.LEVEL,
)
"""Of the page, in its order."""


@welcome.get("/<lang:lang>/figures")
@public
def figures(lang: str) -> ResponseReturnValue:
    """The period asked for, else the newest half-year or year that is told."""
    found = told_now().found
    periods = {key_of(named): named for named in found.periods}
    chosen = periods.get(request.args.get("period", ""), next(iter(found.periods), None))
    told = found.periods[chosen] if chosen else Published()
    words = Words(wanted_language().interface.tag, found, names_of_countries(lang))
    page = render_template(
        "welcome/figures.html",
        periods=periods,
        chosen=chosen,
        told=told,
        tables=tables_of(told, words),
        licence=LICENCES[settings().OPEN_LICENCE],
        columns=meanings(),
        schema=files.SCHEMA,
        headings={one: _(FACETS[one].heading) for one in TABLES},
        has_sites=bool(told.tables.get(Dimension.SITE)),
        rest=REST,
        file_urls=file_urls(),
        description_url=address("welcome.figures_description"),
    )
    return stamped(Response(page), "no-cache")


@welcome.get("/open-data/v1/figures.csv")
@public
@for_machines
def figures_csv() -> ResponseReturnValue:
    def made(found: Publication) -> bytes:
        return files.as_csv(found, names_in_files(found))

    return as_file(told_now().file("csv", made), "text/csv; charset=utf-8")


@welcome.get("/open-data/v1/figures.json")
@public
@for_machines
def figures_json() -> ResponseReturnValue:
    def made(found: Publication) -> bytes:
        return files.as_json(
            found,
            names_in_files(found),
            page=page_url(),
            licence=LICENCES[settings().OPEN_LICENCE],
        )

    return as_file(told_now().file("json", made), "application/json")


@welcome.get("/open-data/v1/figures.jsonld")
@public
@for_machines
def figures_description() -> ResponseReturnValue:
    """The description that catalogues of open data read (DCAT)."""
    about = files.About(
        title=in_languages(title),
        description=in_languages(description),
        publisher=settings().OFFICE_NAME,
        email=settings().OFFICE_EMAIL,
        page=page_url(),
        files=file_urls(),
        licence=LICENCES[settings().OPEN_LICENCE],
    )
    return as_file(files.as_dcat(told_now().found, about), "application/ld+json")


# -- what is told ----------------------------------------------------------------------------------

KEPT = "open_figures"
"""Where an app keeps what it counted last."""
Stamp = tuple[date, tuple[int, datetime] | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What was counted, and the files made of it: good for five minutes whatever changes, and for an
    hour while nothing does. So nobody can make us add up the archive again and again."""

    stamp: Stamp
    at: datetime
    found: Publication
    made: dict[str, bytes] = field(default_factory=dict)

    def is_good(self, stamp: Stamp, at: datetime) -> bool:
        age = (at - self.at).total_seconds()
        is_today, is_same = self.stamp[0] == stamp[0], self.stamp == stamp
        return is_today and age < (MAX_AGE_SECONDS if is_same else LEAST_AGE_SECONDS)

    def file(self, name: str, make: Callable[[Publication], bytes]) -> bytes:
        if name not in self.made:
            self.made[name] = make(self.found)
        return self.made[name]


def told_now() -> Told:
    """Counted anew on another day, and some minutes after anything that is logged has changed. One
    query else."""
    at, stamp = now(), (city_today(), audit.newest(db.session))
    kept: Told | None = current_app.extensions.get(KEPT)
    if kept is None or not kept.is_good(stamp, at):
        found = publication(db.session, today=stamp[0], themes=frozenset(THEMES))
        kept = current_app.extensions[KEPT] = Told(stamp, at, found)
    return kept


# -- addresses and answers -------------------------------------------------------------------------


def address(endpoint: str, **values: Any) -> str:
    """A full address, as the settings say it."""
    return f"{settings().base_url}{url_for(endpoint, **values)}"


def page_url() -> str:
    return address("welcome.figures", lang=default_tag())


def file_urls() -> Mapping[str, str]:
    """The files by their media types."""
    return {
        "text/csv": address("welcome.figures_csv"),
        "application/json": address("welcome.figures_json"),
    }


def as_file(content: bytes, media_type: str) -> Response:
    """For every page and program of anybody's."""
    response = Response(content, content_type=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return stamped(response, f"public, max-age={MAX_AGE_SECONDS}")


def stamped(response: Response, rule: str) -> Response:
    """Told apart by what it holds: who has it already gets a 304."""
    response.set_etag(sha256(response.get_data()).hexdigest(), weak=True)
    response.headers["Cache-Control"] = rule
    response.make_conditional(request)
    return response


# -- words -----------------------------------------------------------------------------------------


def title() -> str:
    return str(_("Visits of foreign delegations in figures"))


def description() -> str:
    return str(
        _(
            "People who came on delegations, by half-year and year: from which countries and regions, "
            "to which sites, on which themes. No group of fewer than three people is told."
        )
    )


def meanings() -> list[tuple[str, str]]:
    """What the columns of the files hold."""
    said = {
        ("period", "first_day", "last_day"): _("A half-year or a year, with its days"),
        ("dimension", "within", "code"): _(
            "What the row is about: a country (ISO 3166) within its region (UN M49), a site and so on; "
            "“other” is the rest of its table"
        ),
        ("name_ko", "name_en"): _("What the row is called in Korean and in English"),
        ("measure", "value"): _("What is counted, and the number"),
        ("at_least",): _("1 where the number may leave some people out, else 0"),
    }
    return [(", ".join(names), str(meaning)) for names, meaning in said.items()]


def in_languages(say: Any) -> Translated:
    """What a function says in each of our own languages that is offered here."""
    offered: Iterable[Language] = current_app.extensions["languages"]
    return Translated({one.tag: said_in(one, say) for one in offered if one.interface is one})


def said_in(spoken: Language, say: Any) -> str:
    with force_locale(spoken.locale):
        return str(say())


def names_of_countries(tag: str) -> Mapping[str, str]:
    return organisations.country_names(db.session, tag)


@dataclass(frozen=True, slots=True)
class Words:
    """What rows are called in the language that is active, which is *tag*."""

    tag: str
    found: Publication
    countries: Mapping[str, str]

    def of(self, dimension: Dimension, code: str) -> str:
        if code == REST:
            return str(_("All others"))
        if dimension is Dimension.COUNTRY:
            return self.countries.get(code, code)
        if dimension is Dimension.SITE:
            return self.found.sites[code].to(self.tag)
        if dimension is Dimension.REGION:
            return self.region(code)
        if dimension is Dimension.THEME:
            return theme_name(code)
        kind = Level if dimension is Dimension.LEVEL else OrganisationKind
        return str(label(kind(code)))

    def region(self, code: str) -> str:
        return str(_("Other participants")) if code == UNPLACED else cldr_country(code, self.tag)


def names_in_files(found: Publication) -> files.Names:
    """Names in the languages of the files, looked up once for every row."""
    keys = {
        (dimension, line.code)
        for told in found.periods.values()
        for dimension, lines in told.tables.items()
        for line in lines
    }
    texts: dict[tuple[Dimension, str], dict[str, str]] = {key: {} for key in keys}
    for tag in FILE_LANGUAGES:
        words = Words(tag, found, names_of_countries(tag))
        with force_locale(language(tag).locale):
            for key in keys:
                texts[key][tag] = words.of(*key)
    named = {key: Translated(by_language) for key, by_language in texts.items()}
    return lambda dimension, code: named[dimension, code]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of the page."""

    name: str
    within: str
    line: OpenLine


def tables_of(told: Published, words: Words) -> dict[Dimension, list[Row]]:
    """Rows by dimension, without tables that say nothing."""
    return {
        dimension: [
            Row(words.of(dimension, line.code), words.region(line.within), line)
            for line in told.tables[dimension]
        ]
        for dimension in TABLES
        if told.tables.get(dimension)
    }
