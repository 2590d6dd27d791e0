"""Taking what escorts say: taps, delays to tell, incidents, who is there. Flush at most."""

from visits.escorting.actions.checking import check_in, check_out, give_codes
from visits.escorting.actions.listening import count_uses, on_purging, on_released
from visits.escorting.actions.measuring import adopt
from visits.escorting.actions.reporting import Report, report, settle
from visits.escorting.actions.tapping import Act, Taken, tap
from visits.escorting.actions.telling import tell_delay

__all__ = [
    "Act",
    "Report",
    "Taken",
    "adopt",
    "check_in",
    "check_out",
    "count_uses",
    "give_codes",
    "on_purging",
    "on_released",
    "report",
    "settle",
    "tap",
    "tell_delay",
]
