"""A release that dies at any statement leaves nothing half released."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, create_engine, event, func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import AT, a_contact, a_site, a_stop, a_vehicle, an_itinerary, wall
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.app import LISTENERS
from visits.audit import recorder
from visits.audit.models import AuditEntry
from visits.itineraries import actions
from visits.itineraries.models import (
    Booking,
    FindingRow,
    Itinerary,
    Publication,
    Release,
    ReleasedStop,
)
from visits.kit.db import WorkSession, prepare
from visits.kit.translated import Translated
from visits.notifications.models import Letter

TABLES = (AuditEntry, Booking, FindingRow, Letter, Publication, Release, ReleasedStop, SecretLink)
LINKS = LinkKeeper(b"k" * 48, "http://127.0.0.1:8000")
LATER = AT + timedelta(days=1)


def state(session: Session, itinerary_id: int) -> tuple[int, ...]:
    """How much there is of everything that a release writes, and what guests see."""
    counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]
    seen = session.scalars(
        select(Itinerary.current_release_id).where(Itinerary.id == itinerary_id)
    ).one()
    return (*counts, seen or 0)


def release(session: Session, itinerary_id: int) -> None:
    itinerary = session.get_one(Itinerary, itinerary_id)
    options = {"note": Translated(en="Again"), "links": LINKS, "keep_days": 30}
    by = itinerary.delegation.lead
    actions.release(session, itinerary, by=by, at=LATER, **options)


def die_at(number: int, engine: Any) -> None:
    """The process ends, as by a power cut, before its statement of this number."""
    left = [number]

    def count(connection: Connection, *_: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", count)


def mortal(url: str, itinerary_id: int, number: int, zone: ZoneInfo) -> None:
    """Release and die before statement *number*; 0 lives, and commits."""
    try:
        engine = create_engine(url)
        prepare(engine)
        die_at(number, engine)
        info = {"zone": zone, "links": LINKS, "listeners": LISTENERS}
        sessions = sessionmaker(engine, class_=WorkSession, info=info)
        recorder.install(sessions)
        with sessions() as session:
            release(session, itinerary_id)
            session.commit()
    finally:
        os._exit(0)


def killer(url: str, itinerary_id: int, numbers: list[int], zone: ZoneInfo, results: Any) -> None:
    """In a process of its own, with one thread: forks one mortal after the other."""
    for number in numbers:
        pid = os.fork()
        if pid == 0:
            mortal(url, itinerary_id, number, zone)
        _, status = os.waitpid(pid, 0)
        results.put((os.WIFSIGNALED(status), states(url, itinerary_id)))


def states(url: str, itinerary_id: int) -> tuple[int, ...]:
    engine = create_engine(url)
    prepare(engine)
    with sessionmaker(engine, class_=WorkSession)() as session:
        found = state(session, itinerary_id)
    engine.dispose()
    return found


def test_a_killed_release_leaves_nothing(
    session: Session, app, settings, scaled: Callable[[int], int]
):
    itinerary, site = an_itinerary(session), a_site(session)
    a_contact(session, site)
    stop = a_stop(session, itinerary, site=site)
    actions.assign_vehicle(session, stop, a_vehicle(session), at=AT)
    release(session, itinerary.id)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    session.commit()
    number = itinerary.id
    before = state(session, number)
    steps = statements_of(session, number)
    session.rollback()
    kills = scaled(500)
    numbers = [1 + (n * steps // kills if kills < steps else n % steps) for n in range(kills)]
    url, zone = settings.database_url, settings.zone
    anew = multiprocessing.get_context("forkserver")
    anew.set_forkserver_preload([__name__])
    results = anew.Queue()
    told = (url, number, [*numbers, 0], zone, results)
    process = anew.Process(target=killer, args=told)
    process.start()
    found = [results.get(timeout=120) for _ in range(kills + 1)]
    process.join()
    assert process.exitcode == 0
    assert found[:-1] == [(True, before)] * kills
    was_killed, after = found[-1]
    assert not was_killed
    assert made_by(before, after) == {Letter: 1, Release: 1, ReleasedStop: 1, SecretLink: 1}


def made_by(before: tuple[int, ...], after: tuple[int, ...]) -> dict[type, int]:
    """How many rows of each kind came, the log apart."""
    counts = zip(TABLES[1:], before[1:], after[1:], strict=False)
    return {table: new - old for table, old, new in counts if new != old}


def statements_of(session: Session, itinerary_id: int) -> int:
    """How many statements a release sends, from the first."""
    session.expunge_all()
    sent: list[int] = []
    engine = session.connection().engine

    def note(*_: Any) -> None:
        sent.append(1)

    event.listen(engine, "before_cursor_execute", note)
    release(session, itinerary_id)
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)
