"""One blueprint for what escorts tap and what the office sees of it."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app

from visits.escorting import html
from visits.kit.clock import now

escorting = Blueprint("escorting", __name__)
escorting.context_processor(html.for_templates)

BY_LINK = "/<lang:lang>/escort/<token>"
IN_OFFICE = "/office/delegations/<code>/day"


def zone() -> ZoneInfo:
    found: ZoneInfo = current_app.config["ZONE"]
    return found


def today() -> date:
    """The day in the city."""
    return now().astimezone(zone()).date()
