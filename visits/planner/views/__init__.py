"""The pages of the planner, one module per gesture; the templates have pages of their own."""

from visits.planner.views import shifting
from visits.planner.views.blueprint import planner

__all__ = ["planner", "shifting"]
