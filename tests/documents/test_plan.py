"""The reception plan is whole without typing what the system knows, and marks what changed."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from hwpx import HwpxDocument
from sqlalchemy import select

from tests.documents.cast import a_visit, with_budget, with_protocol
from tests.factories import AT, a_delegate, a_delegation, a_stop, added, an_itinerary
from visits.audit.models import AuditEntry
from visits.conflicts.rules import StopStatus
from visits.documents import actions, plan
from visits.documents.drafts import Reader
from visits.documents.marks import Marks
from visits.documents.models import DocumentVersion
from visits.documents.rules import DocumentKind
from visits.identity.actions.purging import purge_files
from visits.identity.events import Purging
from visits.identity.rules import Due, Matter
from visits.itineraries import actions as itineraries
from visits.itineraries.models import Itinerary, Stop
from visits.kit.errors import Refused
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.papers.models import OfficialPaper
from visits.papers.rules import PaperKind
from visits.tasks.models import Task
from visits.tasks.rules import TaskState

PAGE = "documents.reception_plan"


@pytest.fixture
def visit(session):
    return a_visit(session)


@pytest.fixture
def officer(as_):
    return as_("coordinator")


def text_of(page):
    return page.one("#plain-text").text


def taken(officer, visit, kind="hwpx"):
    path = officer.url("documents.take_reception_plan", code=visit.code, kind=kind)
    page = officer.page(PAGE, code=visit.code)
    token = page.one("form[action*='.hwpx'] input[name=csrf_token]")["value"]
    return officer.fetch("POST", path, data={"csrf_token": token})


def test_a_plan_says_everything_that_is_known(session, visit, officer):
    with_protocol(session, visit, flags="Table flags: Korea, Saudi Arabia")
    with_budget(session, visit, Luncheon=(234_500, None))
    assert text_of(officer.page(PAGE, code=visit.code)).split("Version 1 · ")[0] == (
        "Reception plan for the visit: Delegation of Riyadh\n"
        "\n"
        "1. Overview\n"
        "  a. When: Tue, Mar 3 – Wed, Mar 4, 2099\n"
        "  b. People: 9 people (Saudi Arabia 9)\n"
        "  c. Head of delegation: Noura Al-Harbi, Vice-minister\n"
        "  d. Level: Working level\n"
        "  e. Purpose: To learn how the city runs its traffic\n"
        "  f. Languages: English\n"
        "    1) The delegation brings its own interpreter.\n"
        "\n"
        "2. Members of the delegation\n"
        "No.\tName\tPosition\tCountry\tRole\n"
        "1\tNoura Al-Harbi\tVice-minister\tSaudi Arabia\tHead of delegation\n"
        "2\tGiven1 Family1\tEngineer\tSaudi Arabia\tMember\n"
        "  The names of 7 further people are not known yet.\n"
        "\n"
        "3. Detailed programme\n"
        "<Tue, Mar 3, 2099>\n"
        "Kind\tTime\tWhat\tWhere\tRemarks\n"
        "Courtesy call\t10:00–10:30\tCourtesy call on the Mayor\tCity Hall\t"
        "Receives the guests: Choi Minho, Mayor / Asked\n"
        "Site visit\t14:00–15:00\tTour of the control centre\tControl Centre\tAsked\n"
        "\n"
        "4. Reception and protocol\n"
        "  a. Arrival and welcome\n"
        "    1) Flags: Table flags: Korea, Saudi Arabia\n"
        "\n"
        "5. Who does what\n"
        "Task\tWho\tWhen\n"
        f"Lead officer\t{visit.lead.name}\tThe whole visit\n"
        "Receives the guests\tChoi Minho, Mayor\tTue, Mar 3 10:00\n"
        "\n"
        "6. Budget\n"
        "For what\tPlanned\tNote\n"
        "Luncheon\t234,500 won\t\n"
        "Total\t234,500 won\t\n"
        "\n"
    )


def test_a_visit_of_which_nothing_is_known_yet_has_a_plan(session, officer):
    visit = a_delegation(session)
    an_itinerary(session, visit)
    said = text_of(officer.page(PAGE, code=visit.code))
    assert "  The names of 9 further people are not known yet." in said
    assert "  No stop is planned yet." in said
    assert "Budget" not in said


def test_a_plan_is_written_in_korean_for_whoever_asks(visit, officer):
    page = officer.page(PAGE, code=visit.code, language="ko")
    said = text_of(page)
    assert "2099. 3. 3.(화)~3. 4.(수)" in said
    assert "리야드시 방문단" in said.splitlines()[0]
    assert "끝." in said


def test_facts_are_the_same_in_every_language(app, session, visit):
    with_protocol(session, visit, flags="Table flags")
    with app.test_request_context():
        found = []
        for tag in ("ko", "en"):
            marks = Marks("salt")
            plan.sections(plan.read(session, visit, Reader(tag)), marks)
            found.append(marks.facts)
    assert found[0] == found[1]
    assert "Noura" not in str(found[0])
    assert "Table flags" not in str(found[0])


def test_files_open_and_keep_their_version(session, visit, officer):
    answer = taken(officer, visit)
    assert answer.headers["Content-Disposition"].endswith(f"reception-plan-{visit.code}-v1.hwpx")
    document = HwpxDocument.open(answer.data)
    assert document.validate().issues == ()
    assert document.tables[1].rows[1].cells[1].text == "Noura Al-Harbi"
    assert Document(BytesIO(taken(officer, visit, "docx").data)).tables[0].rows[0].cells[
        0
    ].text == ("Reception plan for the visit: Delegation of Riyadh")
    assert taken(officer, visit, "pdf").data.startswith(b"%PDF")
    versions = session.scalars(select(DocumentVersion)).all()
    assert [(one.number, one.kind) for one in versions] == [(1, DocumentKind.PLAN)]
    told = session.scalars(select(AuditEntry).where(AuditEntry.action == "exported")).all()
    assert [entry.changes["format"] for entry in told] == ["hwpx", "docx", "pdf"]


def test_files_carry_the_code_of_the_programme_that_was_released(app, session, visit, officer):
    assert len(Document(BytesIO(taken(officer, visit, "docx").data)).inline_shapes) == 0
    itinerary = session.scalars(select(Itinerary).where(Itinerary.delegation_id == visit.id)).one()
    for ask in session.scalars(select(Letter).where(Letter.kind == "hosting.asked")):
        ask.state = LetterState.SENT
    given = {"note": Translated(), "by": visit.lead, "at": AT, "keep_days": 30}
    itineraries.release(session, itinerary, links=app.extensions["links"], **given)
    session.commit()
    document = Document(BytesIO(taken(officer, visit, "docx").data))
    (code,) = document.inline_shapes
    assert round(code.width.mm) == round(code.height.mm) == 20
    said = "Programme, version 1: is it still the newest?"
    texts = [paragraph.text for paragraph in document.paragraphs]
    heading = next(place for place, text in enumerate(texts) if text.startswith("1. "))
    assert texts.index(said) < heading
    assert HwpxDocument.open(taken(officer, visit).data).validate().issues == ()
    assert taken(officer, visit, "pdf").data.startswith(b"%PDF")
    assert said not in text_of(officer.page(PAGE, code=visit.code))


def test_what_changed_since_the_last_version_is_marked(session, visit, officer):
    with_budget(session, visit, Luncheon=(120_000, None), Gifts=(50_000, None))
    taken(officer, visit)
    call, tour = session.scalars(select(Stop).order_by(Stop.starts)).all()
    call.title = call.title.merged({"en": "Courtesy call on the new Mayor"})
    tour.status = StopStatus.CANCELLED
    session.flush()
    page = officer.page(PAGE, code=visit.code)
    said = text_of(page)
    assert (
        "Courtesy call on the new Mayor (changed)\tCity Hall\tReceives the guests: Choi Minho, Mayor / Asked\n"
        in said
    )
    assert said.count("(changed)") == 1
    assert said.splitlines()[1] == (
        "Changes since version 1: 1 line is new or other, and marked. 1 line is no longer there."
    )
    assert "6. No longer there\n  a. Tue, Mar 3 14:00 Tour of the control centre\n" in said
    assert "Luncheon\t120,000 won\t\n" in said
    assert page.one(".lead").text.split() == [
        "Version",
        "2",
        "Not",
        "taken",
        "yet",
        "·",
        "changes",
        "since",
        "version",
        "1",
        "are",
        "marked",
    ]


def test_what_is_gone_is_told_though_nothing_else_changed(session, visit, officer):
    task = added(
        session,
        Task(
            delegation=visit,
            title="Order flags",
            due_on=visit.starts_on,
            created_at=AT,
        ),
    )
    taken(officer, visit)
    assert "Changes since" not in text_of(officer.page(PAGE, code=visit.code))
    task.state = TaskState.DONE
    session.flush()
    said = text_of(officer.page(PAGE, code=visit.code)).splitlines()
    assert said[1] == "Changes since version 1: 1 line is no longer there."


def test_a_plan_goes_as_an_official_paper_with_its_file(session, visit, officer):
    form = officer.page("documents.register_reception_plan", code=visit.code)
    form.submit(number="Sejong-1", approved_on="2099-02-01", disclosure_ground="6")
    paper = session.scalars(select(OfficialPaper)).one()
    assert (paper.kind, paper.title, paper.number) == (
        PaperKind.RECEPTION_PLAN,
        "Reception plan for the visit: Delegation of Riyadh",
        "Sejong-1",
    )
    assert [file.name for file in paper.files] == [f"reception-plan-{visit.code}-v1.hwpx"]
    version = session.scalars(select(DocumentVersion)).one()
    assert version.is_approved
    page = officer.page(PAGE, code=visit.code)
    assert "Approved" in page.text
    assert page.one(".lead").text.split() == ["Version", "1", "Taken"]


def test_what_was_shown_is_registered_or_nothing(session, visit, officer):
    form = officer.page("documents.register_reception_plan", code=visit.code)
    visit.purpose = visit.purpose.merged({"en": "To learn how the city waters its gardens"})
    session.flush()
    page = form.submit(disclosure_ground="6").follow()
    assert "has changed" in page.text
    assert session.scalars(select(OfficialPaper)).all() == []
    officer.page("documents.register_reception_plan", code=visit.code).submit(disclosure_ground="6")
    assert len(session.scalars(select(OfficialPaper)).all()) == 1


def test_an_approved_version_stays_approved_when_it_is_registered_again(session, visit, officer):
    for facts in ({"approved_on": "2099-02-01"}, {}):
        form = officer.page("documents.register_reception_plan", code=visit.code)
        form.submit(disclosure_ground="6", **facts)
    first, _second = session.scalars(select(OfficialPaper).order_by(OfficialPaper.id))
    version = session.scalars(select(DocumentVersion)).one()
    assert (version.paper_id, version.is_approved) == (first.id, True)


def test_a_paper_that_is_deleted_leaves_the_version(session, visit, officer):
    officer.page("documents.register_reception_plan", code=visit.code).submit(disclosure_ground="6")
    paper = session.scalars(select(OfficialPaper)).one()
    officer.page("papers.delete", number=paper.id).submit()
    session.expire_all()
    assert session.scalars(select(DocumentVersion)).one().paper_id is None


def test_of_two_who_take_a_plan_at_once_one_takes_it_again(session, visit):
    given = {"salt": "s", "by_id": None, "at": AT}
    actions.take(session, visit, DocumentKind.PLAN, {"a": 1}, number=1, **given)
    with pytest.raises(Refused, match="document_taken"):
        actions.take(session, visit, DocumentKind.PLAN, {"a": 2}, number=1, **given)
    actions.take(session, visit, DocumentKind.PLAN, {"a": 2}, number=2, **given)


def test_viewers_read_and_take_nothing(visit, as_):
    viewer = as_("viewer")
    assert not viewer.page(PAGE, code=visit.code).has("form[action*='reception-plan.']")
    path = viewer.url("documents.take_reception_plan", code=visit.code, kind="pdf")
    assert viewer.fetch("POST", path).status_code == 403


def test_members_are_named_to_those_who_may_know_them(session, visit, officer, as_):
    viewer = as_("viewer")
    said = text_of(viewer.page(PAGE, code=visit.code))
    assert "1\tNoura Al-Harbi\tVice-minister\tSaudi Arabia\tHead of delegation\n" in said
    assert "2\tName not shown\tEngineer\tSaudi Arabia\tMember\n" in said
    assert "Family1" not in viewer.page(PAGE, code=visit.code).text
    taken(officer, visit)
    assert viewer.page(PAGE, code=visit.code).one(".lead").text.split()[:3] == [
        "Version",
        "1",
        "Taken",
    ]
    visit.delegates[0].withdrawn_at = AT
    session.flush()
    assert "Family1" in text_of(officer.page(PAGE, code=visit.code))
    assert "Family1" not in viewer.page(PAGE, code=visit.code).text


def test_the_registered_file_is_for_those_who_may_know_names(session, visit, officer, as_):
    officer.page("documents.register_reception_plan", code=visit.code).submit(disclosure_ground="6")
    paper = session.scalars(select(OfficialPaper)).one()
    given = {"number": paper.id, "file_number": paper.files[0].id}
    viewer = as_("viewer")
    assert not viewer.page("papers.show", number=paper.id).has("a[href*='/files/']")
    assert viewer.fetch("GET", viewer.url("papers.download", **given)).status_code == 403
    assert officer.fetch("GET", officer.url("papers.download", **given)).status_code == 200


def test_the_registered_file_goes_with_the_names(session, visit, officer):
    officer.page("documents.register_reception_plan", code=visit.code).submit(disclosure_ground="6")
    days = dict.fromkeys(("identity", "needs", "declined", "looks"), visit.ends_on)
    early = Due(**days, names=visit.ends_on - timedelta(days=1))
    purge_files(session, Purging(early, AT, removes=True))
    paper = session.scalars(select(OfficialPaper)).one()
    assert [file.holds_names for file in paper.files] == [True]
    due = Due(**days, names=visit.ends_on)
    purge_files(session, Purging(due, AT, removes=True))
    session.expire_all()
    assert paper.files == []


def test_with_the_names_goes_what_versions_say_of_people(session, visit):
    given = {"number": 1, "salt": "s", "by_id": None, "at": AT}
    version = actions.take(session, visit, DocumentKind.PLAN, {"delegate:1": [1]}, **given)
    due = Due(**dict.fromkeys(("identity", "needs", "declined", "names", "looks"), visit.ends_on))
    counting = Purging(due, AT, removes=False)
    actions.on_purging(session, counting)
    assert (counting.counted[Matter.NOTES], version.facts) == (1, {"delegate:1": [1]})
    actions.on_purging(session, Purging(due, AT, removes=True))
    assert (version.facts, version.salt) == ({}, "")


def test_reading_a_plan_costs_the_same_however_long_it_is(session, visit, officer, queries_of):
    code = visit.code

    def read():
        officer.page(PAGE, code=code)

    read()
    before = queries_of(read)
    for number in range(3):
        a_delegate(session, visit)
        hour = 16 + number
        programme = session.scalars(select(Itinerary)).one()
        a_stop(session, programme, f"{hour}:00", f"{hour}:30")
    session.commit()
    assert queries_of(read) == before
