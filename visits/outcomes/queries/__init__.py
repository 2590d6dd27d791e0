"""Reading what comes of visits. Each of these is a constant number of queries."""

from visits.outcomes.queries.followups import (
    Promises,
    Wanted,
    bodies_with_promises,
    followups_by_id,
    followups_of,
    my_promises,
    open_until,
    page_of_followups,
    promises_of_bodies,
    the_followup,
)
from visits.outcomes.queries.gifts import (
    GiftsWanted,
    all_gifts,
    gifts_of,
    page_of_gifts,
    the_gift,
    years_of_gifts,
)
from visits.outcomes.queries.record import Noted, Record, record_at, record_of, the_recordable
from visits.outcomes.queries.shown import (
    Counts,
    counts_of,
    photos_of,
    press_of,
    refusals_of,
    the_photo,
    the_press_link,
)

__all__ = [
    "Counts",
    "GiftsWanted",
    "Noted",
    "Promises",
    "Record",
    "Wanted",
    "all_gifts",
    "bodies_with_promises",
    "counts_of",
    "followups_by_id",
    "followups_of",
    "gifts_of",
    "my_promises",
    "open_until",
    "page_of_followups",
    "page_of_gifts",
    "photos_of",
    "press_of",
    "promises_of_bodies",
    "record_at",
    "record_of",
    "refusals_of",
    "the_followup",
    "the_gift",
    "the_photo",
    "the_press_link",
    "the_recordable",
    "years_of_gifts",
]
