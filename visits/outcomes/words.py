"""What points, promises, gifts and photographs are called."""

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.kit import words
from visits.outcomes.rules import (
    Clearance,
    Currency,
    FollowUpState,
    GiftDirection,
    PointKind,
    ReportState,
)

words.name_all(
    PointKind,
    {
        PointKind.DISCUSSION: _("Discussion"),
        PointKind.QUESTION: _("Questions and answers"),
        PointKind.OPINION: _("Opinions"),
        PointKind.DECISION: _("Decisions"),
    },
)
words.name_all(
    FollowUpState,
    {
        FollowUpState.OPEN: lazy_pgettext("promise", "Open"),
        FollowUpState.DONE: lazy_pgettext("promise", "Kept"),
        FollowUpState.DROPPED: lazy_pgettext("promise", "Dropped"),
    },
)
words.name_all(
    GiftDirection,
    {
        GiftDirection.RECEIVED: lazy_pgettext("gift", "Received"),
        GiftDirection.GIVEN: lazy_pgettext("gift", "Given"),
    },
)
words.name_all(Currency, {Currency.KRW: _("won"), Currency.USD: _("US$")})
words.name_all(
    ReportState,
    {
        ReportState.NONE: _("No report needed"),
        ReportState.UNVALUED: _("To be valued"),
        ReportState.DUE: _("To be reported"),
        ReportState.REPORTED: _("Reported"),
    },
)
words.name_all(
    Clearance,
    {
        Clearance.UNCHECKED: _("Not looked at yet"),
        Clearance.CLEARED: _("May be shown"),
        Clearance.INTERNAL: _("For the office alone"),
    },
)
words.KINDS |= {
    "record": _("Records of visits"),
    "follow_up": _("Follow-ups"),
    "gift": _("Gifts"),
    "photo": _("Photographs"),
    "press_link": _("Press links"),
}
words.REASONS |= {
    "follow_up_move": _("The follow-up is not in a state for this any more."),
    "reason_missing": _("Say why it is dropped."),
    "photo_not_looked_at": _(
        "Somebody does not want to be seen. Say that they are not in the photograph, first."
    ),
}
