"""Before a visit, as officers do it: tick, take over, add lines of a budget, write a briefing."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import AT, a_delegate, a_delegation, a_stop, an_itinerary
from tests.people import People
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.kit.translated import Translated
from visits.reception import actions as reception
from visits.reception import queries
from visits.reception.rules import ProtocolField
from visits.tasks import actions as tasks

LONG = "Ministry of Municipal and Rural Affairs and Housing of the Kingdom of Saudi Arabia"

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def delegation(session: Session, people: People) -> Delegation:
    """A minister comes: some of everything is written."""
    title = Translated(en=LONG, ko="사우디아라비아 도시농촌주택부 방문단")
    lead = people["coordinator"]
    made: Delegation = a_delegation(session, lead=lead, level=Level.MINISTER, title=title)
    a_delegate(session, made, position_en=LONG)
    call = Translated(en="Courtesy call", ko="시장 접견")
    itinerary = an_itinerary(session, made)
    stop = a_stop(session, itinerary, kind=StopKind.COURTESY_CALL, title=call)
    who = {"by": lead, "at": AT}
    texts = {ProtocolField.GIFTS: LONG, ProtocolField.FLAGS: "태극기, 사우디아라비아기"}
    reception.write_protocol(session, queries.the_protocol(session, made), texts, **who)
    line = {"id": "", "label": LONG, "planned": 1_200_000, "spent": 1_300_000, "note": LONG}
    reception.write_budget(session, queries.the_budget(session, made), [line], **who)
    reception.write_briefing(
        session,
        queries.the_briefing(session, stop),
        background=LONG,
        seating="",
        talking_points=[Translated(en=LONG, ko="환영합니다.")],
        questions=[(Translated(en="Why?"), Translated(en="Because."))],
        **who,
    )
    tasks.draw_up(session, made, at=AT)
    session.commit()
    return made


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_reception_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    delegation: Delegation,
    in_turn: Callable[..., list[str]],
    size: tuple[int, int],
    language: str,
):
    people["administrator"].language = language
    call = queries.briefed_stops(session, delegation.id)[0]
    base = f"/office/delegations/{delegation.code}"
    session.commit()
    window = open_window("administrator", size=size, language=language)
    paths = [
        *(f"{base}/{name}" for name in ("tasks", "tasks/new", "tasks/1", "protocol", "budget")),
        *(f"{base}/{name}/edit" for name in ("protocol", "budget")),
        *(f"{base}/briefings{more}" for more in ("", f"/{call.uid}", f"/{call.uid}/edit")),
    ]
    faults = {path: list(faults_of(window, path, language)) for path in in_turn(paths)}
    assert {path: found for path, found in faults.items() if found} == {}


def test_an_officer_prepares_a_visit(
    session: Session, open_window: Callable[..., Window], delegation: Delegation
):
    code = delegation.code
    window = open_window("coordinator", size=PHONE)
    page = window.open(f"/office/delegations/{code}")
    page.get_by_role("link", name="Tasks", exact=True).last.click()
    page.get_by_role("button", name="Done Assign vehicles").click()
    page.get_by_text("1 task is done").click()
    page.get_by_role("button", name="Take up again Assign vehicles").wait_for()

    page = window.open(f"/office/delegations/{code}/protocol")
    page.get_by_role("button", name="Take over Seating").click()
    page.get_by_text("1 proposed text was taken over.").wait_for()

    page = window.open(f"/office/delegations/{code}/budget")
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Add a line").click()
    page.get_by_label("For what").last.fill("Bus")
    page.get_by_label("Planned").last.fill("45만원")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_text("1,650,000 won").wait_for()

    lines = queries.budget_of(session, delegation.id)
    assert [line.planned for line in lines] == [1_200_000, 450_000]
