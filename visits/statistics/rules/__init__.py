"""What figures rest on, as pure rules: periods, the counting rule, dimensions, regions."""

from visits.statistics.rules.counting import (
    TARGETED,
    Against,
    Announced,
    Figures,
    Measure,
    Month,
    months,
    ratio,
)
from visits.statistics.rules.dimensions import (
    FACETS,
    NOTHING,
    Cell,
    Dimension,
    Facet,
    Key,
    Line,
    lines,
)
from visits.statistics.rules.periodic import key_of
from visits.statistics.rules.periods import (
    Named,
    Period,
    Unit,
    half_of,
    half_year,
    latest,
    name_of,
    named_on,
)
from visits.statistics.rules.publishing import FEWEST, REST, OpenLine, Published
from visits.statistics.rules.regions import REGION_OF, REGIONS

__all__ = [
    "FACETS",
    "FEWEST",
    "NOTHING",
    "REGIONS",
    "REGION_OF",
    "REST",
    "TARGETED",
    "Against",
    "Announced",
    "Cell",
    "Dimension",
    "Facet",
    "Figures",
    "Key",
    "Line",
    "Measure",
    "Month",
    "Named",
    "OpenLine",
    "Period",
    "Published",
    "Unit",
    "half_of",
    "half_year",
    "key_of",
    "latest",
    "lines",
    "months",
    "name_of",
    "named_on",
    "ratio",
]
