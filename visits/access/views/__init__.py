"""The pages of this capability, one module per thing that people do."""

from visits.access.views import (
    account,
    links,
    machines,
    passwords,
    second_factor,
    sign_in,
    users,
)
from visits.access.views.blueprint import access

__all__ = [
    "access",
    "account",
    "links",
    "machines",
    "passwords",
    "second_factor",
    "sign_in",
    "users",
]
