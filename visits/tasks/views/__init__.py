"""The pages of tasks: a delegation's checklist, one task, and everybody's."""

from visits.tasks.views import checklist, editing, everybody
from visits.tasks.views.blueprint import tasks

__all__ = ["checklist", "editing", "everybody", "tasks"]
