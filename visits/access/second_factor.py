"""The second factor: codes of six digits that change every half minute (TOTP, RFC 6238)."""

import hmac
import io
from datetime import datetime

import pyotp
import segno

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""A telephone's clock may be this many steps off, either way."""


def new_secret() -> str:
    return pyotp.random_base32()


def enrolment_address(secret: str, *, account: str, issuer: str) -> str:
    """What the QR code says to the authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def picture(address: str) -> bytes:
    """The address as a QR code, an SVG file."""
    file = io.BytesIO()
    segno.make(address, error="m").save(file, kind="svg", scale=6, border=4, light="#fff")
    return file.getvalue()


def step_of(secret: str | None, code: str, *, at: datetime, after: int | None) -> int | None:
    """The time step whose code this is; None for a wrong code and for one that was used before.

    *after* is the last step that was accepted: it and all before it are spent.
    """
    if not secret:
        return None
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    current = int(at.timestamp()) // STEP_SECONDS
    once = pyotp.TOTP(secret)
    for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1):
        is_fresh = after is None or step > after
        if hmac.compare_digest(once.generate_otp(step), digits) and is_fresh:
            return step
    return None
