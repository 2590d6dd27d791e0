"""Pages: what was said of a visit, questions before it, periods, lessons; what hosts report."""

from visits.feedback.views import hosts, lessons, noting, periods, questions, visit
from visits.feedback.views.blueprint import feedback

__all__ = ["feedback", "hosts", "lessons", "noting", "periods", "questions", "visit"]
