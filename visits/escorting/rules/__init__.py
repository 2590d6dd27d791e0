"""What happens on the day, from plain values."""

from visits.escorting.rules.calling import CALLED_FIRST, is_too_late_to_tell
from visits.escorting.rules.incidents import IncidentKind
from visits.escorting.rules.rides import (
    LEAST_RIDES,
    Ride,
    Way,
    rides_of,
    typical,
)
from visits.escorting.rules.standing import (
    WORTH_SAYING,
    Live,
    Merge,
    Note,
    Planned,
    Standing,
    StopState,
    Today,
    today_of,
)
from visits.escorting.rules.taps import (
    MORE_MINUTES,
    MOST_HEADS,
    NUMBERED,
    OF_THE_DAY,
    STEPS,
    Moment,
    Oddity,
    TapKind,
    Tapped,
    credible,
    moment_of,
    standing_taps,
)

__all__ = [
    "CALLED_FIRST",
    "LEAST_RIDES",
    "MORE_MINUTES",
    "MOST_HEADS",
    "NUMBERED",
    "OF_THE_DAY",
    "STEPS",
    "WORTH_SAYING",
    "IncidentKind",
    "Live",
    "Merge",
    "Moment",
    "Note",
    "Oddity",
    "Planned",
    "Ride",
    "Standing",
    "StopState",
    "TapKind",
    "Tapped",
    "Today",
    "Way",
    "credible",
    "is_too_late_to_tell",
    "moment_of",
    "rides_of",
    "standing_taps",
    "today_of",
    "typical",
]
