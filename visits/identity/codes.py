"""The six digits that open the identity step. Derived, so that no table and no letter keeps them."""

import hashlib
import hmac
from datetime import datetime

DIGITS = 6


def code_of(key: bytes, number: int, link_id: str, made_at: datetime) -> str:
    """The code of this row: six digits out of the link key and what the row is."""
    said = f"identity code|{number}|{link_id}|{made_at.isoformat()}".encode()
    drawn = int.from_bytes(hmac.new(key, said, hashlib.sha256).digest()[:8])
    return f"{drawn % 10**DIGITS:0{DIGITS}}"


def digits_of(typed: str) -> str:
    """What was typed, in plain digits: blanks and hyphens left out, digits of any script read."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def is_same(code: str, typed: str) -> bool:
    return hmac.compare_digest(code, digits_of(typed))
