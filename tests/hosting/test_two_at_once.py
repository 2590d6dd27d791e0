"""Hosts who answer at the same moment: every answer is kept, or its sender is told who was quicker."""

import multiprocessing
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import AT, a_contact, a_site, a_stop, an_itinerary
from tests.hosting.cast import BY_LINK, LATER, rows_of
from visits.conflicts.rules import StopStatus
from visits.hosting import actions, queries
from visits.hosting.actions import asking
from visits.hosting.rules import Reply
from visits.itineraries.events import ItineraryChanged
from visits.itineraries.models import Answer, Stop
from visits.itineraries.rules import Said
from visits.kit.db import WorkSession, prepare
from visits.kit.errors import Busy, Refused, Stale

HOSTS = 4
ROUND_SECONDS = 120


def host(url: str, numbers: list[int], said: Said, start: Any, zone: ZoneInfo) -> None:
    """In a process of its own: answers each of these requests at the same moment as the others."""
    engine = create_engine(url)
    prepare(engine)
    listeners = {ItineraryChanged: (asking.on_itinerary_changed,)}
    info = {"zone": zone, "listeners": listeners}
    sessions = sessionmaker(engine, class_=WorkSession, info=info)
    for number in numbers:
        start.wait(ROUND_SECONDS)
        while is_told_to_try_again(sessions, number, said):
            pass
    engine.dispose()


def is_told_to_try_again(sessions: Any, number: int, said: Said) -> bool:
    """Answer once; a host whose page is old is told so, and one who waited too long tries again."""
    with sessions() as session:
        try:
            request = queries.the_request(session, number)
            given = Reply(said=said, note="Because")
            actions.reply(session, request, given, told=BY_LINK, by=None, at=LATER, seen=1 + OPENED)
            session.commit()
        except Refused:
            session.rollback()
        except (Busy, Stale):
            session.rollback()
            return True
    return False


OPENED = 1
"""A request is written twice when it is made: once itself, once with its letter."""


def run(settings: Any, tasks: list[tuple[list[int], Said]]) -> list[int | None]:
    anew = multiprocessing.get_context("forkserver")
    anew.set_forkserver_preload([__name__])
    start = anew.Barrier(len(tasks))
    hosts = [
        anew.Process(target=host, args=(settings.database_url, numbers, said, start, settings.zone))
        for numbers, said in tasks
    ]
    for one in hosts:
        one.start()
    for one in hosts:
        one.join()
    return [one.exitcode for one in hosts]


def test_hosts_of_one_programme_who_answer_at_once_all_are_heard(session: Session, app, settings):
    itinerary = an_itinerary(session)
    for number in range(HOSTS):
        contact = a_contact(session, a_site(session, lat=36.48))
        hour = 9 + 2 * number
        a_stop(session, itinerary, f"{hour}:00", f"{hour}:30", site=contact.site)
    numbers = [one.id for one in rows_of(session)]
    session.commit()
    tasks = [([number], Said.CONFIRMED) for number in numbers]
    assert run(settings, tasks) == [0] * HOSTS
    session.expire_all()
    assert {stop.status for stop in session.scalars(select(Stop))} == {StopStatus.CONFIRMED}
    assert len(session.scalars(select(Answer)).all()) == HOSTS
    assert {one.state.value for one in rows_of(session)} == {"accepted"}


def test_of_two_who_answer_the_same_request_one_is_heard_and_one_is_told(
    session: Session, app, settings
):
    contact = a_contact(session, a_site(session, concurrent_groups=9))
    for _ in range(HOSTS):
        a_stop(session, an_itinerary(session), site=contact.site, at=AT)
    numbers = [one.id for one in rows_of(session)]
    session.commit()
    assert run(settings, [(numbers, Said.CONFIRMED), (numbers, Said.DECLINED)]) == [0, 0]
    session.expire_all()
    answers = session.scalars(select(Answer)).all()
    assert len(answers) == HOSTS
    reached = {one.stop_id: one.answer.value for one in answers}
    assert {stop.id: stop.status.value for stop in session.scalars(select(Stop))} == reached
