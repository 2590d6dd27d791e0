"""The pages of the figures."""

from visits.statistics.views import page  # noqa: F401 (its routes)
from visits.statistics.views.blueprint import statistics

__all__ = ["statistics"]
