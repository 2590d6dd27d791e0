"""The wall: where today's visits are, without anybody's name."""

from datetime import timedelta

from tests.factories import a_delegation, a_site, an_itinerary, stop_values, today
from visits.conflicts.rules import StopKind
from visits.escorting.models import StopToday
from visits.escorting.rules import StopState
from visits.itineraries import actions
from visits.itineraries.rules import StopMove, StopValues
from visits.kit.clock import now
from visits.kit.translated import Translated


def test_nobody_is_here(as_):
    page = as_("viewer").page("escorting.wall")
    assert page.all(".wall-empty") == ["Nobody is here today."]


def test_each_visit_says_where_it_is_what_comes_next_and_how_late(session, people, as_):
    delegation = a_delegation(
        session, title=Translated(en="Lima"), starts_on=today(), ends_on=today()
    )
    itinerary = an_itinerary(session, delegation)
    at = now()
    midnight = stop_values("0:00", "0:05", day=today()).starts
    made = []
    for number, name in enumerate(("Control Centre", "Arboretum")):
        starts = midnight + timedelta(hours=number * 12)
        values = StopValues(
            kind=StopKind.SITE_VISIT,
            title=Translated(en="A visit"),
            starts=starts,
            ends=starts + timedelta(hours=1),
            site_id=a_site(session, name).id,
        )
        made.append(actions.add_stop(session, itinerary, values, at=at, move=StopMove.CONFIRM))
    for stop, state, late in ((made[0], StopState.OVER, 0), (made[1], StopState.ON_THE_WAY, 12)):
        session.add(
            StopToday(
                uid=stop.uid,
                delegation_id=delegation.id,
                day=today(),
                state=state,
                late=late,
                ends_late=late,
                changed_at=at,
            )
        )
    session.commit()
    page = as_("viewer").page("escorting.wall")
    assert page.all(".wall-visit h2") == ["Lima"]
    assert page.all(".wall-who p") == ["Saudi Arabia · 9 people · 1 of 2 stops done"]
    assert page.all(".wall-state .badge") == ["On the way there", "12 minutes late"]
    assert page.all(".wall-stop") == ["12:00–13:00 about 12:12 Arboretum"]
    assert delegation.lead.name not in page.text


def test_hosts_do_not_see_the_wall(as_):
    as_("host").page("escorting.wall", status=403)
