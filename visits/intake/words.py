"""What the codes of requests are called."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.intake.rules import (
    Duration,
    Half,
    Purpose,
    RequestChannel,
    RequesterRole,
    RequestMove,
    RequestState,
)
from visits.intake.rules.eligibility import Hurdle
from visits.kit import words

S, M = RequestState, RequestMove

words.name_all(
    RequestState,
    {
        S.UNCONFIRMED: _("Not confirmed yet"),
        S.RECEIVED: _("Received"),
        S.UNDER_REVIEW: _("Under review"),
        S.NEEDS_INFORMATION: _("Needs information"),
        S.ACCEPTED: _("Accepted"),
        S.WAITLISTED: _("On the waiting list"),
        S.REDIRECTED: _("Referred to another office"),
        S.DECLINED: _("Cannot be received"),
        S.WITHDRAWN: lazy_pgettext("request", "Withdrawn"),
        S.DUPLICATE: _("Duplicate"),
    },
)
TONES: dict[RequestState, str] = {
    S.UNCONFIRMED: "idea",
    S.RECEIVED: "received",
    S.UNDER_REVIEW: "review",
    S.NEEDS_INFORMATION: "needs-information",
    S.ACCEPTED: "accepted",
    S.WAITLISTED: "waitlisted",
    S.REDIRECTED: "neutral",
    S.DECLINED: "declined",
    S.WITHDRAWN: "cancelled",
    S.DUPLICATE: "neutral",
}
"""The badge of each state (templates/parts/status.html)."""
TABS: dict[str, Any] = {
    "open": _("To be answered"),
    "unconfirmed": _("Not confirmed yet"),
    "settled": _("Settled"),
}
"""The tabs of the inbox."""
words.name_all(
    RequestMove,
    {
        M.SUBMIT: _("Sent by the web form"),
        M.TYPE_IN: _("Typed in"),
        M.CONFIRM: lazy_pgettext("e-mail address", "Confirmed"),
        M.CORRECT: _("Corrected"),
        M.TAKE: _("Review begun"),
        M.ASK: _("Asked for information"),
        M.ANSWER: _("Answered"),
        M.SEEK_APPROVAL: _("Approval asked for"),
        M.APPROVE: _("Approved"),
        M.SEND_BACK: _("Sent back by the approver"),
        M.ACCEPT: _("Accepted"),
        M.WAITLIST: _("Put on the waiting list"),
        M.REDIRECT: _("Referred to another office"),
        M.DECLINE: _("Could not be received"),
        M.WITHDRAW: lazy_pgettext("request", "Withdrawn"),
        M.MARK_DUPLICATE: _("Marked as a duplicate"),
        M.REOPEN: _("Opened again"),
        M.SEND_LINK: _("Link sent again"),
        M.CONSENT: _("Consents changed"),
    },
)
words.name_all(
    RequestChannel,
    {
        RequestChannel.WEB: _("Web form"),
        RequestChannel.OFFICIAL_LETTER: _("Official letter"),
        RequestChannel.NOTE_VERBALE: _("Embassy’s note"),
        RequestChannel.EMAIL: _("E-mail"),
        RequestChannel.TELEPHONE: _("Telephone call"),
        RequestChannel.MESSENGER: _("Messenger"),
        RequestChannel.IN_PERSON: _("In person"),
    },
)
words.name_all(
    RequesterRole,
    {
        RequesterRole.MEMBER: _("Member of the group"),
        RequesterRole.ORGANISER: _("Organiser who stays at home"),
        RequesterRole.EMBASSY: _("Embassy"),
        RequesterRole.REFERRER: _("Another body that brings the group"),
        RequesterRole.OTHER: _("Somebody else"),
    },
)
words.name_all(
    Half,
    {
        Half.EITHER: _("Any time of the day"),
        Half.MORNING: _("Morning"),
        Half.AFTERNOON: _("Afternoon"),
    },
)
words.name_all(
    Duration,
    {
        Duration.TWO_HOURS: _("Up to two hours"),
        Duration.HALF_DAY: _("Half a day"),
        Duration.ONE_DAY: _("A day"),
        Duration.TWO_DAYS: _("Two days"),
        Duration.LONGER: _("Longer"),
    },
)
words.name_all(
    Purpose,
    {
        Purpose.HANDLING: _("Handling the request"),
        Purpose.HOSTS: _("Passing it on to the institutions to be visited"),
        Purpose.ACCESSIBILITY: _("Using what was said of mobility or health"),
        Purpose.NEWS: _("Invitations later"),
    },
)
HURDLES: dict[Hurdle, Any] = {
    Hurdle.PEOPLE_UNKNOWN: _("How many people come is not certain."),
    Hurdle.DAYS_UNKNOWN: _("The day is not certain."),
    Hurdle.TOO_LARGE: _("%(wanted)s people; at most %(limit)s fit into one round."),
    Hurdle.SEVERAL_ROUNDS: _("%(wanted)s people; divided into rounds of %(limit)s it is possible."),
    Hurdle.TOO_SMALL: _("%(wanted)s people; groups begin at %(limit)s."),
    Hurdle.PAST: _("The day is over."),
    Hurdle.SHORT_NOTICE: _("%(wanted)s working days’ notice; the office asks for %(limit)s."),
    Hurdle.SITE_NOTICE: _("%(wanted)s working days’ notice; the site asks for %(limit)s."),
    Hurdle.CLOSED: _("Closed on this day."),
    Hurdle.NOT_OFFERED: _("No round is offered at this time of the week."),
    Hurdle.TAKEN: _("Others are there already, as many as the site receives at once."),
    Hurdle.DAY_OFF: _("A weekend or holiday of the city."),
}
"""What each hurdle says; `wanted` and `limit` count people or working days."""

words.KINDS["request"] = _("Visit requests")
words.REASONS |= {
    "request_move": _("The request is in a state in which this cannot be done."),
    "request_incomplete": _("Something is missing in the request."),
    "consent_missing": _("Without your consent we cannot handle the request."),
    "not_correctable": _("This can only be changed by the office."),
    "question_answered": _("This question was answered already."),
    "duplicate_of_itself": _("A request is no duplicate of itself."),
    "request_has_delegation": _("A delegation was opened for this request; work on there."),
    "request_needs_approval": _(
        "A visit of this level needs an approver’s word first: ask for it on the page of the request."
    ),
    "approver_only": _("Only an approver approves."),
}
