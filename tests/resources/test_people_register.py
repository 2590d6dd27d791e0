"""The register of our people as the office uses it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.factories import TUESDAY, a_stop, a_user, an_interpreter, an_itinerary, wall
from visits.access.rules import Role
from visits.app import LISTENERS
from visits.audit.models import AuditEntry
from visits.conflicts.rules import Role as Service
from visits.conflicts.rules import StopStatus
from visits.itineraries.models import Assignment
from visits.kit.errors import InUse, NotThere, Refused
from visits.kit.translated import Translated
from visits.resources import actions, queries
from visits.resources.events import ResourceChanged
from visits.resources.models import Person, Unavailability
from visits.resources.rules import InterpretingMode, Proficiency, Skill

MAYOR = {
    "name-ko": "최민호",
    "name-en": "Choi Minho",
    "position-ko": "시장",
    "skills": ["receives"],
    "rank_order": "1",
    "diary_office": "비서실",
    "email": "Mayor@Example.org",
    "phone": "044-300-0001",
}


def a_person(session, name="Kang Sua", *skills: Skill, **facts) -> Person:
    given = {
        "name": Translated(en=name),
        "skills": tuple(s.value for s in skills or [Skill.ESCORTS]),
    }
    person = actions.add_person(session, {**given, **facts})
    session.commit()
    return person


def a_pair(first="ko", second="ar", mode=InterpretingMode.CONSECUTIVE) -> dict[str, object]:
    return {"first": first, "second": second, "mode": mode, "level": Proficiency.FLUENT}


@pytest.fixture
def told(session, monkeypatch) -> list[ResourceChanged]:
    """What the session heard of."""
    heard: list[ResourceChanged] = []
    listeners = {**LISTENERS, ResourceChanged: [lambda _, notice: heard.append(notice)]}
    monkeypatch.setitem(session.info, "listeners", listeners)
    return heard


def test_a_coordinator_adds_a_receiving_official(session, as_):
    page = as_("coordinator").page("resources.add_person").submit(**MAYOR).follow()
    assert page.h1 == "Choi Minho"
    person = session.scalars(select(Person)).one()
    assert (person.rank_order, person.skills) == (1, ("receives",))
    assert (person.email, person.phone) == ("mayor@example.org", "+82443000001")
    assert "+82 44-300-0001" in page.text


def test_what_was_typed_stays_when_something_is_wrong(session, as_):
    page = as_("coordinator").page("resources.add_person")
    typed = {"skills": [], "phone": "call me", "email": "nobody", "rank_order": "0"}
    back = page.submit(status=422, **{**MAYOR, **typed})
    assert back.errors == {
        "email": ["Enter an e-mail address such as name@example.org."],
        "phone": ["This is no telephone number. Begin with + and the country code."],
        "rank_order": ["Number must be between 1 and 100."],
        "skills": ["This field is required."],
    }
    assert back.one("[name=phone]")["value"] == "call me"
    assert session.scalars(select(Person)).all() == []


def test_officials_come_by_rank_and_all_others_by_name(session, as_):
    a_person(session, "Baek", Skill.ESCORTS)
    a_person(session, "Vice mayor", Skill.RECEIVES, rank_order=2)
    a_person(session, "An", Skill.DRIVES)
    a_person(session, "Mayor", Skill.RECEIVES, rank_order=1)
    page = as_("viewer").page("resources.people")
    assert page.all("tbody th a") == ["Mayor", "Vice mayor", "An", "Baek"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "amal"}, ["Amal Haddad"]),
        ({"words": "interna"}, ["Kang Sua"]),
        ({"skill": "interprets"}, ["Amal Haddad"]),
        ({"skill": "drives"}, []),
        ({"language": "ar"}, ["Amal Haddad"]),
        ({"language": "fr"}, []),
        ({"retired": "y"}, ["Old Hand"]),
        ({"skill": "nothing"}, ["Amal Haddad", "Kang Sua"]),
    ],
)
def test_the_list_shows_who_is_asked_for(session, as_, wanted, found):
    actions.interpret(session, a_person(session, "Amal Haddad"), [a_pair()])
    a_person(session, "Kang Sua", department="International Relations")
    actions.retire(session, a_person(session, "Old Hand"), retired=True)
    page = as_("viewer").page("resources.people", **wanted)
    assert page.all("tbody th a") == found
    assert page.has(".empty") == (not found)


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_of_many_costs_what_a_list_of_one_costs(session, as_, queries_of, many):
    for number in range(many):
        actions.interpret(session, a_person(session, f"Person {number:02}"), [a_pair()])
    browser = as_("viewer")
    browser.page("resources.people")
    assert queries_of(lambda: browser.page("resources.people")) == 3


@pytest.mark.parametrize(
    ("who", "sees"), [("viewer", False), ("approver", True), ("coordinator", True)]
)
def test_a_viewer_does_not_see_phones(session, as_, who, sees):
    person = a_person(session, phone="+82443000001", email="kang@example.org")
    page = as_(who).page("resources.person", number=person.id)
    assert ("+82 44-300-0001" in page.text) == sees
    assert "kang@example.org" in page.text


def test_language_pairs_are_added_row_by_row(session, as_):
    person = a_person(session)
    page = as_("coordinator").page("resources.pairs", number=person.id)
    page = page.submit(status=200, add="pairs")
    typed = {"pairs-0-first": "ko", "pairs-0-second": "ar", "pairs-0-mode": "simultaneous"}
    shown = page.submit(**typed).follow()
    assert shown.all("[aria-labelledby=pairs] li") == ["Korean ↔ Arabic · Simultaneous · Fluent"]
    session.expire_all()
    pair = queries.the_person(session, person.id).pairs[0]
    assert (pair.first, pair.second, pair.mode) == ("ko", "ar", InterpretingMode.SIMULTANEOUS)
    again = as_("coordinator").page("resources.pairs", number=person.id)
    assert again.one("[name=pairs-0-mode] [selected]")["value"] == "simultaneous"


def test_whoever_has_a_pair_interprets(session, told):
    person = a_person(session)
    actions.interpret(session, person, [a_pair()])
    assert person.skills == ("escorts", "interprets")
    assert told == [ResourceChanged("person", person.id)]


@pytest.mark.parametrize(
    ("second_row", "error"),
    [
        (("ar", "ko", "consecutive"), "This pair is named above already."),
        (("ko", "ko", "consecutive"), "Choose two different languages."),
    ],
)
def test_a_pair_is_two_languages_and_named_once(session, as_, second_row, error):
    person = a_person(session)
    actions.interpret(session, person, [a_pair()])
    page = as_("coordinator").page("resources.pairs", number=person.id)
    page = page.submit(status=200, add="pairs")
    names = ("pairs-1-first", "pairs-1-second", "pairs-1-mode")
    back = page.submit(status=422, **dict(zip(names, second_row, strict=True)))
    assert back.errors == {"pairs-1-second": [error]}


def test_an_absence_of_whole_days_holds_its_last_day(session, as_):
    person = a_person(session)
    page = as_("coordinator").page("resources.person_absent", number=person.id)
    shown = page.submit(first="2099-12-01", last="2099-12-08", reason="Leave").follow()
    absence = session.scalars(select(Unavailability)).one()
    assert absence.starts == datetime(2099, 11, 30, 15, 0, tzinfo=UTC)
    assert absence.ends == datetime(2099, 12, 8, 15, 0, tzinfo=UTC)
    assert "Tue, Dec 1 – Tue, Dec 8, 2099 · Leave" in shown.text


def test_an_absence_of_hours_is_of_that_day(session, as_):
    person = a_person(session)
    page = as_("coordinator").page("resources.person_absent", number=person.id)
    page.submit(first="2099-12-01", opens="9", closes="12:30")
    absence = session.scalars(select(Unavailability)).one()
    assert (absence.starts.hour, absence.ends.hour, absence.ends.minute) == (0, 3, 30)


def test_an_absence_ends_after_it_begins(as_, session):
    person = a_person(session)
    page = as_("coordinator").page("resources.person_absent", number=person.id)
    back = page.submit(status=422, first="2099-12-02", last="2099-12-01")
    assert back.errors == {"last": ["The end lies before the start."]}
    at = wall("10:00")
    with pytest.raises(Refused, match="ends_before_start"):
        actions.note_absence(session, person, starts=at, ends=at, reason="")


def test_an_absence_is_told_shown_until_it_is_over_and_taken_back(session, as_, told):
    person = a_person(session)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    actions.note_absence(
        session, person, starts=long_ago, ends=long_ago.replace(day=2), reason="Past"
    )
    span = {"starts": wall("9:00"), "ends": wall("12:00")}
    actions.note_absence(session, person, **span, reason="Dentist")
    assert told == [ResourceChanged("person", person.id)] * 2
    session.commit()
    page = as_("coordinator").page("resources.person", number=person.id)
    assert len(page.all("[aria-labelledby=absences] li")) == 1
    assert "Dentist" not in as_("viewer").page("resources.person", number=person.id).text
    page.submit('form[action*="/away/"]')
    session.expire_all()
    assert queries.absences_of(session, person, since=wall("0:00")) == []


def test_an_absence_of_another_is_not_there(session):
    person, other = a_person(session), a_person(session, "Other")
    span = {"starts": wall("9:00"), "ends": wall("12:00"), "reason": ""}
    absence = actions.note_absence(session, other, **span)
    with pytest.raises(NotThere):
        queries.the_absence(session, person, absence.id)


def test_a_form_opened_before_a_pair_was_added_is_stale(session, as_):
    person = a_person(session)
    mine = as_("coordinator").page("resources.edit_person", number=person.id)
    actions.interpret(session, person, [a_pair()])
    session.commit()
    assert "escorts" in mine.text.lower()
    mine.submit(status=409, department="Protocol")


def test_an_account_belongs_to_one_person(session, as_):
    free, taken = a_user(session, Role.INTERPRETER), a_user(session, Role.INTERPRETER)
    person = a_person(session, user_id=taken.id)
    session.commit()
    new = as_("coordinator").page("resources.add_person")
    offered = [str(o["value"]) for o in new.soup.select("[name=user_id] option")]
    assert (str(free.id) in offered, str(taken.id) in offered) == (True, False)
    own = as_("coordinator").page("resources.edit_person", number=person.id)
    assert own.one("[name=user_id] [selected]")["value"] == str(taken.id)


def test_a_person_on_whom_a_stop_counts_is_not_deleted(session, as_):
    person = an_interpreter(session)
    stop = a_stop(session, an_itinerary(session), day=TUESDAY, move=None)
    stop.assignments = [Assignment(role=Service.INTERPRETS, person_id=person.id)]
    session.commit()
    page = as_("coordinator").page("resources.delete_person", number=person.id)
    assert page.all(".callout li") == ["Stops: 1"]
    assert not page.has("main form")


def test_a_person_who_drives_a_vehicle_is_not_deleted(session):
    driver = a_person(session, "Driver", Skill.DRIVES)
    facts = {"name": Translated(en="Bus"), "plate": "12가3456", "seats": 45}
    actions.add_vehicle(session, {**facts, "driver_id": driver.id})
    with pytest.raises(InUse) as refused:
        actions.delete_person(session, driver)
    assert refused.value.users == [("vehicle", 1)]


def test_a_person_nobody_needs_is_deleted_with_pairs_and_absences(session, as_):
    person = a_person(session)
    actions.interpret(session, person, [a_pair()])
    actions.note_absence(session, person, starts=wall("9:00"), ends=wall("12:00"), reason="Leave")
    session.commit()
    as_("coordinator").page("resources.delete_person", number=person.id).submit()
    assert session.scalars(select(Person)).all() == []
    assert session.scalars(select(Unavailability)).all() == []


def test_the_log_says_that_a_phone_changed_but_not_what_it_was(session, as_):
    person = a_person(session, phone="+82443000001")
    page = as_("coordinator").page("resources.edit_person", number=person.id)
    page.submit(phone="044-300-0002", department="Protocol")
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.changes["department"] == ["", "Protocol"]
    assert entry.changes["phone"] == ["•••", "•••"]


def test_a_viewer_changes_nothing(session, as_):
    person = a_person(session)
    browser = as_("viewer")
    page = browser.page("resources.person", number=person.id)
    assert not page.has("main form, main .button")
    browser.page("resources.pairs", number=person.id, status=403)
    browser.page("resources.person", number=person.id + 1, status=404)


# -- where they will serve -------------------------------------------------------------------------


def test_the_page_shows_coming_assignments_with_what_is_done_there(session, as_):
    itinerary = an_itinerary(session)
    person = an_interpreter(session)
    stop = a_stop(session, itinerary)
    over = a_stop(session, itinerary, day=TUESDAY - timedelta(days=40_000), move=None)
    cancelled = a_stop(session, itinerary, "13:00", "14:00")
    for one in (stop, over, cancelled):
        one.assignments.append(Assignment(role=Service.INTERPRETS, person_id=person.id))
    stop.assignments.append(Assignment(role=Service.ESCORTS, person_id=person.id))
    cancelled.status = StopStatus.CANCELLED
    page = as_("viewer").page("resources.person", number=person.id)
    assert page.all("[aria-labelledby=duties] li a") == ["A visit"]
    assert page.all("[aria-labelledby=duties] li p") == [
        f"Tue, Mar 3, 2099 10:00 · Interprets, Escorts · {itinerary.delegation.title.to('en')}"
    ]


def test_whoever_drives_a_vehicle_serves_where_it_goes(session, as_):
    driver = a_person(session, "Driver", Skill.DRIVES)
    facts = {"name": Translated(en="Bus"), "plate": "12가3456", "seats": 45}
    vehicle = actions.add_vehicle(session, {**facts, "driver_id": driver.id})
    stop = a_stop(session, an_itinerary(session))
    stop.assignments.append(Assignment(role=Service.DRIVES, vehicle_id=vehicle.id))
    page = as_("viewer").page("resources.person", number=driver.id)
    assert len(page.all("[aria-labelledby=duties] li")) == 1


def test_assignments_come_in_pages_at_a_constant_cost(session, as_, queries_of):
    person = an_interpreter(session)
    itinerary = an_itinerary(session)
    browser = as_("viewer")
    costs = []
    for _ in range(2):
        for n in range(14):
            first = TUESDAY + timedelta(days=len(itinerary.stops) + n)
            stop = a_stop(session, itinerary, day=first, move=None)
            stop.assignments.append(Assignment(role=Service.INTERPRETS, person_id=person.id))
        session.commit()
        costs.append(queries_of(lambda: browser.page("resources.person", number=person.id)))
    page = browser.page("resources.person", number=person.id)
    assert len(page.all("[aria-labelledby=duties] li")) == 25
    assert len(page.click("Next").all("[aria-labelledby=duties] li")) == 3
    assert costs[0] == costs[1] <= 15
