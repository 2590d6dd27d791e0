"""The pages of identity data: the step behind a link, its staff twin, the access log."""

from visits.identity.views import looks, office, papers, people, step
from visits.identity.views.blueprint import identity

__all__ = ["identity", "looks", "office", "papers", "people", "step"]
