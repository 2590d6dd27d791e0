"""The feeds that a process sent last, so that an unchanged one is not read out of the database.

Bytes are found by the key of their address and hold what their `etag` says; whoever takes them
must have asked the database whether that is still the feed.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

MOST_OCTETS = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """A feed in both forms in which it is sent."""

    etag: str
    body: bytes
    packed: bytes

    @property
    def octets(self) -> int:
        return len(self.body) + len(self.packed)


class Shelf:
    """At most so many octets; what was not asked for the longest goes first. For all threads."""

    def __init__(self, most: int = MOST_OCTETS) -> None:
        self.most, self.octets = most, 0
        self.copies: OrderedDict[str, Copy] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: str) -> Copy | None:
        with self.lock:
            found = self.copies.get(key)
            if found is not None:
                self.copies.move_to_end(key)
            return found

    def put(self, key: str, copy: Copy) -> None:
        with self.lock:
            before = self.copies.pop(key, None)
            self.octets += copy.octets - (before.octets if before else 0)
            self.copies[key] = copy
            while self.octets > self.most:
                _, oldest = self.copies.popitem(last=False)
                self.octets -= oldest.octets
