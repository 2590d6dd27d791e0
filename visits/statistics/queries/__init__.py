"""Reading figures. Each is a constant number of queries, added up in the database."""

from visits.statistics.queries.counting import (
    announced_in,
    counted,
    figures_of,
    figures_of_all,
    months_of,
)
from visits.statistics.queries.dimensions import cells, the_cell
from visits.statistics.queries.lists import Part, Within, behind, parts
from visits.statistics.queries.names import names_of
from visits.statistics.queries.targets import target_of, targets, the_target, year_to_date

__all__ = [
    "Part",
    "Within",
    "announced_in",
    "behind",
    "cells",
    "counted",
    "figures_of",
    "figures_of_all",
    "months_of",
    "names_of",
    "parts",
    "target_of",
    "targets",
    "the_cell",
    "the_target",
    "year_to_date",
]
