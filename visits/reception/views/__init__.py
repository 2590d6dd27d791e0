"""The pages of a reception: protocol, budget, briefings."""

from visits.reception.views import briefings, budget, protocol
from visits.reception.views.blueprint import reception

__all__ = ["briefings", "budget", "protocol", "reception"]
