"""One blueprint for the pages of hosts and those of officers about them."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app

from visits.hosting import html
from visits.kit.clock import now

hosting = Blueprint("hosting", __name__)
hosting.context_processor(html.for_templates)


def zone() -> ZoneInfo:
    found: ZoneInfo = current_app.config["ZONE"]
    return found


def today() -> date:
    """The day in the city."""
    return now().astimezone(zone()).date()
