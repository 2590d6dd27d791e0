"""Taps that come in at once, in processes of their own: none is lost, none counts twice."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import AT
from visits.access.rules import Channel
from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.escorting import actions
from visits.escorting.models import StopToday, Tap
from visits.escorting.rules import Moment, TapKind
from visits.itineraries.events import ReallyTookPlace
from visits.itineraries.models import Stop
from visits.kit.db import WorkSession, db, prepare
from visits.kit.errors import Busy, Refused
from visits.notifications.models import Letter
from visits.outcomes import actions as outcomes
from visits.outcomes.models import VisitRecord

PHONES, TAPS = 4, 6
ROUND_SECONDS = 120
KINDS = (TapKind.STARTED, TapKind.ENDED)


def phone(url: str, name: str, delegation_id: int, uid: str, start: Any, zone: ZoneInfo) -> None:
    """Sends the same taps as every other phone, each at the same moment; half of the keys are
    its own, as when two escorts tap, half are common, as when one phone sends twice."""
    engine = create_engine(url)
    prepare(engine)
    info = {"zone": zone, "listeners": {ReallyTookPlace: (outcomes.on_really_took_place,)}}
    sessions = sessionmaker(engine, class_=WorkSession, info=info)
    for number in range(TAPS):
        key = f"common-{number}" if number % 2 else f"{name}-{number}"
        act = actions.Act(key=key, kind=KINDS[number % 2], moment=Moment(AT), uid=uid)
        start.wait(ROUND_SECONDS)
        while is_told_to_try_again(sessions, delegation_id, act, name):
            pass
    engine.dispose()


def is_told_to_try_again(sessions: Any, delegation_id: int, act: actions.Act, name: str) -> bool:
    with sessions() as session:
        delegation = session.get(Delegation, delegation_id)
        told = Told(channel=Channel.LINK, told_on=AT.date(), at=AT, person=name)
        try:
            actions.tap(session, delegation, act, told=told)
            session.commit()
        except Busy:
            session.rollback()
            return True
    return False


def test_two_phones_that_tell_of_one_delay_at_once_tell_it_once(session, app, visit, stops):
    told = Told(channel=Channel.LINK, told_on=AT.date(), at=AT, person="Escort Bae")
    late = actions.Act(
        key="late", kind=TapKind.LATER, moment=Moment(AT), uid=stops[1].uid, number=10
    )
    actions.tap(session, visit.delegation, late, told=told)
    session.commit()
    start = Barrier(2)

    def tell(key: str) -> str:
        with app.app_context(), db.sessionmaker() as own:
            delegation = own.get_one(Delegation, visit.delegation_id)
            stop = own.get_one(Stop, stops[1].id)
            own.rollback()
            start.wait(ROUND_SECONDS)
            try:
                actions.tell_delay(own, delegation, stop, key=key, moment=Moment(AT), at=AT)
                own.commit()
            except Refused as error:
                return error.reason
            return "told"

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(tell, ("first", "second")))
    assert said == ["told", "told_already"]
    letters = session.scalars(select(Letter).where(Letter.kind == "escorting.delay")).all()
    assert len(letters) == 2


def test_every_key_is_taken_once_and_one_standing_follows(session: Session, settings, visit, stops):
    anew = multiprocessing.get_context("forkserver")
    anew.set_forkserver_preload([__name__])
    start = anew.Barrier(PHONES)
    about = (visit.delegation_id, stops[0].uid, start, settings.zone)
    phones = [
        anew.Process(target=phone, args=(settings.database_url, f"phone-{number}", *about))
        for number in range(PHONES)
    ]
    for one in phones:
        one.start()
    for one in phones:
        one.join()
    assert [one.exitcode for one in phones] == [0] * PHONES
    session.expire_all()
    keys = sorted(session.scalars(select(Tap.key)))
    own = [f"phone-{n}-{number}" for n in range(PHONES) for number in range(0, TAPS, 2)]
    common = [f"common-{number}" for number in range(1, TAPS, 2)]
    assert keys == sorted([*own, *common])
    rows = {row.uid: row.state.value for row in session.scalars(select(StopToday))}
    assert rows == {stops[0].uid: "over", stops[1].uid: "coming"}
    assert len(session.scalars(select(VisitRecord)).all()) == 1
