"""What kinds of bodies and relations there are; which addresses and codes we take."""

import re
from enum import StrEnum, auto
from urllib.parse import urlsplit


class OrganisationKind(StrEnum):
    NATIONAL_GOVERNMENT = auto()
    LOCAL_GOVERNMENT = auto()
    PARLIAMENT = auto()
    EMBASSY = auto()
    PUBLIC_AGENCY = auto()
    INTERNATIONAL_ORGANISATION = auto()
    UNIVERSITY = auto()
    COMPANY = auto()
    ASSOCIATION = auto()
    PRESS = auto()
    OTHER = auto()


class Relation(StrEnum):
    NONE = auto()
    SISTER_CITY = auto()
    FRIENDSHIP_CITY = auto()
    MEMORANDUM = auto()
    PARTNER = auto()


class Naming(StrEnum):
    """How far the office has gone with what it calls a country."""

    REVIEWED = auto()
    UNREVIEWED = auto()
    OURS = auto()


OTHER_CODE = re.compile(r"X-[A-Z0-9]{1,6}\Z")
"""Codes of participants that ISO 3166 does not know: private use, so that they never clash."""


def web_address(typed: str) -> str:
    """The address with its scheme, https where none was typed.

    Raises ValueError for anything that a browser would not open as a page: another scheme, blanks,
    a name and password, no host.
    """
    if not typed:
        return ""
    address = typed if "://" in typed else f"https://{typed}"
    parts = urlsplit(address)
    is_page = (
        parts.scheme in {"http", "https"}
        and "." in (parts.hostname or "").strip(".")
        and "@" not in parts.netloc
        and not re.search(r"[\s\"<>\\]", address)
    )
    if not is_page or parts.port == 0:  # reading the port raises ValueError for letters
        raise ValueError(f"no address of a web page: {typed}")
    return address
