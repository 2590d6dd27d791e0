"""The pages of programmes, one module per thing that people do."""

from visits.itineraries.views import findings, gestures, programme, releases, stops
from visits.itineraries.views.blueprint import itineraries

__all__ = ["findings", "gestures", "itineraries", "programme", "releases", "stops"]
