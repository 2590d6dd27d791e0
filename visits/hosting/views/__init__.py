"""Pages: a contact's own by secret link, and what officers do about requests."""

from visits.hosting.views import (
    deciding,
    duties,
    holds,
    link,
    lists,
    mine,
    noting,
    officials,
    receipts,
)
from visits.hosting.views.blueprint import hosting

__all__ = [
    "deciding",
    "duties",
    "holds",
    "hosting",
    "link",
    "lists",
    "mine",
    "noting",
    "officials",
    "receipts",
]
