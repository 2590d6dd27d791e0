"""Secret addresses: derived from a key, so that the table holds only their hash.

256 bits as lower-case base32, because they are typed from paper and read over the telephone.
"""

import base64
import hashlib
import hmac
import re

TOKEN = re.compile("[a-z2-7]{52}")
IN_TEXT = re.compile(rf"(?<![a-z0-9]){TOKEN.pattern}(?![a-z0-9])")


def token(key: bytes, kind: str, link_id: str, generation: int) -> str:
    """The 52 signs that open this link; another generation opens nothing of the former."""
    message = f"{kind}|{link_id}|{generation}".encode()
    digest = hmac.new(key, message, hashlib.sha256).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def fingerprint(secret: str) -> str:
    """What the database keeps of a secret: SHA-256, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_token(text: str) -> bool:
    return TOKEN.fullmatch(text) is not None


def mask_tokens(text: str) -> str:
    """The text for somebody who may not open what it leads to."""
    return IN_TEXT.sub("…", text)
