"""Reading programmes. Whatever the archive holds, each of these is a constant number of queries."""

from visits.itineraries.queries.findings import (
    Names,
    OpenFinding,
    finding_counts,
    names_in,
    open_findings,
)
from visits.itineraries.queries.glances import Glance, glance
from visits.itineraries.queries.programmes import (
    answers_to,
    last_answers,
    publications_of,
    stops_of_site,
    stops_on,
    the_itinerary,
    the_stop,
)
from visits.itineraries.queries.releases import (
    ReleasePreview,
    current_release,
    load_for_release,
    release_preview,
    releases,
    the_release,
)
from visits.itineraries.queries.ways import ShownLeg, legs
from visits.itineraries.recipients import Recipient

__all__ = [
    "Glance",
    "Names",
    "OpenFinding",
    "Recipient",
    "ReleasePreview",
    "ShownLeg",
    "answers_to",
    "current_release",
    "finding_counts",
    "glance",
    "last_answers",
    "legs",
    "load_for_release",
    "names_in",
    "open_findings",
    "publications_of",
    "release_preview",
    "releases",
    "stops_of_site",
    "stops_on",
    "the_itinerary",
    "the_release",
    "the_stop",
]
