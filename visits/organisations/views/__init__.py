"""The pages of organisations and country names, one module per thing that people do."""

from visits.organisations.views import bodies, countries, memory, merging
from visits.organisations.views.blueprint import organisations

__all__ = ["bodies", "countries", "memory", "merging", "organisations"]
