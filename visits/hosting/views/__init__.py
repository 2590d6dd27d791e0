"""Pages: a contact's own by secret link, and what officers do about requests."""

from visits.hosting.views import deciding, link, noting
from visits.hosting.views.blueprint import hosting

__all__ = ["deciding", "hosting", "link", "noting"]
