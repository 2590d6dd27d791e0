"""What several pages of outcomes need: the delegation, choices, where files lie."""

from datetime import date

from flask import current_app, url_for

from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.kit.db import db
from visits.kit.forms import Choices, choices, city_today
from visits.languages.html import option, plain
from visits.organisations import queries as organisations
from visits.outcomes import queries


def the_delegation(code: str) -> Delegation:
    """404 where there is none."""
    return delegations.the_delegation(db.session, code)


def today() -> date:
    """The day in the city."""
    return city_today()


def stop_choices(delegation: Delegation) -> Choices:
    """The stops of the visit's programme, in order of time."""
    record = queries.record_of(db.session, delegation.id)
    stops = (one.stop for one in record.stops if one.stop is not None)
    return choices((stop.id, plain(stop.title)) for stop in stops)


def body_choices() -> Choices:
    bodies = organisations.all_organisations(db.session)
    return choices((body.id, option(body.name)) for body in bodies)


def address(endpoint: str, code: str) -> str:
    """The page's address; empty where there is no such page."""
    known = endpoint in current_app.view_functions
    return url_for(endpoint, code=code) if known else ""
