"""Texts that must be read again but never by who steals the database: AES-256-GCM.

A sealed text names the key that sealed it and opens only for the row it was sealed for, so that
nobody can move it to another row.
"""

import base64
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BITS = 256
KEY_ID_SIGNS = 8


class NotOpened(Exception):
    """Sealed by a key that we lack, for another row, or not sealed by us at all."""


class KeyGone(NotOpened):
    """The key was destroyed, or left behind when a backup was restored: nothing opens it any more."""


class Seals:
    """Seals with the first of its keys, opens with any. `keys` are AES keys by their id."""

    keys: Mapping[str, bytes]

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


@dataclass(frozen=True)
class Sealer(Seals):
    """Keys out of secrets, for one purpose: a former secret may follow after a change."""

    secrets: Sequence[str] = field(repr=False)
    purpose: str

    @cached_property
    def keys(self) -> dict[str, bytes]:  # type: ignore[override]
        derived = [derive(secret, self.purpose) for secret in self.secrets]
        return {key_id(key): key for key in derived}


@dataclass(frozen=True)
class DataKey(Seals):
    """A random key of its own for one matter: whoever destroys it destroys what it sealed."""

    key: bytes = field(repr=False)

    @classmethod
    def fresh(cls) -> Self:
        return cls(AESGCM.generate_key(KEY_BITS))

    @cached_property
    def keys(self) -> dict[str, bytes]:  # type: ignore[override]
        return {key_id(self.key): self.key}

    def wrapped(self, sealer: Sealer, *, about: str) -> str:
        """The key itself, sealed by another."""
        return sealer.seal(base64.urlsafe_b64encode(self.key).decode(), about=about)

    @classmethod
    def unwrapped(cls, wrapped: str, sealer: Sealer, *, about: str) -> Self:
        """Raises NotOpened."""
        return cls(base64.urlsafe_b64decode(sealer.open(wrapped, about=about)))


def derive(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def key_id(key: bytes) -> str:
    """Names a key without telling it."""
    return derive(key.hex(), "key id").hex()[:KEY_ID_SIGNS]
