"""What the codes of requests are called, and what is said after a reply."""

from typing import Any

from flask_babel import lazy_gettext as _

from visits.hosting.rules import RequestState
from visits.itineraries.rules import Said
from visits.itineraries.words import FIELD_OF_REASON
from visits.kit import words

S = RequestState

words.name_all(
    RequestState,
    {
        S.AWAITING: _("Awaiting answer"),
        S.COUNTERED: _("Proposal to decide"),
        S.ACCEPTED: _("Accepted"),
        S.DECLINED: _("Declined"),
        S.WITHDRAWN: _("No longer asked"),
    },
)
TONES: dict[RequestState, str] = {
    S.AWAITING: "asked",
    S.COUNTERED: "changed",
    S.ACCEPTED: "confirmed",
    S.DECLINED: "declined",
    S.WITHDRAWN: "cancelled",
}
"""The badge of each state (templates/parts/status.html)."""

BUTTONS: dict[Said, Any] = {
    Said.CONFIRMED: _("Yes, we receive them"),
    Said.PROPOSED: _("At another time"),
    Said.LIMITED: _("For fewer people"),
    Said.CONDITIONS: _("Under conditions"),
    Said.DECLINED: _("No, not possible"),
}
"""What a host's buttons say, in their order on the page."""

THANKS: dict[Said, Any] = {
    Said.CONFIRMED: _("Thank you. The office knows that you receive the group."),
    Said.PROPOSED: _("Thank you. The office looks at the times that you propose and answers you."),
    Said.LIMITED: _("Thank you. The office looks at what is possible and answers you."),
    Said.CONDITIONS: _("Thank you. The office looks at your conditions and answers you."),
    Said.DECLINED: _("Thank you. The office knows that it is not possible."),
}
"""What a host reads after a reply."""

words.KINDS |= {"host_request": _("Requests to hosts"), "site_contact": _("Contacts")}
words.REASONS |= {
    "nobody_was_asked": _("Nobody at the site was asked whose answer is awaited."),
    "still_on_its_way": _("What asks the host has not gone out yet: look into the outbox."),
    "request_over": _("This request is no longer open. Please look at the present ones."),
    "visit_over": _(
        "The visit is over, so its answer cannot be changed here any more. If something should "
        "be put right, please call or write to the office."
    ),
    "request_answered": _(
        "Somebody answered this request in the meantime. Please look at it again; what you "
        "entered is still here."
    ),
    "host_blocked": _("This is no longer possible as asked. Please call the office."),
    "proposal_without_times": _("Propose at least one time."),
    "limit_without_people": _("Say how many people you can receive."),
    "conditions_without_text": _("Say what your conditions are."),
}
FIELD_OF_REASON |= {
    "limit_without_people": "most_people",
    "conditions_without_text": "note",
}
