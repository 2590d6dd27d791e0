"""Reading programmes. Whatever the archive holds, each of these is a constant number of queries."""

from visits.itineraries.queries.choices import (
    Busy,
    busy,
    hours_booked,
    people_to_choose,
    rooms_to_choose,
    vehicles_to_choose,
)
from visits.itineraries.queries.demands import demands_at, demands_of, stops_with_lists
from visits.itineraries.queries.duties import page_of_duties
from visits.itineraries.queries.findings import (
    Names,
    OpenFinding,
    finding_counts,
    names_for,
    names_in,
    names_of_own,
    open_findings,
)
from visits.itineraries.queries.glances import Glance, glance
from visits.itineraries.queries.meals import Meal, meals_of
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
    letters_of,
    load_for_release,
    release_preview,
    releases,
    the_itinerary_to_release,
    the_release,
    with_news,
)
from visits.itineraries.queries.ways import ShownLeg, legs
from visits.itineraries.recipients import Recipient

__all__ = [
    "Busy",
    "Glance",
    "Meal",
    "Names",
    "OpenFinding",
    "Recipient",
    "ReleasePreview",
    "ShownLeg",
    "answers_to",
    "busy",
    "current_release",
    "demands_at",
    "demands_of",
    "finding_counts",
    "glance",
    "hours_booked",
    "last_answers",
    "legs",
    "letters_of",
    "load_for_release",
    "meals_of",
    "names_for",
    "names_in",
    "names_of_own",
    "open_findings",
    "page_of_duties",
    "people_to_choose",
    "publications_of",
    "release_preview",
    "releases",
    "rooms_to_choose",
    "stops_of_site",
    "stops_on",
    "stops_with_lists",
    "the_itinerary",
    "the_itinerary_to_release",
    "the_release",
    "the_stop",
    "vehicles_to_choose",
    "with_news",
]
