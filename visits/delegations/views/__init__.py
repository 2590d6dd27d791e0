"""The pages of delegations, one module per thing that people do."""

from visits.delegations.views import cases, glance, handover, links, parties, roster
from visits.delegations.views.blueprint import delegations

__all__ = ["cases", "delegations", "glance", "handover", "links", "parties", "roster"]
