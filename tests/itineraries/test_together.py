"""Many drafts judged together are judged as each of them alone, in a constant number of queries."""

import pytest
from sqlalchemy import event

from tests.factories import (
    AT,
    WEDNESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    a_vehicle,
    added,
    an_interpreter,
    an_itinerary,
    wall,
)
from visits.conflicts.rules import Code, Role, StopKind
from visits.delegations.models import DelegationBody
from visits.delegations.rules import Arrangement, Mobility
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.itineraries import actions
from visits.itineraries.actions.gestures import load
from visits.itineraries.judging import judge
from visits.itineraries.models import Day
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.rules import StopMove
from visits.itineraries.together import judge_together
from visits.kit.translated import Translated
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind
from visits.resources.models import Unavailability
from visits.sites.models import Closure, OfferedWindow, TravelTime
from visits.sites.rules import ClosureKind, MealNeed, QuotaPeriod, Security


@pytest.fixture
def drafts(session):
    """Visits that stand in each other's way in all ways that there are."""
    body = added(
        session,
        Organisation(
            name=Translated(en="Ministry"),
            sort_key="m",
            country="SA",
            kind=OrganisationKind.NATIONAL_GOVERNMENT,
            created_at=AT,
        ),
    )
    sites = [
        a_site(session, "Centre", quota=1, quota_period=QuotaPeriod.WEEK, concurrent_groups=2),
        a_site(session, "Garden", is_outdoor=True, is_accessible=False, lat=36.9),
        a_site(session, "Office", security=Security.NAME_LIST, lead_days=10, min_group=20),
        a_site(session, "Kitchen", serves=(MealNeed.VEGETARIAN.value,)),
    ]
    sites[2].windows = [
        OfferedWindow(weekday=3, opens=wall("14:00").time(), closes=wall("16:00").time())
    ]
    sites[0].closures = [
        Closure(kind=ClosureKind.BUSY, starts=wall("9:00"), ends=wall("10:30"), reason=Translated())
    ]
    added(session, TravelTime(from_id=sites[0].id, to_id=sites[1].id, minutes=90))
    added(session, Holiday(day=WEDNESDAY, name=Translated(ko="식목일"), kind=HolidayKind.PUBLIC))
    interpreter, bus = an_interpreter(session, "ko", "fr"), a_vehicle(session, seats=4)
    added(session, Unavailability(person=interpreter, starts=wall("9:00"), ends=wall("18:00")))
    made = []
    for hour, day in ((10, None), (10, None), (14, WEDNESDAY)):
        on = {} if day is None else {"day": day}
        delegation = a_delegation(session, languages=("fr",), own_interpreter=False, planned=3)
        delegation.bodies = [DelegationBody(organisation=body)]
        one = a_delegate(
            session,
            delegation,
            meal_needs=(MealNeed.HALAL.value,),
            mobility=(Mobility.WHEELCHAIR.value,),
            arrangements=(Arrangement.PRAYER.value, Arrangement.FASTING.value),
        )
        party = a_party(session, delegation, one)
        itinerary = an_itinerary(session, delegation)
        for number, site in enumerate(sites):
            stop = a_stop(
                session,
                itinerary,
                f"{hour + number}:00",
                f"{hour + number}:55",
                site=site,
                kind=StopKind.MEAL if number == 3 else StopKind.SITE_VISIT,
                party_id=party.id if number == 1 else None,
                move=StopMove.HOLD,
                **on,
            )
            actions.assign_person(session, stop, interpreter, Role.INTERPRETS, at=AT)
            actions.assign_vehicle(session, stop, bus, at=AT)
            actions.change_status(session, stop, StopMove.ASK, at=AT) if not made else None
        made.append(itinerary)
    added(session, Day(itinerary=made[0], day=WEDNESDAY, rain_plan=Translated(en="Inside")))
    made.append(an_itinerary(session))
    session.commit()
    return made


def alone(session, itinerary):
    fresh = load(session, itinerary.id)
    draft = programme_of(fresh, roster_of(session, fresh.delegation))
    return judge(session, draft, draft, at=AT)


def test_each_is_judged_as_if_alone(session, app, drafts):
    found = {one.programme.itinerary: one for one in judge_together(session, ids(drafts), at=AT)}
    assert sorted(found) == ids(drafts)
    for itinerary in drafts:
        expected = alone(session, itinerary)
        judged = found[itinerary.id]
        assert judged.programme == expected.programme
        assert judged.findings == expected.after
        assert list(judged.uses) == expected.uses
    codes = {finding.code for one in found.values() for finding in one.findings}
    assert {
        Code.SITE_QUOTA,
        Code.SITE_BUSY,
        Code.SITE_WINDOW,
        Code.SITE_ACCESSIBILITY,
        Code.OUTDOOR_NO_FALLBACK,
        Code.REPEAT_CONTENT,
        Code.DIET_UNSERVED,
        Code.FASTING_MEAL,
        Code.PERSON_UNAVAILABLE,
        Code.INTERPRETER_OVERLAP,
        Code.VEHICLE_OVERLAP,
        Code.VEHICLE_ACCESSIBILITY,
        Code.HOLIDAY,
        Code.TRAVEL_INFEASIBLE,
    } <= codes


def ids(drafts):
    return sorted(one.id for one in drafts)


@pytest.mark.parametrize("many", [1, 4])
def test_many_cost_what_one_costs(session, app, drafts, many):
    """Eight, and one for the lists that a site demands."""
    asked = []
    engine = session.connection().engine

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    list(judge_together(session, ids(drafts)[:many], at=AT))
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 9
