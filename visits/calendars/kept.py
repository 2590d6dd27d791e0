"""The entries that a process wrote for each feed: of a feed that is built anew, most are the same.

An entry is found by its uid and taken only when it was made from the same as now, so that every
process sends the same bytes, whatever it has kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from visits.calendars.ics import Component

MOST_ENTRIES = 20_000
"""About 40 MB."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry's bytes, and everything that they depend on."""

    made_from: tuple[object, ...]
    component: Component


class Kept:
    """At most so many entries; the feed not built for the longest goes first. For all threads."""

    def __init__(self, most: int = MOST_ENTRIES) -> None:
        self.most, self.entries = most, 0
        self.feeds: OrderedDict[str, Mapping[str, Written]] = OrderedDict()
        self.lock = threading.Lock()

    def of(self, link_id: str) -> Mapping[str, Written]:
        """By uid, as the feed was built last; nothing for one that is not known."""
        with self.lock:
            return self.feeds.get(link_id, {})

    def put(self, link_id: str, written: Mapping[str, Written]) -> None:
        with self.lock:
            self.entries += len(written) - len(self.feeds.pop(link_id, {}))
            self.feeds[link_id] = written
            while self.entries > self.most:
                _, oldest = self.feeds.popitem(last=False)
                self.entries -= len(oldest)
