"""Codes are given without a gap and never twice, however many officers save at once."""

import multiprocessing
from collections.abc import Callable
from datetime import date

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from tests.delegations.cast import AT, FAR
from tests.people import People
from visits.app import load_models
from visits.delegations import actions
from visits.delegations.models import Delegation
from visits.delegations.rules import Level, code_of
from visits.kit.db import WorkSession, prepare
from visits.kit.translated import Translated
from visits.settings import Settings

OFFICERS = 4


def facts(lead_id: int, first: date = FAR) -> dict[str, object]:
    return {
        "title": Translated(en="Guests"),
        "starts_on": first,
        "ends_on": first,
        "level": Level.WORKING,
        "languages": ("en",),
        "lead_id": lead_id,
        "countries": [{"country": "SA", "planned": 3}],
    }


def open_some(url: str, lead_id: int, times: int) -> None:
    """In a process of its own; every third is given up, as after an error further on."""
    load_models()
    engine = create_engine(url)
    prepare(engine)
    sessions = sessionmaker(engine, class_=WorkSession)
    for turn in range(times):
        with sessions() as session:
            actions.add(session, facts(lead_id), at=AT)
            if turn % 3 == 2:
                session.rollback()
            else:
                session.commit()
    engine.dispose()


def test_numbers_have_no_gap_under_concurrency(
    settings: Settings, people: People, session: Session, scaled: Callable[[int], int]
):
    lead_id = people["coordinator"].id
    times = scaled(300)
    anew = multiprocessing.get_context("spawn")
    officers = [
        anew.Process(target=open_some, args=(settings.database_url, lead_id, times))
        for _ in range(OFFICERS)
    ]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()
    assert [officer.exitcode for officer in officers] == [0] * OFFICERS
    kept = OFFICERS * (times - times // 3)
    codes = session.scalars(select(Delegation.code).order_by(Delegation.number)).all()
    assert codes == [code_of(FAR.year, number) for number in range(1, kept + 1)]
