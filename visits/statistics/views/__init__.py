"""The pages of the figures."""

from visits.statistics.views import page, periodic, targets, weekly
from visits.statistics.views.blueprint import statistics

__all__ = ["page", "periodic", "statistics", "targets", "weekly"]
