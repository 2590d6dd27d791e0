"""The office's pages of requests: inbox, typing in, one request, what it was told, decisions."""

from visits.intake.views import deciding, entry, files, handling, inbox, show, telling
from visits.intake.views.blueprint import intake

__all__ = ["deciding", "entry", "files", "handling", "inbox", "intake", "show", "telling"]
