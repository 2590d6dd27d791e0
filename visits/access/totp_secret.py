"""The second factor's secret, sealed in its column by the identity key."""

from visits.access.guard import the_sealer
from visits.access.models import User
from visits.kit.sealing import NotOpened


def sealed_for(user: User, secret: str) -> str:
    return the_sealer().seal(secret, about=about(user))


def secret_of(user: User) -> str | None:
    """None when there is none, or when the key that sealed it is gone: then no code is right."""
    return opened_for(user, user.totp_secret or "")


def opened_for(user: User, sealed: str) -> str | None:
    try:
        return the_sealer().open(sealed, about=about(user))
    except NotOpened:
        return None


def about(user: User) -> str:
    return f"users.totp_secret:{user.id}"
