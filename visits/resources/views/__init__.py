"""The pages of people and vehicles, one module each, and when they cannot serve."""

from visits.resources.views import absences, people, vehicles
from visits.resources.views.blueprint import resources

__all__ = ["absences", "people", "resources", "vehicles"]
