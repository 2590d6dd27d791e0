"""What people from outside see: where the messages stand that a language for outsiders must have.

Public pages, pages by secret link that are not for colleagues, letters to guests, errors, and what
forms say; the liaison's roster and identity step too. A name that ends in a slash is a folder. Letters are added by their composers: those that
are not internal (notifications/compose.py).
"""

from visits.composers import COMPOSERS
from visits.notifications.compose import load

TEMPLATES = (
    "calendars/parts.html",
    "delegations/delegate.html",
    "delegations/import/",
    "delegations/names.html",
    "delegations/order.html",
    "delegations/parts.html",
    "delegations/place.html",
    "delegations/remove_delegate.html",
    "delegations/return_delegate.html",
    "delegations/roster/",
    "errors/",
    "identity/code.html",
    "identity/consent.typ",
    "identity/for_liaison.html",
    "identity/frame.html",
    "identity/invite.html",
    "identity/parts.html",
    "identity/people.html",
    "identity/person.html",
    "identity/withdraw.html",
    "intake/letters/",
    "itineraries/letters/line.txt",
    "layout/base.html",
    "layout/guest.html",
    "layout/plain.html",
    "notifications/letters/signature.txt",
    "parts/",
    "portal/",
    "welcome/",
)
CODE = (
    "calendars/words.py",
    "delegations/forms/importing.py",
    "delegations/forms/people.py",
    "delegations/importing/",
    "delegations/views/importing.py",
    "delegations/views/keeping.py",
    "delegations/words.py",
    "errors.py",
    "feedback/forms/guests.py",
    "feedback/words.py",
    "identity/forms.py",
    "identity/views/people.py",
    "identity/views/step.py",
    "identity/words.py",
    "intake/words.py",
    "itineraries/words.py",
    "kit/forms.py",
    "kit/sheets/",
    "languages/wtforms_messages.py",
    "organisations/words.py",
    "papers/forms.py",
    "papers/words.py",
    "portal/",
    "sites/words.py",
    "statistics/words.py",
    "welcome/",
)


def letters() -> set[str]:
    """Templates of letters to people from outside, and the modules that compose them."""
    found = set()
    for kind, path in COMPOSERS.items():
        if not getattr(load(path), "is_internal", False):
            capability, _, verb = kind.partition(".")
            found.add(f"templates/{capability}/letters/{verb}.txt")
    return found


def is_seen(path: str) -> bool:
    """Do people from outside read messages of this file, named from the root of the project?"""
    places = {f"templates/{name}" for name in TEMPLATES} | {f"visits/{name}" for name in CODE}
    return path in places | letters() or any(
        path.startswith(place) for place in places if place.endswith("/")
    )
