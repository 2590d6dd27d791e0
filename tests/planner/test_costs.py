"""However much there is to look at, it is asked for in as many queries."""

from datetime import timedelta

from tests.factories import AT, TUESDAY, a_delegation, a_site, a_stop, an_itinerary
from tests.planner.lines import a_line
from visits.itineraries.queries import the_itinerary
from visits.planner import queries
from visits.planner.layouts import Copying, copy_of
from visits.planner.proposals import proposal_for
from visits.planner.rules.proposing import Wishes
from visits.planner.rules.templates import Length
from visits.planner.slots import Search, slots_for


def loaded(session, itinerary):
    """As a page begins, with nothing left from before."""
    code = itinerary.delegation.code
    session.commit()
    session.expire_all()
    return the_itinerary(session, code)


def test_a_search_for_slots_costs_the_same_on_two_days_and_on_sixty(session, queries_of):
    itinerary, site = an_itinerary(session), a_site(session)
    a_stop(session, itinerary, site=site)

    def cost(days, sites):
        search = Search(
            sites=sites,
            people=(),
            vehicles=(),
            minutes=60,
            first=TUESDAY,
            last=TUESDAY + timedelta(days=days),
            most=20,
        )
        draft = loaded(session, itinerary)
        return queries_of(lambda: slots_for(session, draft, search, at=AT))

    assert cost(1, [site.id]) == cost(60, [site.id, a_site(session).id])


def test_a_proposal_costs_the_same_with_one_template_and_with_three(
    session, queries_of, a_template
):
    itinerary = an_itinerary(session, a_delegation(session))
    closed = [a_site(session, closed_weekdays=("2", "3")) for _ in range(3)]
    wishes = Wishes(length=Length.HALF_DAY, first=TUESDAY, last=TUESDAY + timedelta(days=1))

    def cost():
        draft = loaded(session, itinerary)
        return queries_of(
            lambda: proposal_for(session, draft, wishes, queries.offers(session), at=AT)
        )

    a_template(a_line(site=closed[0]), a_line("11:00"))
    one = cost()
    for site in closed[1:]:
        a_template(a_line(site=site), a_line("12:00"))
    assert cost() == one


def test_a_copy_costs_the_same_with_one_stop_and_with_three(session, queries_of):
    source, target = an_itinerary(session), an_itinerary(session)
    wanted = Copying(day=None, first=TUESDAY, with_people=True, with_vehicles=True)

    def cost():
        draft, taken = loaded(session, target), loaded(session, source)
        return queries_of(lambda: copy_of(session, taken, draft, wanted))

    a_stop(session, source, "9:00", "9:30", site=a_site(session))
    one = cost()
    a_stop(session, source, "10:00", "10:30", site=a_site(session))
    a_stop(session, source, "11:00", "11:30", site=a_site(session))
    assert cost() == one
