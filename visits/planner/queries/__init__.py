"""Reading templates, earlier visits, and who is free."""

from visits.planner.queries.free import busy_spans
from visits.planner.queries.templates import (
    all_templates,
    offers,
    public_templates,
    the_draft,
    the_stop,
    the_template,
    the_version,
    uses_of_site,
)
from visits.planner.queries.visits import earlier_visits, the_source

__all__ = [
    "all_templates",
    "busy_spans",
    "earlier_visits",
    "offers",
    "public_templates",
    "the_draft",
    "the_source",
    "the_stop",
    "the_template",
    "the_version",
    "uses_of_site",
]
