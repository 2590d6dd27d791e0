"""The pages of documents: shown, taken, registered as official papers."""

from visits.documents.views import plan, press, result
from visits.documents.views.blueprint import documents

__all__ = ["documents", "plan", "press", "result"]
