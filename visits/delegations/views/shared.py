"""What several pages of delegations need: labels, choices, today."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial

from flask import current_app

from visits.access.models import User
from visits.delegations import queries
from visits.delegations.forms.case import Offered
from visits.delegations.models import Delegation
from visits.delegations.rules import Arrangement, Mobility, Needed
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.languages.html import option, zone_label
from visits.languages.names import languages_by_name
from visits.languages.routing import wanted_language
from visits.languages.zones import zones_by_city
from visits.organisations import queries as organisations
from visits.sites.rules import MealNeed


def today() -> date:
    """The day in the city."""
    return now().astimezone(current_app.config["ZONE"]).date()


def country_labels() -> dict[str, str]:
    """What the reader calls each country, by code."""
    return organisations.country_names(db.session, wanted_language().tag)


def language_choices() -> Choices:
    return choices(languages_by_name(wanted_language().tag).items())


def code_labels() -> dict[str, Callable[[str], str]]:
    """For templates: what stored needs are called."""
    kinds: dict[str, type[StrEnum]]
    kinds = {
        "arrangement_label": Arrangement,
        "meal_label": MealNeed,
        "mobility_label": Mobility,
        "needed_label": Needed,
    }
    return {name: partial(label_of, kind) for name, kind in kinds.items()}


def label_of(kind: type[StrEnum], code: str) -> str:
    return str(words.label(kind(code)))


def officer_choices(*present: User | None) -> Choices:
    """Everybody who can lead a delegation, and whoever is named already."""
    officers = queries.officers(db.session)
    more = [user for user in present if user is not None and user not in officers]
    return choices((user.id, user.name) for user in [*officers, *more])


def offered(delegation: Delegation | None = None) -> Offered:
    """What the form of a delegation lets one choose from."""
    labels = country_labels()
    bodies = organisations.all_organisations(db.session)
    return Offered(
        countries=choices(labels.items()),
        bodies=choices(
            (body.id, f"{option(body.name)} ({labels.get(body.country, body.country)})")
            for body in bodies
        ),
        officers=officer_choices(*((delegation.lead, delegation.deputy) if delegation else ())),
        languages=language_choices(),
        zones=zone_choices(delegation),
        zone=current_app.config["TIME_ZONE"],
    )


def zone_choices(delegation: Delegation | None = None) -> Choices:
    """Every zone by its city; also one under a former name that the delegation already has."""
    zones = dict(zones_by_city(wanted_language().tag))
    if delegation is not None and delegation.home_zone not in zones:
        zones[delegation.home_zone] = f"{zone_label(delegation.home_zone)} ({delegation.home_zone})"
    return choices(zones.items())
