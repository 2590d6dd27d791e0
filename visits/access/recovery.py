"""Recovery codes: they stand in for the app when the telephone is lost, each of them once.

80 bits each, so that a plain hash is enough: nobody tries them all. People copy and print them, and
type them with or without the hyphens.
"""

import re
import secrets

from visits.kit.tokens import fingerprint

CODES = 10
SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
GROUPS, GROUP_SIGNS = 4, 4
NOT_A_SIGN = re.compile(f"[^{SIGNS}]")


def new_codes() -> tuple[str, ...]:
    """Ten codes such as `k3vq-mx7a-p2cd-zz4h`."""
    return tuple(new_code() for _ in range(CODES))


def new_code() -> str:
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP_SIGNS)) for _ in range(GROUPS))
    return "-".join(groups)


def fingerprint_of(typed: str) -> str:
    """What the database keeps of a code, however it was typed."""
    return fingerprint(NOT_A_SIGN.sub("", typed.lower()))
