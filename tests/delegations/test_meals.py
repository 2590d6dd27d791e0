"""What must be on the plates: of everybody, and at each meal."""

from tests.delegations.cast import a_delegate, a_delegation
from tests.factories import a_stop, an_itinerary
from visits.conflicts.rules import StopKind
from visits.delegations import actions
from visits.delegations.rules import MealCount, Tally, meal_count
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated

LUNCH = {"kind": StopKind.MEAL, "title": Translated(en="Lunch")}


def test_a_meal_counts_who_was_asked_and_who_was_not():
    needs = [("halal", "no_alcohol"), ("halal",), ("none",), ()]
    assert meal_count(needs, unnamed=2) == MealCount(
        people=6,
        needs=(Tally("halal", 2), Tally("no_alcohol", 1), Tally("none", 1)),
        unknown=3,
    )


def test_each_meal_of_the_programme_is_counted_for_its_party(session, as_, people):
    delegation = a_delegation(session, people, countries=[{"country": "SA", "planned": 4}])
    first = a_delegate(session, delegation, "A", meal_needs=("halal",))
    second = a_delegate(session, delegation, "B", meal_needs=("none",))
    a_delegate(session, delegation, "C")
    party = actions.add_party(
        session, delegation, name=Translated(en="P"), members=[first.id, second.id]
    )
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, "12:00", "13:00", **LUNCH, move=None)
    dinner = {**LUNCH, "title": Translated(en="Dinner")}
    a_stop(session, itinerary, "18:00", "19:00", **dinner, party_id=party.id, move=None)
    a_stop(session, itinerary, "20:00", "21:00", **LUNCH, move=StopMove.ASK)
    a_stop(session, itinerary, "14:00", "15:00", move=None)
    page = as_("coordinator").page("delegations.roster", code=delegation.code)
    rows = page.all("section[aria-labelledby=needs] tbody tr")
    assert rows[0] == "Lunch Tue, Mar 3, 2099 12:00 4 Halal 1 No dietary requirements 1 2"
    assert rows[1] == "Dinner Tue, Mar 3, 2099 18:00 2 Halal 1 No dietary requirements 1 –"
    assert len(rows) == 3
