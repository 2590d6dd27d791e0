"""How often a process was asked for each feed: to be noted now and then, and to set a limit.

Each worker counts for itself. Counting in rows would make a write of every poll, and a program
that asks without pause costs little while its calendar does not change.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

SPAN = timedelta(minutes=15)


@dataclass(slots=True)
class Count:
    """Since when, how many since then, and how many of all were not noted yet."""

    since: datetime
    number: int = 0
    unnoted: int = 0


class Polls:
    """Counts by link, for all threads of a process."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}
        self.lock = threading.Lock()

    def wait(self, link_id: str, *, most: int, at: datetime) -> timedelta | None:
        """Count one more; how long to wait when that is more than *most* within the span."""
        with self.lock:
            count = self.counts.setdefault(link_id, Count(at))
            if at - count.since >= SPAN:
                count.since, count.number = at, 0
            count.number += 1
            count.unnoted += 1
            return count.since + SPAN - at if count.number > most else None

    def take(self, link_id: str) -> int:
        """How many came since this was last asked; who asks notes them."""
        with self.lock:
            count = self.counts.get(link_id)
            if count is None:
                return 0
            taken, count.unnoted = count.unnoted, 0
            return taken
