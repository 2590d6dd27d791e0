"""The log as a page: newest first, narrowed, worded."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import a_contact, a_person, a_site, a_stop, a_vehicle, an_itinerary
from tests.organisations.cast import a_body
from tests.people import People
from visits.access.models import User
from visits.access.rules import Role
from visits.audit.models import AuditEntry
from visits.hosting.models import HostRequest
from visits.sites.rules import ContactChannel

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def entry(label: str = "ABC", **more: object) -> AuditEntry:
    given: dict[str, object] = {
        "at": AT,
        "actor_kind": "user",
        "actor_id": "1",
        "actor_label": "Kim Haneul",
        "action": "changed",
        "subject_kind": "Site",
        "subject_id": "7",
        "subject_label": label,
        "changes": {"max_group": [20, 25]},
    }
    return AuditEntry(**{**given, **more})


@pytest.fixture
def reader(as_, session: Session, people: People):
    """The coordinator's browser over a log that holds nothing yet."""
    browser = as_("coordinator")
    for row in session.scalars(select(AuditEntry)):
        session.delete(row)
    session.commit()
    return browser


def rows(page) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")][:4]
        for row in page.soup.select("tbody tr")
    ]


def changes(page) -> list[tuple[str, str]]:
    return list(zip(page.all("details dt"), page.all("details dd"), strict=True))


def test_an_entry_says_when_who_what_and_which(reader, session: Session):
    session.add(entry())
    page = reader.page("audit.index")
    assert rows(page) == [["Mon, Mar 2, 2026 10:30", "Kim Haneul", "Changed", "Site ABC History"]]
    assert changes(page) == [("Largest group per round", "20 becomes 25")]
    assert page.all("summary")[-1] == "Largest group per round"


def test_the_newest_stands_first_in_pages_of_25(reader, session: Session):
    session.add_all(entry(f"N{n}", subject_id=str(n)) for n in range(30))
    first = reader.page("audit.index")
    assert [row[3] for row in rows(first)][:2] == ["Site N29 History", "Site N28 History"]
    second = first.click("Next")
    assert [row[3] for row in rows(second)] == [f"Site N{n} History" for n in (4, 3, 2, 1, 0)]
    assert rows(second.click("Previous")) == rows(first)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, ["E", "D", "C", "B", "A"]),
        ({"words": "a"}, ["A"]),
        ({"kind": "User"}, ["B"]),
        ({"kind": "Site", "id": "9"}, ["C"]),
        ({"id": "9"}, ["E", "D", "C", "B", "A"]),
        ({"action": "deleted"}, ["D"]),
        ({"actor": "user:1"}, ["E", "D", "C", "B", "A"]),
        ({"since": "2026-03-03"}, ["E"]),
        ({"until": "2026-03-02"}, ["D", "C", "B", "A"]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, ["D", "C", "B", "A"]),
        ({"since": "no day"}, ["E", "D", "C", "B", "A"]),
        ({"kind": "no kind"}, []),
    ],
)
def test_the_log_can_be_narrowed(reader, session: Session, typed, found):
    session.add_all(
        [
            entry("A"),
            entry("B", subject_kind="User"),
            entry("C", subject_id="9"),
            entry("D", action="deleted"),
            entry("E", at=AT + timedelta(hours=13, minutes=30)),
        ]
    )
    page = reader.page("audit.index", **typed)
    assert [row[3].split()[1] for row in rows(page)] == found
    assert page.has(".empty") is (found == [])


def test_a_day_begins_at_midnight_in_the_city(reader, session: Session):
    """15:00 in UTC is midnight in Seoul."""
    session.add_all(
        [
            entry("before", at=datetime(2026, 3, 1, 14, 59, tzinfo=UTC)),
            entry("after", at=datetime(2026, 3, 1, 15, 0, tzinfo=UTC)),
        ]
    )
    page = reader.page("audit.index", since="2026-03-02")
    assert [row[3] for row in rows(page)] == ["Site after History"]


def test_the_history_of_one_record(reader, session: Session):
    session.add_all([entry(), entry("Other", subject_id="8")])
    page = reader.page("audit.index", kind="Site", id=7)
    assert page.one(".lead bdi").get_text() == "Site: ABC"
    assert rows(page) == [["Mon, Mar 2, 2026 10:30", "Kim Haneul", "Changed", "Site ABC"]]
    assert len(rows(page.click("All records of this kind"))) == 2


@pytest.mark.parametrize(
    ("actor", "label", "said"),
    [
        ("user", "Kim Haneul", "Kim Haneul"),
        ("link", "Riyadh Municipality", "by link: Riyadh Municipality"),
        ("link", "", "by link"),
        ("command", "", "command line"),
        ("worker", "", "automatic"),
        ("worker", "send-mail", "automatic"),
    ],
)
def test_the_actor_is_named(reader, session: Session, actor: str, label: str, said: str):
    session.add(entry(actor_kind=actor, actor_label=label))
    assert rows(reader.page("audit.index"))[0][1] == said


@pytest.mark.parametrize(
    ("subject", "change", "said"),
    [
        ("Site", {"name": [{"en": "Old"}, {"en": "New", "ko": "새"}]},
         [("Name (Korean)", "— becomes 새"), ("Name (English)", "Old becomes New")]),
        ("Site", {"is_public": [False, True]}, [("In the public catalogue", "No becomes Yes")]),
        ("User", {"role": ["viewer", "coordinator"]}, [("Role", "Viewer becomes Coordinator")]),
        ("User", {"role": ["viewer", "emperor"]}, [("Role", "Viewer becomes emperor")]),
        ("User", {"phone": ["•••", "•••"]},
         [("Telephone", "Changed; values of this kind are not kept.")]),
        ("Stop", {"starts": ["2026-03-02 01:00:00+00:00", "2026-03-02 02:30:00+00:00"]},
         [("Starts", "Mon, Mar 2, 2026 10:00 becomes Mon, Mar 2, 2026 11:30")]),
        ("Delegation", {"starts_on": ["2026-03-02", None]}, [("First day", "Mon, Mar 2, 2026 becomes —")]),
        ("Delegation", {"languages": [["ar"], ["ar", "en"]]},
         [("Languages", "Arabic becomes Arabic, English")]),
        ("Delegation", {"lead_id": [None, 1]}, [("Lead officer", "— becomes Kim Haneul")]),
        ("Delegation", {"lead_id": [1, 999]}, [("Lead officer", "Kim Haneul becomes 999")]),
        ("Site", {"max_group": [None, 0]}, [("Largest group per round", "— becomes 0")]),
        ("Thing", {"never_heard_of": [1, 2]}, [("Never heard of", "1 becomes 2")]),
        ("Site", {"notes": ["a", "<b>&"]}, [("Notes", "a becomes <b>&")]),
    ],
)  # fmt: skip
def test_values_are_said_in_words(reader, session: Session, subject: str, change, said):
    session.add(entry(subject_kind=subject, changes=change))
    assert changes(reader.page("audit.index")) == said


@pytest.mark.parametrize(
    ("action", "change", "said"),
    [
        ("created", {"name": [None, "ABC"]}, "ABC"),
        ("deleted", {"name": ["ABC", None]}, "ABC"),
        ("released", {"number": 2}, "2"),
    ],
)
def test_what_is_no_change_stands_alone(reader, session: Session, action, change, said):
    session.add(entry(action=action, changes=change))
    assert [value for _, value in changes(reader.page("audit.index"))] == [said]


def test_a_record_leads_to_its_page(reader, session: Session, people: People):
    session.add(entry("Choi", subject_kind="User", subject_id=str(people["viewer"].id)))
    page = reader.page("audit.index", words="Choi")
    assert "Choi" in rows(page)[0][3]


def test_the_number_of_queries_does_not_grow(reader, session: Session, queries_of):
    session.add(User(email="b@example.org", name="B", role=Role.HOST, created_at=AT))
    session.add_all(
        entry(f"N{n}", subject_kind="Delegation", changes={"lead_id": [1, 2]}) for n in range(3)
    )
    session.commit()
    few = queries_of(lambda: reader.page("audit.index"))
    session.add_all(
        entry(f"M{n}", subject_kind="Delegation", changes={"lead_id": [1, 2]}) for n in range(30)
    )
    session.commit()
    assert queries_of(lambda: reader.page("audit.index")) == few
    assert few <= 15


@pytest.mark.parametrize("who", ["viewer", "host", "interpreter"])
def test_nobody_else_reads_it(as_, who: str):
    as_(who).page("audit.index", status=403)


def test_in_arabic_it_reads_from_the_right(people: People, reader, session: Session):
    people["coordinator"].language = "ar"
    session.add(entry())
    page = reader.page("audit.index")
    assert page.one("html")["dir"] == "rtl"


def test_people_vehicles_and_organisations_are_named_and_lead_to_their_pages(reader, session):
    person, vehicle = a_person(session, "Kang Sua"), a_vehicle(session, plate="12가3456")
    body = a_body(session)
    session.add_all(
        entry("", subject_kind=kind, subject_id=str(row.id), changes={"note": ["", "x"]})
        for kind, row in (("Person", person), ("Vehicle", vehicle), ("Organisation", body))
    )
    session.add(entry("", subject_kind="Assignment", changes={"person_id": [None, person.id]}))
    page = reader.page("audit.index")
    assert changes(page)[0] == ("Person", "— becomes Kang Sua")
    assert {a["href"] for a in page.soup.select("tbody td a")} >= {
        f"/office/resources/people/{person.id}",
        f"/office/resources/vehicles/{vehicle.id}",
        f"/office/organisations/{body.id}",
    }


def test_what_the_log_keeps_by_a_machine_name_is_called_as_people_call_it(reader, session):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session, "Arboretum"))
    delegation = itinerary.delegation
    called = f"{delegation.code} {delegation.title.to('en')}"
    asked = HostRequest(
        stop=stop,
        contact=a_contact(session, stop.site),
        channel=ContactChannel.MAIL,
        asked_at=AT,
        due_on=AT.date(),
        starts=stop.starts,
        ends=stop.ends,
        people=9,
    )
    session.add(asked)
    session.flush()
    for row in session.scalars(select(AuditEntry)):
        session.delete(row)
    for subject, number, label in (
        ("SecretLink", "0" * 32, f"guest · delegation {delegation.id}"),
        ("SecretLink", "1" * 32, "guest · delegation 999999"),
        ("Letter", "7", "itineraries.host_changed"),
        ("Itinerary", str(itinerary.id), ""),
        ("HostRequest", str(asked.id), stop.uid),
    ):
        session.add(entry(label, subject_kind=subject, subject_id=number))
    session.add(entry(subject_kind="Letter", changes={"kind": [None, "itineraries.host_changed"]}))
    page = reader.page("audit.index")
    assert changes(page)[0][1].endswith("Visits at a site")
    assert [row[3].removesuffix(" History") for row in rows(page)][1:] == [
        f"Request to a host {delegation.code} {stop.title.to('en')}",
        f"Itinerary {called}",
        "Letter Visits at a site",
        "Secret link Guests’ programme",
        f"Secret link Guests’ programme · {called}",
    ]


def test_records_are_named_in_the_language_of_the_reader(reader, session: Session):
    """What a row was called is kept in one language; while it is there, the row says the others."""
    site = a_site(session, "City Hall")
    session.flush()
    for row in session.scalars(select(AuditEntry)):
        session.delete(row)
    session.add(entry("시청", subject_id=str(site.id)))
    session.add(entry("옛 시청", subject_id=str(site.id + 1)))
    named = [row[3].removesuffix(" History") for row in rows(reader.page("audit.index"))]
    assert named == ["Site 옛 시청", "Site City Hall"]


def test_the_code_of_a_visit_finds_what_became_of_its_stops(session, as_):
    stop = a_stop(session, an_itinerary(session))
    other = a_stop(session, an_itinerary(session))
    session.commit()
    code = stop.itinerary.delegation.code
    page = as_("coordinator").page("audit.index", words=code)
    links = [one["href"] for one in page.soup.select("a[href*='kind=Stop']")]
    assert any(link.endswith(f"id={stop.id}") for link in links)
    assert not any(link.endswith(f"id={other.id}") for link in links)
