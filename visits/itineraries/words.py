"""What stops are called, and how people go: for the office and for guests alike."""

from flask_babel import lazy_gettext as _

from visits.conflicts.rules import Mode, StopKind
from visits.kit import words

words.name_all(
    StopKind,
    {
        StopKind.ARRIVAL: _("Arrival"),
        StopKind.TRANSFER: _("Transfer"),
        StopKind.SITE_VISIT: _("Site visit"),
        StopKind.MEETING: _("Meeting"),
        StopKind.COURTESY_CALL: _("Courtesy call"),
        StopKind.LECTURE: _("Lecture"),
        StopKind.WORKSHOP: _("Workshop"),
        StopKind.MEAL: _("Meal"),
        StopKind.CEREMONY: _("Ceremony"),
        StopKind.CULTURAL: _("Cultural programme"),
        StopKind.REST: _("Rest or prayer"),
        StopKind.FREE: _("Free time"),
        StopKind.DEPARTURE: _("Departure"),
    },
)
words.name_all(
    Mode,
    {
        Mode.OWN_BUS: _("The delegation’s own bus"),
        Mode.CITY_VEHICLE: _("City vehicle"),
        Mode.CHARTERED: _("Chartered bus"),
        Mode.KTX: _("KTX train"),
        Mode.PUBLIC_BUS: _("Public bus"),
        Mode.TAXI: _("Taxi"),
        Mode.ON_FOOT: _("On foot"),
        Mode.AUTONOMOUS_BUS: _("Autonomous bus"),
    },
)
