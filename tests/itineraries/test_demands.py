"""The lists that sites on the plan demand: of whom, what, until when."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    an_itinerary,
    wall,
)
from tests.identity.cast import agreed, asked, told
from visits.conflicts.rules import Code, Severity, StopKind
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.identity import actions as identity
from visits.identity.events import IdentityChanged
from visits.itineraries import actions, queries
from visits.itineraries.models import FindingRow
from visits.itineraries.rules import StopMove
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.sites.rules import IdentityField, Security

F = IdentityField


@pytest.fixture
def visit(session: Session):
    delegation = a_delegation(session, planned=1)
    a_delegate(session, delegation, nationality="SA")
    return delegation


def strict(session: Session, **facts):
    given = {"security": Security.IDENTITY_LIST, "identity_fields": ("passport_number",)}
    return a_site(session, **{**given, **facts})


def test_the_list_is_due_so_many_working_days_before(session: Session, visit):
    a_stop(session, an_itinerary(session, visit), site=strict(session))
    session.add(Holiday(day=date(2099, 3, 2), name=Translated(ko="휴일"), kind=HolidayKind.PUBLIC))
    session.flush()
    demand = queries.demands_of(session, visit.id)[0]
    assert demand.due == date(2099, 2, 25)
    assert demand.fields == {F.PASSPORT_NUMBER}


def test_open_sites_and_stops_that_pass_by_or_are_off_demand_nothing(session: Session, visit):
    itinerary, site = an_itinerary(session, visit), strict(session)
    a_stop(session, itinerary, "8:00", "9:00", site=a_site(session))
    a_stop(session, itinerary, "9:00", "9:30", site=site, kind=StopKind.TRANSFER)
    off = a_stop(session, itinerary, "10:00", "11:00", site=site)
    actions.cancel_stop(session, off, at=AT)
    assert queries.demands_of(session, visit.id) == []


def test_what_is_over_is_not_asked_any_more(session: Session, visit):
    itinerary, site = an_itinerary(session, visit), strict(session)
    a_stop(session, itinerary, site=site, day=TUESDAY)
    a_stop(session, itinerary, site=site, day=WEDNESDAY)
    left = queries.demands_of(session, visit.id, after=wall("12:00"))
    assert [one.starts for one in left] == [wall("10:00", WEDNESDAY)]


def test_of_a_party_only_its_members(session: Session, visit):
    member = a_delegate(session, visit)
    party = a_party(session, visit, member)
    a_stop(session, an_itinerary(session, visit), site=strict(session), party_id=party.id)
    assert queries.demands_of(session, visit.id)[0].delegates == {member.id}


def found(session: Session, itinerary) -> list[tuple[Severity, int]]:
    session.expire_all()
    rows = session.query(FindingRow).filter_by(
        itinerary_id=itinerary.id, code=Code.ACCESS_LIST_INCOMPLETE
    )
    return [(row.severity, row.facts["missing"]) for row in rows]


def test_the_finding_goes_and_comes_with_what_it_rests_on(session: Session, visit):
    site, itinerary = a_site(session), an_itinerary(session, visit)
    a_stop(session, itinerary, site=site, move=StopMove.ASK)
    assert found(session, itinerary) == []
    site.security = Security.NAME_LIST
    site.identity_fields = ("nationality",)
    session.flush()
    tell(session, IdentityChanged(visit.id))
    assert found(session, itinerary) == []
    site.identity_fields = ("birth_date",)
    session.flush()
    tell(session, IdentityChanged(visit.id))
    assert found(session, itinerary) == [(Severity.WARN, 1)]
    enter_birth_date(session, visit)
    assert found(session, itinerary) == []


def enter_birth_date(session: Session, visit) -> None:
    delegate = visit.delegates[0]
    site = queries.stops_with_lists(session, visit.id)[0].site
    identity.record(
        session,
        delegate,
        {F.BIRTH_DATE: "1970-01-01"},
        agreed(site),
        asked(session, delegate),
        told=told(),
        text_version="1",
        at=AT,
    )
