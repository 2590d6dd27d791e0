"""Where the pages of the planner lie: under the programme that they change, and the templates' own."""

from flask import Blueprint

planner = Blueprint("planner", __name__, url_prefix="/office")

OF_PROGRAMME = "/delegations/<code>/itinerary"
OF_TEMPLATES = "/programme-templates"
