"""Reading requests and what may be seen at a site."""

from visits.hosting.queries.duties import (
    appointments,
    duties_of_user,
    duty_answers,
    official_called,
    refusals,
    the_appointment,
    the_duty,
    the_official,
)
from visits.hosting.queries.holds import Contest, contests, number_of_claims
from visits.hosting.queries.requests import (
    answerable,
    contact_called,
    contacts_of_user,
    of_itinerary,
    of_stop,
    proposals,
    proposed,
    requests_in,
    same_person,
    the_contact,
    the_request,
    to_ask,
)
from visits.hosting.queries.visits import Seen, guests_questions, meals_of, seen_at

__all__ = [
    "Contest",
    "Seen",
    "answerable",
    "appointments",
    "contact_called",
    "contacts_of_user",
    "contests",
    "duties_of_user",
    "duty_answers",
    "guests_questions",
    "meals_of",
    "number_of_claims",
    "of_itinerary",
    "of_stop",
    "official_called",
    "proposals",
    "proposed",
    "refusals",
    "requests_in",
    "same_person",
    "seen_at",
    "the_appointment",
    "the_contact",
    "the_duty",
    "the_official",
    "the_request",
    "to_ask",
]
