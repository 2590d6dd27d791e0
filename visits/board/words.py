"""What the things of the board are called."""

from typing import Any

from flask_babel import lazy_gettext as _

from visits.board.rules import LaneKind
from visits.kit import words

words.name_all(
    LaneKind,
    {
        LaneKind.DELEGATION: _("Delegation"),
        LaneKind.SITE: _("Sites"),
        LaneKind.PERSON: _("Our people"),
        LaneKind.VEHICLE: _("Vehicles"),
    },
)

TYPICAL: dict[str, Any] = {
    "lunch": _("Lunch"),
    "transfer": _("Transfer"),
    "courtesy_call": _("Courtesy call"),
    "meeting": _("Meeting"),
    "lecture": _("Lecture"),
    "photo": _("Group photo"),
    "signing": _("Signing of an MOU"),
    "dinner": _("Dinner"),
    "rest": _("Rest or prayer"),
    "free": _("Free time"),
    "arrival": _("Arrival"),
    "departure": _("Departure"),
}
"""The titles of typical stops, by key."""

MARKS: dict[str, Any] = {
    "offered": _("Receives visitors"),
    "closed": _("Closed"),
    "booked": _("Booked"),
    "held": _("Held"),
    "away": _("Not available"),
    "busy": _("Busy"),
    "holiday": _("Holiday"),
    "lunch": _("Lunch hour"),
}
"""What is painted behind the stops."""

words.REASONS |= {
    "not_split": _("Choose two subgroups that share nobody."),
    "not_in_tray": _("This can no longer be planned: load the board again."),
}
