"""The pages by secret link: the guests' programme, the liaison's roster."""

from visits.portal.views import guests, liaison, roster, saying
from visits.portal.views.blueprint import portal

__all__ = ["guests", "liaison", "portal", "roster", "saying"]
