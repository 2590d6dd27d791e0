"""What calendar programs fetch (`serving`), files to take (`files`) and the pages of addresses."""

from visits.calendars.views import files, pages, serving
from visits.calendars.views.blueprint import calendars

__all__ = ["calendars", "files", "pages", "serving"]
