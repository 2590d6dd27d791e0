"""Eight officers reach for one thing at once: one gets it, the others are told who has it."""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    AT,
    TUESDAY,
    a_site,
    a_stop,
    a_vehicle,
    an_interpreter,
    an_itinerary,
)
from visits.conflicts.rules import ResourceKind, Role, StopKind
from visits.itineraries import actions
from visits.itineraries.bookings import value_of
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Assignment, Booking, Itinerary, Stop
from visits.kit.db import WorkSession, prepare
from visits.kit.errors import Busy
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site

WRITERS = 8
ROUND_SECONDS = 120


def reach_for_site(session: Session, itinerary: Itinerary, number: int) -> None:
    site = session.scalars(select(Site)).one()
    a_stop(session, itinerary, site=site, day=TUESDAY + timedelta(days=number))


def reach_for_person(session: Session, itinerary: Itinerary, number: int) -> None:
    stop = a_stop(session, itinerary, kind=StopKind.MEAL, day=TUESDAY + timedelta(days=number))
    person = session.scalars(select(Person)).one()
    actions.assign_person(session, stop, person, Role.INTERPRETS, at=AT)


def reach_for_both(session: Session, itinerary: Itinerary, number: int) -> None:
    """Person and bus in one gesture, in either order: nobody may wait in a ring."""
    stop = a_stop(session, itinerary, kind=StopKind.MEAL, day=TUESDAY + timedelta(days=number))
    person, bus = session.scalars(select(Person)).one(), session.scalars(select(Vehicle)).one()
    wanted = [
        Assignment(role=Role.INTERPRETS, person_id=person.id),
        Assignment(role=Role.DRIVES, vehicle_id=bus.id),
    ]
    with actions.changing(session, itinerary, at=AT, stop=stop):
        stop.assignments.extend(wanted[:: 1 if itinerary.id % 2 else -1])


REACHES = (reach_for_site, reach_for_person, reach_for_both)


def officer(url: str, itinerary_id: int, rounds: int, start: Any, zone: ZoneInfo) -> None:
    """In a process of its own: in every round at the same moment as the others."""
    engine = create_engine(url)
    prepare(engine)
    sessions = sessionmaker(engine, class_=WorkSession, info={"zone": zone})
    for number in range(rounds):
        start.wait(ROUND_SECONDS)
        while is_told_to_try_again(sessions, itinerary_id, number):
            pass
    engine.dispose()


def is_told_to_try_again(sessions: Any, itinerary_id: int, number: int) -> bool:
    """Reach once; on a busy machine one may wait for too long behind seven others."""
    with sessions() as session:
        try:
            itinerary = session.get_one(Itinerary, itinerary_id)
            REACHES[number % len(REACHES)](session, itinerary, number)
            session.commit()
        except Blocked:
            session.rollback()
        except Busy:
            return True
    return False


def test_nobody_gets_what_another_has(
    session: Session, app, settings, scaled: Callable[[int], int]
):
    site = a_site(session, max_group=20, concurrent_groups=2)
    an_interpreter(session)
    a_vehicle(session)
    itineraries = [an_itinerary(session) for _ in range(WRITERS)]
    session.commit()
    rounds = scaled(500)
    anew = multiprocessing.get_context("forkserver")
    anew.set_forkserver_preload([__name__])
    start = anew.Barrier(WRITERS)
    told = (rounds, start, settings.zone)
    officers = [
        anew.Process(target=officer, args=(settings.database_url, one.id, *told))
        for one in itineraries
    ]
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    assert [one.exitcode for one in officers] == [0] * WRITERS
    uses = [value_of(row) for row in session.scalars(select(Booking))]
    assert double(use for use in uses if use.kind is not ResourceKind.SITE) == []
    at_site = Counter(use.when for use in uses if use.kind is ResourceKind.SITE)
    assert set(at_site.values()) == {site.concurrent_groups}
    assert len(uses) == sum((2, 1, 2)[number % len(REACHES)] for number in range(rounds))
    assert len(session.scalars(select(Stop)).all()) == sum(
        (2, 1, 1)[number % len(REACHES)] for number in range(rounds)
    )


def double(uses: Any) -> list[tuple[Any, Any]]:
    """Pairs of bookings of one thing that share time."""
    return [
        (one, other)
        for one, other in combinations(uses, 2)
        if (one.kind, one.id) == (other.kind, other.id) and one.when.overlaps(other.when)
    ]
