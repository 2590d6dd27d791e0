"""An archive of stops: as many as asked, in years that are not told in the figures."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.demo.conftest import the_visit
from tests.factories import today
from visits.conflicts.rules import ResourceKind
from visits.delegations import actions as delegations
from visits.delegations.models import Delegation
from visits.delegations.rules import code_of
from visits.demo import archive
from visits.itineraries import queries
from visits.itineraries.models import Booking, Itinerary, Publication, ReleasedStop, Stop
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.statistics.queries import figures_of
from visits.statistics.rules import Figures, Period

STOPS = 1_003
ZONE = "Asia/Seoul"


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


@pytest.fixture
def living(session: Session) -> int:
    """How many delegations there were before."""
    return session.scalar(select(func.max(Delegation.id))) or 0


@pytest.fixture
def archived(app: Flask, session: Session, living: int) -> list[Delegation]:
    archive.fill(session, STOPS, links=app.extensions["links"], at=now())
    session.commit()
    return list(session.scalars(select(Delegation).where(Delegation.id > living)))


def count(session: Session, model, itineraries: set[int]) -> int:
    return session.scalar(
        select(func.count()).select_from(model).where(model.itinerary_id.in_(itineraries))
    )


def test_it_has_as_many_stops_as_asked(session: Session, archived):
    ids = {delegation.id for delegation in archived}
    itineraries = set(session.scalars(select(Itinerary.id).where(Itinerary.delegation_id.in_(ids))))
    assert (len(archived), len(itineraries)) == (126, 126)
    assert count(session, Stop, itineraries) == STOPS
    assert count(session, Publication, itineraries) == 2 * STOPS
    assert count(session, Booking, itineraries) == 4 * STOPS
    released = session.scalar(select(func.count()).select_from(ReleasedStop))
    assert released == STOPS + 7 + 3 + 8 + 5 + 6


def test_it_lies_before_today_and_outside_the_published_years(session: Session, archived):
    assert {d.starts_on.year for d in archived}.isdisjoint({2023, 2024})
    assert max(d.ends_on for d in archived) < today()
    first = figures_of(session, Period(date(2024, 1, 1), date(2024, 6, 30)))
    assert first == Figures(people=273, countries=29, delegations=16)


def test_nobody_interprets_for_two_visits_at_once(session: Session, archived):
    rows = session.execute(
        select(Booking.resource_id, Booking.starts, func.count(Booking.itinerary_id.distinct()))
        .where(Booking.resource_kind == ResourceKind.PERSON)
        .group_by(Booking.resource_id, Booking.starts)
    )
    assert {number for _, _, number in rows} == {1}


def test_its_programmes_read_like_others(session: Session, archived):
    itinerary = queries.the_itinerary(session, archived[0].code)
    release = queries.current_release(session, itinerary)
    assert len(itinerary.stops) == 8
    assert [row.uid for row in release.stops] == [stop.uid for stop in itinerary.stops]


def test_its_letters_can_be_read(app: Flask, session: Session, archived):
    letter = session.scalars(select(Letter).where(Letter.about_id == archived[0].id)).one()
    with app.test_request_context():
        composed = app.extensions["letters"].compose(session, letter)
    assert composed.text.count("Visit: ") == 8


def test_numbers_go_on_after_it(session: Session, archived):
    year = archived[-1].starts_on.year
    last = max(d.number for d in archived if d.year == year)
    facts = {
        "title": Translated(en="After the archive"),
        "starts_on": archived[-1].starts_on,
        "ends_on": archived[-1].starts_on,
        "languages": ("en",),
        "lead_id": archived[-1].lead_id,
        "countries": [{"country": "PE", "planned": 5}],
    }
    added = delegations.add(session, facts, at=now())
    assert added.id == archived[-1].id + 1
    assert added.code >= code_of(year, last + 1)
    assert the_visit(session, "saudi").delegation.planned == 14
