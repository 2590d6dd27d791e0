"""The pages by secret link: the guests' programme, the liaison's roster."""

from visits.portal.views import guests, liaison, papers, roster, saying
from visits.portal.views.blueprint import portal

__all__ = ["guests", "liaison", "papers", "portal", "roster", "saying"]
