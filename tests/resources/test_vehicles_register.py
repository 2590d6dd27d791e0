"""The register of vehicles as the office uses it."""

import pytest
from sqlalchemy import select

from tests.factories import TUESDAY, a_person, a_stop, an_itinerary, wall
from visits.conflicts.rules import Role as Service
from visits.itineraries.models import Assignment
from visits.kit.errors import InUse, Refused
from visits.kit.translated import Translated
from visits.resources import actions, queries
from visits.resources.models import Vehicle
from visits.resources.rules import Skill, plate_of

BUS = {"name-en": "Large bus", "plate": "세종 70 바-1234", "seats": "45"}


def a_vehicle(session, name="Large bus", plate="세종70바1234", **facts) -> Vehicle:
    given = {"name": Translated(en=name), "plate": plate, "seats": 45}
    vehicle = actions.add_vehicle(session, {**given, **facts})
    session.commit()
    return vehicle


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12가 3456", "12가3456"),
        ("세종 70-바 1234", "세종70바1234"),
        ("ab·12", "AB12"),
        ("-- ", ""),
    ],
)
def test_a_plate_is_its_letters_and_digits(typed, kept):
    assert plate_of(typed) == kept


def test_a_coordinator_adds_a_vehicle(session, as_):
    driver = a_person(session, "Driver", skills=(Skill.DRIVES.value,))
    page = as_("coordinator").page("resources.add_vehicle")
    shown = page.submit(**BUS, driver_id=str(driver.id), has_wheelchair_place=True).follow()
    assert shown.h1 == "Large bus"
    vehicle = session.scalars(select(Vehicle)).one()
    assert (vehicle.plate, vehicle.seats, vehicle.driver_id) == ("세종70바1234", 45, driver.id)
    assert vehicle.has_wheelchair_place is True


def test_a_plate_belongs_to_one_vehicle_however_it_is_typed(session, as_):
    a_vehicle(session)
    other = a_vehicle(session, "Van", "12가3456")
    browser = as_("coordinator")
    new = browser.page("resources.add_vehicle").submit(status=422, **BUS)
    assert new.errors == {"plate": ["Another vehicle has this number plate."]}
    edit = browser.page("resources.edit_vehicle", number=other.id)
    back = edit.submit(status=422, plate="세종70 바1234", seats="12")
    assert back.errors == {"plate": ["Another vehicle has this number plate."]}
    assert back.one("[name=seats]")["value"] == "12"
    session.expire_all()
    assert queries.the_vehicle(session, other.id).seats == 45
    with pytest.raises(Refused, match="plate_taken"):
        actions.revise_vehicle(session, other, {"plate": "세종70바1234"})


def test_a_plate_of_signs_alone_is_none(as_):
    page = as_("coordinator").page("resources.add_vehicle")
    back = page.submit(status=422, **{**BUS, "plate": "---"})
    assert back.errors == {"plate": ["Enter the letters and digits of the plate."]}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "1234"}, ["Large bus"]),
        ({"words": "12가"}, ["Van"]),
        ({"words": "lar"}, ["Large bus"]),
        ({"seats": "20"}, ["Large bus"]),
        ({"seats": "many"}, ["Large bus", "Van"]),
        ({"retired": "y"}, ["Old van"]),
        ({"words": "9999"}, []),
    ],
)
def test_the_list_shows_what_is_asked_for(session, as_, wanted, found):
    a_vehicle(session)
    a_vehicle(session, "Van", "12가3456", seats=9)
    actions.retire(session, a_vehicle(session, "Old van", "34나5678"), retired=True)
    page = as_("viewer").page("resources.vehicles", **wanted)
    assert page.all("tbody th a") == found
    assert page.has(".empty") == (not found)


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_of_many_costs_what_a_list_of_one_costs(session, as_, queries_of, many):
    driver = a_person(session, "Driver", skills=(Skill.DRIVES.value,))
    for number in range(many):
        a_vehicle(session, f"Bus {number:02}", f"12가{number:04}", driver_id=driver.id)
    browser = as_("viewer")
    browser.page("resources.vehicles")
    assert queries_of(lambda: browser.page("resources.vehicles")) == 2


def test_a_driver_who_no_longer_drives_stays_a_choice_of_the_vehicle(session, as_):
    driver = a_person(session, "Driver", skills=(Skill.ESCORTS.value,))
    vehicle = a_vehicle(session, driver_id=driver.id)
    page = as_("coordinator").page("resources.edit_vehicle", number=vehicle.id)
    assert page.one("[name=driver_id] [selected]")["value"] == str(driver.id)
    new = as_("coordinator").page("resources.add_vehicle")
    assert new.all("[name=driver_id] option") == ["No driver of ours"]


def test_a_vehicle_in_the_workshop_is_noted_and_taken_back(session, as_):
    vehicle = a_vehicle(session)
    page = as_("coordinator").page("resources.vehicle_absent", number=vehicle.id)
    shown = page.submit(first="2099-12-01", reason="Workshop").follow()
    assert "Tue, Dec 1, 2099 · Workshop" in shown.text
    shown.submit('form[action*="/away/"]')
    session.expire_all()
    assert queries.absences_of(session, vehicle, since=wall("0:00")) == []


def test_a_vehicle_is_taken_out_of_service_and_back(session, as_):
    vehicle = a_vehicle(session)
    page = as_("coordinator").page("resources.vehicle", number=vehicle.id)
    out = page.submit('form[action$="/retire"]').follow()
    assert out.has(".callout-warning")
    assert queries.all_vehicles(session) == []
    assert not out.submit('form[action$="/retire"]').follow().has(".callout-warning")


def test_a_vehicle_of_a_stop_is_not_deleted(session, as_):
    vehicle = a_vehicle(session)
    stop = a_stop(session, an_itinerary(session), day=TUESDAY, move=None)
    stop.assignments = [Assignment(role=Service.DRIVES, vehicle_id=vehicle.id)]
    session.flush()
    with pytest.raises(InUse) as refused:
        actions.delete_vehicle(session, vehicle)
    assert refused.value.users == [("stop", 1)]
    page = as_("coordinator").page("resources.delete_vehicle", number=vehicle.id)
    assert page.all(".callout li") == ["Stops: 1"]
    assert not page.has("main form")


def test_a_vehicle_nobody_needs_is_deleted(session, as_):
    vehicle = a_vehicle(session)
    as_("coordinator").page("resources.delete_vehicle", number=vehicle.id).submit()
    assert session.scalars(select(Vehicle)).all() == []


def test_a_viewer_changes_nothing(session, as_):
    vehicle = a_vehicle(session)
    browser = as_("viewer")
    assert not browser.page("resources.vehicle", number=vehicle.id).has("main form, main .button")
    browser.page("resources.edit_vehicle", number=vehicle.id, status=403)
    browser.page("resources.vehicle", number=vehicle.id + 1, status=404)
