"""Where the pages of programmes lie: under the delegation whose programme it is."""

from flask import Blueprint

itineraries = Blueprint("itineraries", __name__, url_prefix="/office/delegations/<code>/itinerary")
