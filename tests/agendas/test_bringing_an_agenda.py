"""An officer brings an agenda: a file or a pasted table, answers, and stops in one gesture."""

import io
from datetime import datetime, time

import pytest
from sqlalchemy import select

from tests.agendas.cast import FILES, a_csv
from tests.factories import AT, TUESDAY, a_delegation, a_person, a_site, an_itinerary, wall
from tests.kit.books import a_book
from visits.agendas.actions import remember, take_over
from visits.agendas.models import PlaceName
from visits.agendas.rules import Item
from visits.conflicts.rules import StopKind, StopStatus
from visits.itineraries import actions
from visits.itineraries.models import Itinerary, Step, Stop
from visits.kit.clock import now
from visits.kit.translated import Translated

HEADER = ["Date", "Time", "What", "Where", "Who"]
DAY = "Tue 3 March 2099"


@pytest.fixture
def officer(as_):
    return as_("coordinator")


@pytest.fixture
def delegation(session):
    return a_delegation(session)


@pytest.fixture
def archives(session):
    return a_site(session, "Presidential Archives", slug="archives-of-presidents")


def bring(officer, delegation, *rows, **typed):
    page = officer.page("agendas.bring", code=delegation.code)
    if rows:
        typed = {"table": (io.BytesIO(a_csv(HEADER, *rows)), "agenda.csv")}
    return page.submit(status=200, **typed)


def stops(session):
    return list(session.scalars(select(Stop).order_by(Stop.starts)))


def test_rows_become_ideas_in_one_step_that_can_be_undone(
    session, officer, delegation, archives, people
):
    page = bring(
        officer,
        delegation,
        [DAY, "9.30", "Welcome\n- photo", "A café", "Ms Lee"],
        ["", "14h00 – 15h30", "Visit", "Presidential archives", ""],
    )
    assert page.all(".figure-value") == ["2", "0", "1", "0"]
    assert stops(session) == []
    shown = page.submit(take="1", status=302).follow()
    assert shown.all(".flashes .callout") == [
        "2 stops were added as ideas. On the board this can be undone in one step."
    ]
    first, second = stops(session)
    assert (first.starts, first.ends) == (wall("9:30"), wall("10:30"))
    assert (first.title, first.place) == (Translated(en="Welcome"), Translated(en="A café"))
    assert (first.public_note, first.internal_note) == (Translated(en="photo"), "Ms Lee")
    assert (second.site_id, second.kind, second.status) == (
        archives.id,
        StopKind.SITE_VISIT,
        StopStatus.IDEA,
    )
    assert (second.starts, second.ends) == (wall("14:00"), wall("15:30"))
    assert len(session.scalars(select(Step)).all()) == 1
    itinerary = session.scalars(select(Itinerary)).one()
    actions.undo(session, itinerary, by=people["coordinator"], at=now())
    session.commit()
    assert stops(session) == []


def test_a_pasted_table_is_read_as_well(session, officer, delegation):
    pasted = f"Date\tTime\tWhat\n{DAY}\t오후 2시\tTalks\n"
    page = bring(officer, delegation, pasted=pasted)
    page.submit(take="1", status=302)
    assert [stop.starts for stop in stops(session)] == [wall("14:00")]


def test_questions_are_answered_and_what_is_open_stays_out(session, officer, delegation, archives):
    page = bring(
        officer,
        delegation,
        ["Wed 3 March 2099", "10:00", "A contradiction", "", ""],
        [DAY, "2:00", "Talks", "", ""],
        ["", "16:00", "Tour", "Presidential Archive", ""],
        ["", "TBC", "Dinner", "", ""],
    )
    assert page.all("#asked ~ .list h3") == [
        "Row 2 · A contradiction",
        "Row 3 · Talks",
        "Row 4 · Tour",
        "Row 5 · Dinner",
    ]
    assert page.all("#asked ~ .list .error") == [
        "“Wed 3 March 2099”: this date is a Tuesday. Which day is meant?",
        "“2:00”: before noon or after noon?",
        "Is “Presidential Archive” one of our sites?",
        "“TBC” is not a time. When does this begin and end?",
    ]
    answers = {
        "answer-2-day": "2099-03-04",
        "answer-3-time": "14:00",
        "answer-4-site": "archives-of-presidents",
    }
    again = page.submit(check="1", status=200, **answers)
    assert again.all(".figure-value") == ["3", "1", "0", "0"]
    shown = again.submit(take="1", status=302).follow()
    assert shown.all(".flashes .callout")[1] == (
        "1 row was left out, because a question about it is open."
    )
    assert [(stop.title["en"], stop.starts) for stop in stops(session)] == [
        ("Talks", wall("14:00")),
        ("Tour", wall("16:00")),
        ("A contradiction", wall("10:00", TUESDAY.replace(day=4))),
    ]
    assert session.get(PlaceName, "presidentialarchive").site_id == archives.id


def test_words_without_end_for_a_place_are_not_kept(session, archives):
    remember(session, {"a" * 200: archives.id, "a" * 201: archives.id}, by="Kim", at=AT)
    assert session.scalars(select(PlaceName.key)).all() == ["a" * 200]


def test_the_same_words_for_a_place_are_not_asked_again(session, officer, delegation, archives):
    row = [DAY, "16:00", "Tour", "Presidential Archive", ""]
    page = bring(officer, delegation, row)
    page.submit(check="1", status=200, **{"answer-2-site": "archives-of-presidents"}).submit(
        take="1", status=302
    )
    again = bring(officer, delegation, [DAY, "17:00", *row[2:]])
    assert again.all(".figure-value") == ["1", "0", "0", "0"]


def test_any_row_can_be_changed_left_out_and_put_back(session, officer, delegation):
    page = bring(
        officer, delegation, [DAY, "10:00", "Talks", "", ""], ["", "11:00", "Tour", "", ""]
    )
    changed = page.submit(
        check="1", status=200, **{"cell-2-time": "10:15–10:45", "cell-3-read_as": "left"}
    )
    assert changed.all(".figure-value") == ["1", "0", "0", "0"]
    put_back = changed.submit(check="1", status=200, **{"cell-3-read_as": ""})
    assert put_back.all(".figure-value") == ["2", "0", "0", "0"]
    put_back.submit(take="1", status=302)
    assert [(stop.starts, stop.ends) for stop in stops(session)] == [
        (wall("10:15"), wall("10:45")),
        (wall("11:00"), wall("12:00")),
    ]


def test_the_same_agenda_again_doubles_nothing(session, officer, delegation):
    rows = [DAY, "10:00", "Talks", "", ""], ["", "11:00", "Tour", "", ""]
    bring(officer, delegation, *rows).submit(take="1", status=302)
    again = bring(officer, delegation, *rows, ["", "12:00", "Lunch", "", ""])
    assert again.all(".figure-value") == ["1", "0", "0", "2"]
    again.submit(take="1", status=302)
    assert [stop.title["en"] for stop in stops(session)] == ["Talks", "Tour", "Lunch"]


def test_another_column_and_another_sheet_can_be_chosen(officer, delegation):
    book = a_book(
        [HEADER, [DAY, "10:00", "Talks", "", ""], [DAY, "11:00", "Tour", "", ""]],
        title="First",
        Second=[["When", "Stuff"], ["10:00", "One"]],
    )
    page = bring(officer, delegation, table=(io.BytesIO(book), "agenda.xlsx"))
    assert page.all(".figure-value")[0] == "2"
    other = page.submit(check="1", status=200, sheet="1")
    assert other.all("main li strong") == ["10:00–11:00 · One"]
    chosen = page.submit(check="1", status=200, **{"column-2": "note", "column-3": "title"})
    assert chosen.all(".figure-value")[0] == "0"


def test_without_anything_to_read_it_says_so(officer, delegation):
    page = officer.page("agendas.bring", code=delegation.code)
    assert page.submit(status=422).errors == {"table": ["Choose a file, or paste a table."]}
    pdf = (io.BytesIO(b"%PDF-1.7"), "agenda.pdf")
    assert page.submit(status=422, table=pdf).errors == {
        "table": ["This is no table. Choose a file in the format XLSX or CSV."]
    }


def test_a_preview_that_nobody_signed_is_not_taken(officer, delegation):
    page = bring(officer, delegation, [DAY, "10:00", "Talks", "", ""])
    sent = page.submit(take="1", state="forged", status=302)
    assert sent.follow().all(".flashes .callout") == [
        "This preview has expired. Please choose the file again."
    ]


def test_what_there_would_be_to_check_is_shown_before_anything_is_saved(
    session, officer, delegation, archives
):
    archives.min_group = 20
    page = bring(officer, delegation, [DAY, "12:10–13:10", "견학", "Presidential Archives", ""])
    assert page.all("main li .finding strong") == ["Group too small", "Translation missing"]
    assert stops(session) == []


def test_a_viewer_brings_nothing(as_, delegation):
    as_("viewer").page("agendas.bring", code=delegation.code, status=403)


def test_a_hard_agenda_opens_on_the_page(session, officer):
    delegation = a_delegation(session)
    file = (io.BytesIO((FILES / "to_be_asked.csv").read_bytes()), "agenda.csv")
    page = bring(officer, delegation, table=file)
    assert page.one("h1").text == "Check the programme before it is added"


def test_who_is_one_of_our_people_attends_and_others_stay_in_the_note(session):
    itinerary = an_itinerary(session)
    guide, twin, other = (a_person(session, name) for name in ("Bae Jisu", "Kim Min", "Kim Min"))
    day = datetime.combine(TUESDAY, time(10))
    items = [
        Item(
            number=n,
            title="Tour",
            day=day.date(),
            starts=day.replace(hour=10 + n),
            ends=day.replace(hour=11 + n),
            kind=StopKind.MEETING,
            who=who,
        )
        for n, who in enumerate(("bae jisu, Ms Lee", "Bae Jisu", "Kim Min", "Dean (TBC)"))
    ]
    stops = take_over(session, itinerary, items, at=AT, by=None)
    told = [([one.person_id for one in stop.assignments], stop.internal_note) for stop in stops]
    assert told == [
        ([guide.id], "Ms Lee"),
        ([guide.id], ""),
        ([], "Kim Min"),
        ([], "Dean (TBC)"),
    ]
    assert twin.name == other.name
