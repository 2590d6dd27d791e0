"""What several of these pages offer: countries and bodies by name."""

from flask import g

from visits.kit.asked import read_id
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.languages.html import option
from visits.languages.routing import wanted_language
from visits.organisations import queries
from visits.organisations.models import Organisation
from visits.organisations.views.blueprint import organisations


@organisations.app_template_filter("country")
def country_name(code: str) -> str:
    """What the reader calls a country; the code itself for one that nobody knows."""
    return country_names().get(code, code)


def country_names() -> dict[str, str]:
    """All of them by code, in the reader's order: read once in a request."""
    if "country_names" not in g:
        g.country_names = queries.country_names(db.session, wanted_language().tag)
    names: dict[str, str] = g.country_names
    return names


def country_choices() -> Choices:
    return choices(country_names().items())


def body_choices(but: Organisation | None = None) -> Choices:
    """Every body with its country; *but* is no choice for itself."""
    names = country_names()
    return choices(
        (body.id, f"{option(body.name)} ({names.get(body.country, body.country)})")
        for body in queries.all_organisations(db.session)
        if but is None or body.id != but.id
    )


def begun(parent: str) -> dict[str, str]:
    """What a form begins with when a part is added to a body: the body and its country."""
    number = read_id(parent)
    if number is None:
        return {}
    body = queries.the_organisation(db.session, number)
    return {"parent_id": str(body.id), "country": body.country}
