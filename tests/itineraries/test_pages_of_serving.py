"""The form of a stop: who serves there, and with which vehicle."""

from tests.factories import (
    AT,
    a_person,
    a_stop,
    a_vehicle,
    an_interpreter,
    an_itinerary,
)
from tests.itineraries.stop_forms import TIMES, TITLE, edit_stop, new_stop, the_only_stop
from visits.conflicts.rules import Role
from visits.itineraries import actions
from visits.itineraries.rules import Consent
from visits.kit.translated import Translated


def test_people_and_vehicles_are_saved_with_the_stop(session, as_):
    itinerary = an_itinerary(session)
    person, vehicle = a_person(session), a_vehicle(session)
    page = new_stop(as_("coordinator"), itinerary).submit(status=200, add="people")
    page = page.submit(status=200, add="vehicles")
    typed = {
        "people-0-person_id": str(person.id),
        "people-0-role": "receives",
        "vehicles-0-vehicle_id": str(vehicle.id),
    }
    page.submit(**TITLE, **TIMES, **typed)
    served = [(one.role, one.person, one.vehicle) for one in the_only_stop(session).assignments]
    assert served == [(Role.RECEIVES, person, None), (Role.DRIVES, None, vehicle)]


def test_a_row_in_which_nobody_is_chosen_is_left_out(session, as_):
    itinerary = an_itinerary(session)
    a_person(session)
    page = new_stop(as_("coordinator"), itinerary).submit(status=200, add="people")
    page.submit(**TITLE, **TIMES)
    assert the_only_stop(session).assignments == []


def test_who_stays_keeps_what_they_said_and_who_is_taken_off_is_gone(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    stays, goes = a_person(session, "Stays"), a_person(session, "Goes")
    kept = actions.assign_person(session, stop, stays, Role.ESCORTS, at=AT)
    actions.set_consent(session, kept, Consent.CONSENTED, at=AT)
    actions.assign_person(session, stop, goes, Role.ESCORTS, at=AT)
    page = edit_stop(as_("coordinator"), stop).submit(status=200, remove="people-1")
    page.submit()
    served = [(one.person.name, one.consent) for one in the_only_stop(session).assignments]
    assert served == [(Translated(en="Stays"), Consent.CONSENTED)]


def test_choices_say_languages_seats_and_who_is_busy(session, as_):
    itinerary = an_itinerary(session)
    interpreter, vehicle = an_interpreter(session, "ko", "ar"), a_vehicle(session, plate="12GA1")
    busy = a_person(session, "Busy One")
    actions.assign_person(
        session, a_stop(session, an_itinerary(session)), busy, Role.ESCORTS, at=AT
    )
    stop = a_stop(session, itinerary, move=None)
    actions.assign_person(session, stop, interpreter, Role.INTERPRETS, at=AT)
    actions.assign_vehicle(session, stop, vehicle, at=AT)
    page = edit_stop(as_("coordinator"), stop)
    assert page.all("[name=people-0-person_id] option") == [
        "—",
        "Amal Haddad · Korean–Arabic",
        "Busy One · 1 hour · busy at this time",
    ]
    assert page.all("[name=vehicles-0-vehicle_id] option") == [
        "—",
        "Bus 12GA1 · seats for passengers: 45",
    ]
