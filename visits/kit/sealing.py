"""Texts that must be read again but never by who steals the database: AES-256-GCM.

A sealed text names the key that sealed it and opens only for the row it was sealed for, so that
nobody can move it to another row.
"""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_ID_SIGNS = 8


class NotOpened(Exception):
    """Sealed by a key that we lack, for another row, or not sealed by us at all."""


@dataclass(frozen=True)
class Sealer:
    """Seals with the first of the secrets, opens with any: a former one may follow after a change."""

    secrets: Sequence[str]
    purpose: str

    @cached_property
    def keys(self) -> dict[str, bytes]:
        derived = [derive(secret, self.purpose) for secret in self.secrets]
        return {key_id(key): key for key in derived}

    def seal(self, text: str, *, about: str) -> str:
        """`about` names the row and column, and must be the same for opening."""
        name, key = next(iter(self.keys.items()))
        nonce = secrets.token_bytes(NONCE_BYTES)
        closed = AESGCM(key).encrypt(nonce, text.encode(), about.encode())
        return f"{name}.{base64.urlsafe_b64encode(nonce + closed).decode()}"

    def open(self, sealed: str, *, about: str) -> str:
        """Raises NotOpened."""
        name, _, packed = sealed.partition(".")
        try:
            raw = base64.urlsafe_b64decode(packed)
            opened = AESGCM(self.keys[name]).decrypt(
                raw[:NONCE_BYTES], raw[NONCE_BYTES:], about.encode()
            )
        except (KeyError, ValueError, InvalidTag) as error:
            raise NotOpened(about) from error
        return opened.decode()


def derive(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def key_id(key: bytes) -> str:
    """Names a key without telling it."""
    return derive(key.hex(), "key id").hex()[:KEY_ID_SIGNS]
