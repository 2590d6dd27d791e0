"""The staff's first page, and what stands open over all visits."""

from visits.home.views import dashboard, findings
from visits.home.views.blueprint import home

__all__ = ["dashboard", "findings", "home"]
