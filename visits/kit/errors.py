"""What can go wrong in a way that people must be told about. `errors.py` gives each its answer."""

from collections.abc import Sequence
from typing import Any


class NotThere(Exception):
    """No such row, or none that this person may see: answered alike, with 404."""


class Refused(Exception):
    """A rule says no. `reason` is a code that templates word; `facts` are what the sentence needs."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Over(Refused):
    """Too late for an answer by link: answered with 410 and the office's telephone."""


class Stale(Exception):
    """Someone else saved first: answered with 409 and both versions, so that nothing is lost."""

    def __init__(self, mine: Any = None, theirs: Any = None) -> None:
        super().__init__("stale")
        self.mine = mine
        self.theirs = theirs


class InUse(Refused):
    """A row that others point to is not deleted. `users` names the kinds and how many they are."""

    def __init__(self, users: Sequence[tuple[str, int]]) -> None:
        super().__init__("in_use", users=list(users))
        self.users = list(users)


class Busy(Exception):
    """Too many write at once: answered with 503 and Retry-After."""
