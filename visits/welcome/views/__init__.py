"""The public pages. Each module holds the pages of one thing; all hang on one blueprint."""

from visits.welcome.views import figures, mine, public, request
from visits.welcome.views.blueprint import welcome

__all__ = ["figures", "mine", "public", "request", "welcome"]
