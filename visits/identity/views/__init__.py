"""The pages of identity data: the step behind a link, its staff twin, the access log, the purge."""

from visits.identity.views import destroyed, files, looks, office, papers, people, step
from visits.identity.views.blueprint import identity

__all__ = ["destroyed", "files", "identity", "looks", "office", "papers", "people", "step"]
