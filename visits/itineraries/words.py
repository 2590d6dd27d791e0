"""What the codes of programmes and of their findings are called."""

from typing import Any

from flask_babel import lazy_gettext as _

from visits.access.rules import Channel
from visits.conflicts.rules import (
    Code,
    HolidayKind,
    Mode,
    Role,
    Severity,
    Source,
    StopKind,
    StopStatus,
)
from visits.itineraries.rules import (
    Approval,
    Consent,
    PublishedState,
    Said,
    Scope,
    StopMove,
    Visibility,
    Will,
)
from visits.kit import words

S, M = StopStatus, StopMove

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
    StopStatus,
    {
        S.IDEA: _("Idea"),
        S.HOLD: _("Held"),
        S.ASKED: _("Asked"),
        S.CONFIRMED: _("Confirmed"),
        S.DECLINED: _("Declined"),
        S.CANCELLED: _("Cancelled"),
    },
)
words.name_all(
    Said,
    {
        Said.CONFIRMED: _("Yes"),
        Said.DECLINED: _("No"),
        Said.PROPOSED: _("At another time"),
        Said.LIMITED: _("For fewer people"),
        Said.CONDITIONS: _("Under conditions"),
    },
)
words.name_all(
    Role,
    {
        Role.RECEIVES: _("Receives the guests"),
        Role.ATTENDS: _("Attends"),
        Role.SPEAKS: _("Speaks"),
        Role.INTERPRETS: _("Interprets"),
        Role.ESCORTS: _("Escorts"),
        Role.PHOTOGRAPHS: _("Photographs"),
        Role.DRIVES: _("Drives"),
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
words.name_all(
    Source,
    {
        Source.GIVEN: _("given"),
        Source.MEASURED: _("measured"),
        Source.ESTIMATED: _("estimated"),
    },
)
words.name_all(
    HolidayKind,
    {
        HolidayKind.PUBLIC: _("Public holiday"),
        HolidayKind.SUBSTITUTE: _("Substitute holiday"),
        HolidayKind.ELECTION_DAY: _("Election day"),
        HolidayKind.TEMPORARY: _("Temporary holiday"),
        HolidayKind.OWN_CLOSURE: _("Closed by the city"),
        HolidayKind.WORKING_NOTE: _("Working day with a note"),
    },
)
words.name_all(
    Visibility,
    {
        Visibility.GUESTS: _("Guests and staff"),
        Visibility.STAFF: _("Staff only"),
    },
)
words.name_all(
    Consent,
    {
        Consent.REQUESTED: _("Not answered yet"),
        Consent.CONSENTED: _("Agreed"),
        Consent.DECLINED: _("Declined"),
    },
)
words.name_all(
    Scope,
    {
        Scope.RELEASE: _("Released to the guests"),
        Scope.ASK: _("Asked of host and staff"),
        Scope.ANSWER: _("Answer told to host and staff"),
        Scope.LEFT: _("No longer asked of whom it was"),
    },
)
words.name_all(
    Will,
    {
        Will.SEND: _("Send it with the release"),
        Will.LATER: _("Not this time: tell them with the next release"),
        Will.NEVER: _("Not at all: they know already"),
    },
)
words.name_all(
    Approval,
    {
        Approval.NONE: _("Not asked for"),
        Approval.ASKED: _("Waits for approval"),
        Approval.GIVEN: _("Approved"),
        Approval.SENT_BACK: _("Sent back"),
    },
)
words.name_all(
    PublishedState,
    {
        PublishedState.TENTATIVE: _("Provisional"),
        PublishedState.CONFIRMED: _("Confirmed"),
        PublishedState.CANCELLED: _("Cancelled"),
    },
)

# -- findings --------------------------------------------------------------------------------------

words.name_all(
    Severity,
    {
        Severity.BLOCK: _("Cannot be saved"),
        Severity.BLOCK_RELEASE: _("Holds back the release"),
        Severity.WARN: _("Caution"),
    },
)
SEVERITY_TONES: dict[Severity, str] = {
    Severity.BLOCK: "block",
    Severity.BLOCK_RELEASE: "block-release",
    Severity.WARN: "warn",
}
"""The badge of each severity (templates/parts/status.html)."""

words.name_all(
    Code,
    {
        Code.SITE_CAPACITY: _("Too many people at the site"),
        Code.SITE_CONCURRENCY: _("Too many groups at the site"),
        Code.SITE_CLOSURE: _("Site closed"),
        Code.SITE_WINDOW: _("Outside the offered windows"),
        Code.SITE_BUSY: _("Site taken by others"),
        Code.SITE_QUOTA: _("More groups than the site receives"),
        Code.SITE_ACCESSIBILITY: _("Not accessible with a wheelchair"),
        Code.SITE_LEAD_TIME: _("Short notice"),
        Code.HOST_NOT_CONFIRMED: _("Host has not confirmed"),
        Code.HOLIDAY: _("Holiday"),
        Code.PERSON_OVERLAP: _("Two places at once"),
        Code.PERSON_UNAVAILABLE: _("Person not available"),
        Code.INTERPRETER_OVERLAP: _("Interpreter booked twice"),
        Code.INTERPRETER_LANGUAGE_MISSING: _("No interpretation"),
        Code.INTERPRETATION_TIME: _("Little time with interpretation"),
        Code.INTERPRETER_FATIGUE: _("Interpreter overburdened"),
        Code.VEHICLE_OVERLAP: _("Vehicle booked twice"),
        Code.VEHICLE_UNAVAILABLE: _("Vehicle not available"),
        Code.VEHICLE_SEATS: _("Too few seats"),
        Code.VEHICLE_ACCESSIBILITY: _("No place for a wheelchair"),
        Code.TRAVEL_INFEASIBLE: _("Travel time impossible"),
        Code.TRAVEL_TIGHT: _("Travel time tight"),
        Code.PLACE_DISCONTINUITY: _("Way unexplained"),
        Code.MEAL_MISSING: _("No lunch"),
        Code.DIET_UNSERVED: _("Meal needs not met"),
        Code.FASTING_MEAL: _("Meal while guests fast"),
        Code.PRAYER_GAP: _("No time to pray"),
        Code.NO_REST: _("No pause"),
        Code.LUNCH_HOUR: _("In the lunch hour"),
        Code.OFFICE_HOURS: _("Outside office hours"),
        Code.OUTDOOR_NO_FALLBACK: _("Outdoors without a rain plan"),
        Code.REPEAT_CONTENT: _("Seen before"),
        Code.OUTSIDE_VISIT: _("Outside the dates of the visit"),
        Code.COUNT_MISMATCH: _("Numbers differ"),
        Code.DOCUMENT_NAME_MISSING: _("Name missing"),
        Code.TRANSLATION_MISSING: _("Translation missing"),
        Code.MIN_GROUP: _("Group too small"),
        Code.ACCESS_LIST_INCOMPLETE: _("Access list incomplete"),
    },
)

# -- moves and answers -----------------------------------------------------------------------------

BUTTONS: dict[StopMove, Any] = {
    M.HOLD: _("Hold"),
    M.ASK: _("Ask the host"),
    M.CONFIRM: _("Mark as confirmed"),
    M.DECLINE: _("Mark as declined"),
    M.CANCEL: _("Cancel the stop"),
    M.WITHDRAW: _("Back to an idea"),
}
"""What the button of a move says."""

MOVED: dict[StopStatus, Any] = {
    S.IDEA: _("The stop is an idea again."),
    S.HOLD: _("The stop is held."),
    S.ASKED: _("The stop is asked of its host."),
    S.CONFIRMED: _("The stop is confirmed."),
    S.DECLINED: _("The stop is declined."),
    S.CANCELLED: _("The stop is cancelled; whoever was told of it is told so."),
}
"""What is said after a move, by the state that it led to."""

TOLD: dict[tuple[Said, str], Any] = {
    (Said.CONFIRMED, Channel.LINK): _("Confirmed by link"),
    (Said.CONFIRMED, Channel.TELEPHONE): _("Confirmed by telephone"),
    (Said.CONFIRMED, Channel.OFFICIAL_LETTER): _("Confirmed by official letter"),
    (Said.CONFIRMED, Channel.EMAIL): _("Confirmed by e-mail"),
    (Said.CONFIRMED, Channel.MESSENGER): _("Confirmed by messenger"),
    (Said.CONFIRMED, Channel.IN_PERSON): _("Confirmed in person"),
    (Said.CONFIRMED, Channel.CALENDAR): _("Confirmed by calendar"),
    (Said.DECLINED, Channel.LINK): _("Declined by link"),
    (Said.DECLINED, Channel.TELEPHONE): _("Declined by telephone"),
    (Said.DECLINED, Channel.OFFICIAL_LETTER): _("Declined by official letter"),
    (Said.DECLINED, Channel.EMAIL): _("Declined by e-mail"),
    (Said.DECLINED, Channel.MESSENGER): _("Declined by messenger"),
    (Said.DECLINED, Channel.IN_PERSON): _("Declined in person"),
    (Said.DECLINED, Channel.CALENDAR): _("Declined by calendar"),
    (Said.PROPOSED, Channel.LINK): _("Other times proposed by link"),
    (Said.PROPOSED, Channel.TELEPHONE): _("Other times proposed by telephone"),
    (Said.PROPOSED, Channel.OFFICIAL_LETTER): _("Other times proposed by official letter"),
    (Said.PROPOSED, Channel.EMAIL): _("Other times proposed by e-mail"),
    (Said.PROPOSED, Channel.MESSENGER): _("Other times proposed by messenger"),
    (Said.PROPOSED, Channel.IN_PERSON): _("Other times proposed in person"),
    (Said.LIMITED, Channel.LINK): _("Fewer people offered by link"),
    (Said.LIMITED, Channel.TELEPHONE): _("Fewer people offered by telephone"),
    (Said.LIMITED, Channel.OFFICIAL_LETTER): _("Fewer people offered by official letter"),
    (Said.LIMITED, Channel.EMAIL): _("Fewer people offered by e-mail"),
    (Said.LIMITED, Channel.MESSENGER): _("Fewer people offered by messenger"),
    (Said.LIMITED, Channel.IN_PERSON): _("Fewer people offered in person"),
    (Said.CONDITIONS, Channel.LINK): _("Accepted under conditions by link"),
    (Said.CONDITIONS, Channel.TELEPHONE): _("Accepted under conditions by telephone"),
    (Said.CONDITIONS, Channel.OFFICIAL_LETTER): _("Accepted under conditions by official letter"),
    (Said.CONDITIONS, Channel.EMAIL): _("Accepted under conditions by e-mail"),
    (Said.CONDITIONS, Channel.MESSENGER): _("Accepted under conditions by messenger"),
    (Said.CONDITIONS, Channel.IN_PERSON): _("Accepted under conditions in person"),
}
"""An answer and the way it came, as one phrase."""

# -- releases --------------------------------------------------------------------------------------

FIELDS: dict[str, Any] = {
    "state": _("Status"),
    "visibility": _("Visible to"),
    "kind": _("Kind"),
    "title": _("Title"),
    "public_note": _("Note for guests"),
    "site_name": _("Site"),
    "place": _("Place in words"),
    "address_ko": _("Address in Korean"),
    "address_roman": _("Address in Latin letters"),
    "entrance_note": _("How to get in"),
    "end_place": _("Ends at"),
    "starts": _("Start"),
    "ends": _("End"),
    "mode": _("How they get there"),
    "party_name": _("Who takes part"),
    "delegate_ids": _("People in the subgroup"),
    "languages": _("Languages"),
    "lat": _("Latitude"),
    "lng": _("Longitude"),
}
"""Fields of a released stop that are compared, in the order in which changes are told."""

CLASHES = frozenset(
    {
        Code.PERSON_OVERLAP,
        Code.INTERPRETER_OVERLAP,
        Code.VEHICLE_OVERLAP,
        Code.SITE_CONCURRENCY,
        Code.SITE_CLOSURE,
        Code.PERSON_UNAVAILABLE,
        Code.VEHICLE_UNAVAILABLE,
    }
)
"""What is taken by others, or not there: named before anything else that is to be checked."""

words.KINDS |= {"stop": _("Stops"), "itinerary": _("Itineraries"), "release": _("Releases")}
words.REASONS |= {
    "blocked": _("The points named below stand against it."),
    "findings_hold_release": _(
        "Points to check hold back the release. Mend or override them first; then it can be approved."
    ),
    "changed_while_read": _("The programme was changed while you read it. Please read it again."),
    "stop_too_long": _("A stop lasts 24 hours at most."),
    "stop_without_people": _("At least one person takes part."),
    "stop_move": _("The stop is no longer in a state in which that can be done."),
    "space_of_other_site": _("This room belongs to another site."),
    "party_of_other_delegation": _("This subgroup belongs to another delegation."),
    "told_in_future": _("This day has not come yet."),
    "not_overridable": _("This point cannot be overridden."),
    "override_without_reason": _("Say why it goes on all the same."),
    "release_needs_approval": _(
        "A visit of this level is released with an approver’s yes to this very programme."
    ),
    "approver_only_release": _("Only an approver approves."),
    "approval_not_asked": _("Nobody has asked for approval, or it was decided meanwhile."),
    "comment_missing": _("Say what has to be settled first."),
    "not_urgent": _("No stop that changes begins within a day: there is time to ask for approval."),
    "letters_outdated": _(
        "The programme has changed since the text of a letter was written. Please read that letter again."
    ),
    "not_released": _("It is not released to the guests yet."),
    "nothing_to_release": _("There is no asked or confirmed stop to release yet."),
    "nothing_new": _("Nothing has changed since the last release."),
    "nothing_to_undo": _("There is no step of yours left to undo."),
    "nothing_to_redo": _("There is no step of yours left to redo."),
    "step_overtaken": _("Somebody has changed the same since: your step stays as it is."),
    "step_gone": _("A site, room or subgroup of this step is no longer there."),
}
FIELD_OF_REASON: dict[str, str] = {
    "ends_before_start": "ends",
    "stop_too_long": "ends",
    "stop_without_people": "headcount",
    "stop_move": "move",
    "space_of_other_site": "space_id",
    "party_of_other_delegation": "party_id",
    "told_in_future": "told_on",
    "override_without_reason": "reason",
}
"""At which field of a form a refusal stands."""
