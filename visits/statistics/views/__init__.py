"""The pages of the figures."""

from visits.statistics.views import page, targets, weekly
from visits.statistics.views.blueprint import statistics

__all__ = ["page", "statistics", "targets", "weekly"]
