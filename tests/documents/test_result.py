"""The result report holds what was planned against what came of it, and says what is missing."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.documents.cast import a_visit, with_budget
from tests.factories import AT, TUESDAY, a_delegation, a_stop, added, an_itinerary, wall
from tests.kit.written import a_png
from visits.conflicts.rules import StopStatus
from visits.documents import result
from visits.documents.drafts import Reader
from visits.documents.marks import Marks
from visits.itineraries.models import Itinerary, Stop
from visits.kit.translated import Translated
from visits.outcomes.models import (
    FollowUp,
    Gift,
    Photo,
    PressLink,
    RecordLine,
    VisitRecord,
)
from visits.outcomes.rules import Clearance, GiftDirection, PointKind
from visits.papers import actions as papers
from visits.papers import storage
from visits.papers.pictures import SHOWN
from visits.papers.rules import Upload

PAGE = "documents.result_report"


@pytest.fixture
def visit(session):
    """One stop took place and was written down, the other was cancelled."""
    visit = a_visit(session)
    visit.countries[0].actual = 8
    call, tour = session.scalars(select(Stop).order_by(Stop.starts)).all()
    tour.status = StopStatus.CANCELLED
    record = VisitRecord(
        delegation_id=visit.id,
        stop_id=call.id,
        began_at=wall("10:05"),
        ended_at=wall("10:40"),
        discussion="- Traffic lights follow the buses\n- A second visit in autumn",
        decisions="The city sends its manual",
        written_at=AT,
    )
    record.lines = [
        RecordLine(
            kind=PointKind.QUESTION, position=0, text="How many lights?", answer="About 900."
        ),
        RecordLine(
            kind=PointKind.OPINION, position=1, agency="Control Centre", text="Worth a course"
        ),
    ]
    session.add(record)
    session.add_all(
        [
            FollowUp(
                delegation_id=visit.id,
                what="Send the manual",
                responsible_id=visit.lead_id,
                deadline=date(2099, 4, 1),
                created_at=AT,
            ),
            Gift(
                delegation_id=visit.id,
                direction=GiftDirection.RECEIVED,
                item="Coffee pot",
                counterpart="Head of delegation",
                dated_on=TUESDAY,
                value=120_000,
            ),
            PressLink(
                delegation_id=visit.id,
                title="Riyadh visits Sejong",
                outlet="Sejong Daily",
                published_on=TUESDAY,
                url="https://news.example.org/1",
            ),
        ]
    )
    with_budget(session, visit, Luncheon=(234_500, 200_000))
    session.flush()
    return visit


@pytest.fixture
def officer(as_):
    return as_("coordinator")


def text_of(page):
    return page.one("#plain-text").text


def a_photo(session, visit, clearance):
    photo = added(
        session,
        Photo(
            delegation_id=visit.id,
            caption=Translated(en=f"A photograph: {clearance}"),
            clearance=clearance,
            width=4,
            height=2,
            added_at=AT,
        ),
    )
    folder = storage.folder_of(session)
    kept = storage.keep(folder, Upload(SHOWN, "image/png", a_png()))
    papers.attach_to(session, ("photo", photo.id), [kept], by="User", at=AT)
    storage.belong(session, folder, [kept])
    return photo


def test_a_report_says_what_was_planned_and_what_came_of_it(visit, officer):
    said = text_of(officer.page(PAGE, code=visit.code))
    assert said.split("Version 1 · ")[0] == (
        "Result report on the visit: Delegation of Riyadh\n"
        "\n"
        "1. Overview\n"
        "  a. When: Tue, Mar 3 – Wed, Mar 4, 2099\n"
        "  b. Head of delegation: Noura Al-Harbi, Vice-minister\n"
        "  c. Level: Working level\n"
        "  d. Purpose: To learn how the city runs its traffic\n"
        "  e. Received by: Choi Minho, Mayor\n"
        "  f. People: planned 9 people, actual 8 people\n"
        "\n"
        "2. Programme, planned and actual\n"
        "  a. Stops planned: 2, of which cancelled: 1\n"
        "<Tue, Mar 3, 2099>\n"
        "Kind\tPlanned\tActual\tWhat\tWhere\n"
        "Courtesy call\t10:00–10:30\t10:05–10:40\tCourtesy call on the Mayor\tCity Hall\n"
        "Site visit\t14:00–15:00\tCancelled\tTour of the control centre\tControl Centre\n"
        "\n"
        "3. Discussion and decisions\n"
        "  a. Tue, Mar 3 10:00 Courtesy call on the Mayor\n"
        "    1) Discussion\n"
        "      a) Traffic lights follow the buses\n"
        "      b) A second visit in autumn\n"
        "    2) Questions and answers\n"
        "      a) How many lights?\n"
        "         → About 900.\n"
        "    3) Opinions\n"
        "      a) Control Centre: Worth a course\n"
        "    4) Decisions\n"
        "      a) The city sends its manual\n"
        "\n"
        "4. Follow-ups\n"
        "What was promised\tWho\tBy\tState\n"
        f"Send the manual\t{visit.lead.name}\tWed, Apr 1, 2099\tOpen\n"
        "\n"
        "5. Gifts\n"
        "Gift\tDirection\tFrom or to\tValue\tReport\n"
        "Coffee pot\tReceived\tHead of delegation\t120,000 won\tTo be reported\n"
        "\n"
        "6. Feedback\n"
        "  No feedback has come yet.\n"
        "\n"
        "7. Money\n"
        "For what\tPlanned\tSpent\tNote\n"
        "Luncheon\t234,500 won\t200,000 won\t\n"
        "Total\t234,500 won\t200,000 won\t\n"
        "\n"
        "8. In the press\n"
        "  a. Riyadh visits Sejong (Sejong Daily, Tue, Mar 3, 2099)\n"
        "     https://news.example.org/1\n"
        "\n"
    )


def test_a_visit_of_which_nothing_was_written_has_a_whole_report(session, officer):
    visit = a_delegation(session)
    an_itinerary(session, visit)
    said = text_of(officer.page(PAGE, code=visit.code))
    for sentence in (
        "People: planned 9 people, actual not entered yet",
        "The programme had no stops.",
        "Nothing was written down yet.",
        "Nothing was promised.",
        "No feedback has come yet.",
    ):
        assert sentence in said


def test_a_promise_that_is_late_is_told_so(session, visit, officer):
    row = session.scalars(select(FollowUp)).one()
    row.deadline = date(2024, 4, 1)
    assert "Mon, Apr 1, 2024\tOverdue\n" in text_of(officer.page(PAGE, code=visit.code))


def test_cancelled_stops_are_counted_where_there_are_any(session, visit, officer):
    for stop in session.scalars(select(Stop)):
        stop.status = StopStatus.CONFIRMED
    said = text_of(officer.page(PAGE, code=visit.code))
    assert "a. Stops planned: 2\n" in said


def test_only_photographs_that_may_be_shown_are_in_the_report(session, visit, officer):
    for clearance in Clearance:
        a_photo(session, visit, clearance)
    said = text_of(officer.page(PAGE, code=visit.code))
    assert "[A photograph: cleared]" in said
    assert said.count("A photograph") == 1


def test_ten_thousand_letters_are_read_and_written(session, visit, officer):
    record = session.scalars(select(VisitRecord)).one()
    record.discussion = ("A long talk about traffic. " * 400)[:10_000]
    page = officer.page(PAGE, code=visit.code)
    assert text_of(page).count("A long talk") == 370
    path = officer.url("documents.take_result_report", code=visit.code, kind="pdf")
    token = page.one("form[action*='.pdf'] input[name=csrf_token]")["value"]
    answer = officer.fetch("POST", path, data={"csrf_token": token})
    assert (answer.status_code, answer.data[:4]) == (200, b"%PDF")


def test_a_country_that_is_called_otherwise_changes_no_fact(app, session, visit):
    with app.test_request_context():
        found = []
        for tag in ("ko", "en"):
            marks = Marks("salt")
            rows = result.read(session, visit, Reader(tag))
            result.sections(rows, marks)
            found.append(marks.facts)
    assert found[0] == found[1]
    assert "Traffic" not in str(found[0])


def test_a_report_costs_the_same_however_long_it_is(session, visit, officer, queries_of):
    code = visit.code

    def read():
        officer.page(PAGE, code=code)

    read()
    before = queries_of(read)
    for number in range(3):
        hour = 16 + number
        programme = session.scalars(select(Itinerary)).one()
        a_stop(session, programme, f"{hour}:00", f"{hour}:30")
        facts = {"delegation_id": visit.id, "deadline": TUESDAY, "created_at": AT}
        session.add(FollowUp(what=f"Promise {number}", responsible_body="City", **facts))
    session.commit()
    assert queries_of(read) == before
