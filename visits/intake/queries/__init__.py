"""Reading requests: one of them, lists, what requesters may know, days and sites, what is known."""

from visits.intake.queries.bodies import (
    days_of_requests,
    known_body,
    of_same_body,
    requests_by_id,
    requests_of_body,
    uses,
)
from visits.intake.queries.calendar import answer_due, calendar_of, days_off, site_facts
from visits.intake.queries.inbox import (
    TABS,
    Counts,
    Wanted,
    awaiting_approval,
    counts,
    requests,
    waiting_for_us,
)
from visits.intake.queries.outside import (
    Status,
    file_of_draft,
    moves_of_requester,
    requests_of_address,
    status_of,
    the_draft,
)
from visits.intake.queries.single import (
    LISTED,
    WHOLE,
    consents_of,
    request_by_id,
    request_of_delegation,
    the_file,
    the_question,
    the_request,
    wishes_for,
)

__all__ = [
    "LISTED",
    "TABS",
    "WHOLE",
    "Counts",
    "Status",
    "Wanted",
    "answer_due",
    "awaiting_approval",
    "calendar_of",
    "consents_of",
    "counts",
    "days_of_requests",
    "days_off",
    "file_of_draft",
    "known_body",
    "moves_of_requester",
    "of_same_body",
    "request_by_id",
    "request_of_delegation",
    "requests",
    "requests_by_id",
    "requests_of_address",
    "requests_of_body",
    "site_facts",
    "status_of",
    "the_draft",
    "the_file",
    "the_question",
    "the_request",
    "uses",
    "waiting_for_us",
    "wishes_for",
]
