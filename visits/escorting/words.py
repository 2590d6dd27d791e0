"""What taps, states and incidents are called."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.escorting.rules import IncidentKind, Oddity, StopState, TapKind
from visits.kit import words

T, S, K = TapKind, StopState, IncidentKind

words.name_all(
    TapKind,
    {
        T.DEPARTED: lazy_pgettext("the group", "Departed"),
        T.ARRIVED: lazy_pgettext("the group", "Arrived"),
        T.STARTED: lazy_pgettext("a stop", "Started"),
        T.ENDED: lazy_pgettext("a stop", "Ended"),
        T.LATER: _("Takes longer"),
        T.SKIPPED: lazy_pgettext("a stop", "Skipped"),
        T.TAKEN_UP: _("Takes place after all"),
        T.RAIN_PLAN: _("Rain plan"),
        T.FAIR_PLAN: _("Back to the usual plan"),
        T.HEADCOUNT: _("Headcount"),
        T.TAKEN_BACK: _("Taken back"),
    },
)
words.name_all(
    StopState,
    {
        S.COMING: _("Still to come"),
        S.ON_THE_WAY: _("On the way there"),
        S.THERE: _("Arrived there"),
        S.RUNNING: _("Running"),
        S.OVER: lazy_pgettext("a stop", "Over"),
        S.SKIPPED: lazy_pgettext("a stop", "Skipped"),
    },
)
TONES: dict[StopState, str] = {
    S.COMING: "neutral",
    S.ON_THE_WAY: "info",
    S.THERE: "info",
    S.RUNNING: "success",
    S.OVER: "done",
    S.SKIPPED: "cancelled",
}
"""The badge of each state (templates/parts/status.html)."""
words.name_all(
    IncidentKind,
    {
        K.MEDICAL: _("Illness or injury"),
        K.ACCIDENT: _("Traffic accident"),
        K.MISSING_PERSON: _("Somebody is missing"),
        K.LOST_ITEM: _("Something was lost"),
        K.SECURITY: _("Safety or security"),
        K.WEATHER: _("Weather"),
        K.VEHICLE: _("Trouble with the vehicle"),
        K.OTHER: _("Something else"),
    },
)
ODDITIES: dict[Oddity, Any] = {
    Oddity.CLOCK: _("The phone’s clock was off; the time was put right."),
    Oddity.LONG_AGO: _("This waited in the phone for very long; the time may be wrong."),
}
"""What is said of a time that is odd."""
words.KINDS |= {
    "tap": _("Taps of the day"),
    "incident": _("Incidents"),
    "check_in": _("People checked in"),
}
words.REASONS |= {
    "tap_without_stop": _("Choose a stop."),
    "tap_without_number": _("Enter a number."),
    "known_elsewhere": _("This could not be understood. Please load the page anew."),
    "nothing_to_take_back": _("There is nothing to take back any more."),
    "tell_too_late": _("Nobody was told: the message had waited in the phone for too long."),
    "nobody_to_tell": _("Nobody is named whom we could tell. Please call."),
    "told_already": _("They were told of this delay already."),
    "not_late": _("This stop is on time: there is nothing to tell."),
    "incident_without_text": _("Say briefly what happened."),
    "incident_is_settled": _("Somebody has seen to it already."),
}
