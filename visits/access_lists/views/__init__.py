"""The pages of access lists: the office's, and the security desk's behind an expiring link."""

from visits.access_lists.views import desk, office
from visits.access_lists.views.blueprint import access_lists

__all__ = ["access_lists", "desk", "office"]
