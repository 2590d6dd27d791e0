"""E-mail addresses as people type them; offices have names such as `mail.local`."""

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

LONGEST = 200
SPECIAL_USE_DOMAIN_NAMES.remove("local")  # the library's own way to allow it


def normal(address: str) -> str:
    """The address in lower case. Raises ValueError for what is none."""
    try:
        checked = validate_email(
            address.strip(), check_deliverability=False, globally_deliverable=False
        )
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    if len(checked.normalized) > LONGEST:
        raise ValueError("too long")
    return checked.normalized.lower()


def is_another_mailbox(former: str, address: str) -> bool:
    """Whether somebody who was written to at *former* is not the one who is written to now."""
    return bool(former) and former.strip().lower() != address.strip().lower()


def masked(address: str) -> str:
    """The first sign and the domain: enough to tell two apart, too little to write there."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}…{at}{domain}" if name else ""
