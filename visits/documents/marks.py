"""What is other than in the version before, found while a document is gathered."""

import hashlib
import json
from typing import Any

from visits.documents.rules import Facts


class Marks:
    """Keeps the fact behind each line and says whether it is other than before.

    Without *before* nothing is marked. *salt* keeps fingerprints of words from being guessed.
    """

    def __init__(self, salt: str, before: Facts | None = None) -> None:
        self.salt = salt
        self.before = before
        self.facts: dict[str, Any] = {}
        self.changed: list[str] = []

    def fact(self, key: str, *values: Any) -> bool:
        """Is this line new or other? *values* are plain: ids, times, numbers, texts about nobody."""
        self.facts[key] = json.loads(json.dumps(values))
        is_other = self.before is not None and self.before.get(key) != self.facts[key]
        if is_other:
            self.changed.append(key)
        return is_other

    def words(self, key: str, *texts: str) -> bool:
        """The same for words that may name people: only their fingerprint is kept."""
        return self.fact(key, fingerprint(self.salt, "\n".join(texts)))

    @property
    def gone(self) -> Facts:
        """What stood in the version before and stands there no longer."""
        before = self.before or {}
        return {key: before[key] for key in before if key not in self.facts}


def fingerprint(salt: str, text: str) -> str:
    key = salt.encode()
    return hashlib.blake2b(text.encode(), key=key, digest_size=8).hexdigest()
