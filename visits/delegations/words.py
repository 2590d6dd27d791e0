"""What the codes of delegations are called."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.delegations.rules import (
    Arrangement,
    DelegateRole,
    DelegationMove,
    DelegationState,
    Level,
    Mobility,
    NameOrder,
    Needed,
    Period,
    PhotoConsent,
    RosterAct,
)
from visits.kit import words

S, M = DelegationState, DelegationMove

words.name_all(
    DelegationState,
    {
        S.DRAFT: _("Newly opened"),
        S.PLANNING: _("Being planned"),
        S.CONFIRMED: _("Confirmed"),
        S.UNDER_WAY: _("Under way"),
        S.CLOSED: lazy_pgettext("visit", "Closed"),
        S.CANCELLED: _("Cancelled"),
    },
)
TONES: dict[DelegationState, str] = {
    S.DRAFT: "idea",
    S.PLANNING: "hold",
    S.CONFIRMED: "confirmed",
    S.UNDER_WAY: "info",
    S.CLOSED: "neutral",
    S.CANCELLED: "cancelled",
}
"""The badge of each state (templates/parts/status.html)."""

BUTTONS: dict[tuple[DelegationState, DelegationMove], Any] = {
    (S.DRAFT, M.PLAN): _("Start planning"),
    (S.DRAFT, M.CANCEL): _("Cancel the visit"),
    (S.PLANNING, M.CONFIRM): _("Confirm the visit"),
    (S.PLANNING, M.CANCEL): _("Cancel the visit"),
    (S.CONFIRMED, M.BEGIN): _("The visit has begun"),
    (S.CONFIRMED, M.PLAN): _("Back to planning"),
    (S.CONFIRMED, M.CANCEL): _("Cancel the visit"),
    (S.CONFIRMED, M.CLOSE): _("Close the visit"),
    (S.UNDER_WAY, M.CLOSE): _("Close the visit"),
    (S.CLOSED, M.REOPEN): _("Open again"),
    (S.CANCELLED, M.REOPEN): _("Take the cancellation back"),
}
"""What a button says depends on where one stands."""

words.name_all(
    Period,
    {
        Period.UPCOMING: _("Not over yet"),
        Period.PAST: _("Past"),
        Period.ALL: _("Every time"),
    },
)
words.name_all(
    Level,
    {
        Level.MINISTER: _("Minister or equal"),
        Level.VICE_MINISTER: _("Vice-minister, mayor or equal"),
        Level.DIRECTOR: _("Director"),
        Level.WORKING: _("Working level"),
        Level.TRAINING: _("Training group"),
    },
)
words.name_all(
    DelegateRole,
    {
        DelegateRole.HEAD: _("Head of delegation"),
        DelegateRole.MEMBER: _("Member"),
        DelegateRole.INTERPRETER: _("Interpreter of the delegation"),
        DelegateRole.AIDE: _("Aide"),
        DelegateRole.PRESS: _("Press"),
    },
)
words.name_all(
    NameOrder,
    {
        NameOrder.GIVEN_FIRST: _("Given name first (Ahmed Al-Qahtani)"),
        NameOrder.FAMILY_FIRST: _("Family name first (Kim Haneul)"),
        NameOrder.SINGLE: _("One name only (Suharto)"),
    },
)
words.name_all(
    PhotoConsent,
    {
        PhotoConsent.UNKNOWN: _("Not asked yet"),
        PhotoConsent.GIVEN: _("May be photographed"),
        PhotoConsent.REFUSED: _("Not to be photographed"),
    },
)
words.name_all(
    Arrangement,
    {
        Arrangement.PRAYER: _("Time to pray"),
        Arrangement.FASTING: _("Fasts until sunset"),
    },
)
words.name_all(
    Mobility,
    {
        Mobility.WHEELCHAIR: _("Wheelchair"),
        Mobility.WALKING_AID: _("Walking aid"),
        Mobility.NO_LONG_WALKS: _("No long walks"),
        Mobility.NO_STAIRS: _("No stairs"),
    },
)
words.name_all(
    Needed,
    {
        Needed.PASSPORT_NAME: _("Name as in the passport"),
        Needed.NATIONALITY: _("Nationality"),
        Needed.POSITION: _("Position"),
        Needed.MEALS: _("Meal needs"),
        Needed.ARRIVAL: _("Arrival"),
        Needed.DEPARTURE: _("Departure"),
        Needed.PHOTO: _("Consent to photographs"),
    },
)
WHY: dict[Needed, Any] = {
    Needed.PASSPORT_NAME: _("It is checked at entrances and printed on badges and certificates."),
    Needed.NATIONALITY: _("It is on lists at entrances, and we count visitors by country."),
    Needed.POSITION: _("Seats, name plates and forms of address follow it."),
    Needed.MEALS: _("So that everybody finds something to eat."),
    Needed.ARRIVAL: _("So that somebody meets you."),
    Needed.DEPARTURE: _("So that you are there on time."),
    Needed.PHOTO: _("We photograph only those who agree."),
}
"""Why it is asked."""
SEEN_BY: dict[Needed, Any] = {
    Needed.PASSPORT_NAME: _("Our officers, and sites that ask for a list of names"),
    Needed.NATIONALITY: _("Our officers, and sites that ask for a list of names"),
    Needed.POSITION: _("Our officers and those who receive you"),
    Needed.MEALS: _("Our officers; kitchens get numbers without names"),
    Needed.ARRIVAL: _("Our officers and whoever meets you"),
    Needed.DEPARTURE: _("Our officers and whoever takes you there"),
    Needed.PHOTO: _("Our officers and the photographer"),
}
"""Who sees it."""
words.name_all(
    RosterAct,
    {
        RosterAct.ADDED: _("Delegate added"),
        RosterAct.REVISED: _("Delegate corrected"),
        RosterAct.REPLACED: _("Delegate replaced"),
        RosterAct.REMOVED: _("Delegate removed"),
        RosterAct.WITHDRAWN: _("Delegate withdrawn"),
        RosterAct.RETURNED: _("Withdrawal taken back"),
        RosterAct.MOVED: _("Order changed"),
        RosterAct.IMPORTED: _("List imported"),
        RosterAct.EXPORTED: _("List downloaded"),
    },
)
words.KINDS |= {
    "delegation": _("Delegations"),
    "delegate": _("Delegates"),
    "party": _("Subgroups"),
}
words.REASONS |= {
    "bad_rows": _(
        "Correct or skip the rows that cannot be imported. Nothing has been imported yet."
    ),
    "delegation_move": _("The delegation is in a state in which this cannot be done."),
    "delegation_not_begun": _("The first day of the visit has not come yet."),
    "delegation_not_draft": _("Only a draft can be deleted. Cancel the visit instead."),
    "roster_closed": _("The visit is over or cancelled: its roster stays as it is."),
    "roster_whole": _("Nothing is missing on the roster."),
    "roster_changed": _("The roster changed meanwhile. Please look at the list once more."),
    "second_head": _("A delegation has one head."),
}
