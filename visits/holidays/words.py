"""What kinds of days off are called."""

from flask_babel import lazy_gettext as _

from visits.holidays.rules import HolidayKind
from visits.kit import words

words.name_all(
    HolidayKind,
    {
        HolidayKind.PUBLIC: _("Public holiday"),
        HolidayKind.SUBSTITUTE: _("Substitute holiday"),
        HolidayKind.ELECTION: _("Election day"),
        HolidayKind.TEMPORARY: _("Temporary holiday"),
        HolidayKind.OWN_CLOSURE: _("Day off of our own"),
        HolidayKind.WORKING_NOTE: _("Working day with a note"),
    },
)
words.REASONS |= {
    "day_known": _("This day is in the calendar already, as the same kind."),
    "no_calendar": _("No calendar of this country is known. Add its days off by hand."),
}
