"""Reading calendars at addresses again: each by one worker, and no transaction waits for a server."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session, sessionmaker

from visits.busy import actions, queries
from visits.busy.fetching import Resolve, fetch, public_address
from visits.busy.models import BusySource
from visits.busy.rules import Fault, NotRead, Reading
from visits.busy.sandbox import read_apart
from visits.kit.sealing import Sealer

REFRESHED, FAILED = "calendars refreshed", "calendars not reached"


@dataclass(frozen=True)
class Refresher:
    """Fetches, reads and takes over; *resolve* decides which servers may be asked."""

    sessions: sessionmaker[Session]
    sealer: Sealer
    zone: ZoneInfo
    clock: Callable[[], datetime]
    resolve: Resolve = public_address

    def round(self, *, every: timedelta, seconds: float | None = None) -> Counter[str]:
        """Every calendar that was not tried for so long; begins with none after so many seconds."""
        begun = time.monotonic()
        done: Counter[str] = Counter()
        with self.sessions() as session:
            session.info["writes"] = False
            numbers = queries.due(session, before=self.clock() - every)
        for number in numbers:
            if seconds is not None and time.monotonic() - begun > seconds:
                break
            done += self.one(number, every=every)
        return done

    def one(self, number: int, *, every: timedelta) -> Counter[str]:
        """One calendar, unless another worker has begun with it."""
        with self.writing() as session:
            is_mine = actions.claim(session, number, every=every, at=self.clock())
            session.commit()
        if not is_mine:
            return Counter()
        told = self.read(number)
        with self.writing() as session:
            source = session.get(BusySource, number, with_for_update=True)
            if source is None:
                return Counter()
            if isinstance(told, Reading):
                actions.take_reading(session, source, told, at=self.clock())
            else:
                actions.note_fault(session, source, told.fault)
            session.commit()
        return Counter({REFRESHED if isinstance(told, Reading) else FAILED: 1})

    def read(self, number: int) -> Reading | NotRead:
        """What the calendar says now, or why it cannot be read; outside of any transaction."""
        with self.sessions() as session:
            session.info["writes"] = False
            source = session.get(BusySource, number)
            session.expunge_all()
        if source is None:
            return NotRead(Fault.ADDRESS_LOST)
        try:
            address = actions.address_of(source, self.sealer)
            content = fetch(address, resolve=self.resolve)
            return read_apart(content, at=self.clock(), zone=self.zone)
        except NotRead as error:
            return error

    def writing(self) -> Session:
        session = self.sessions()
        session.info.update(writes=True, actor=("worker", "", "refresh-calendars"))
        return session
