"""The public pages. Each module holds the pages of one thing; all hang on one blueprint."""

from visits.welcome.views import mine, public, request
from visits.welcome.views.blueprint import welcome

__all__ = ["mine", "public", "request", "welcome"]
