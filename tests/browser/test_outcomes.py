"""The evening of a visit in Chromium: pages without faults, and nothing typed is lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import AT, a_delegate, a_delegation, a_site, a_stop, an_itinerary
from tests.outcomes.samples import a_picture
from tests.people import People
from visits.delegations.models import Delegation
from visits.delegations.rules import PhotoConsent
from visits.itineraries.models import Stop
from visits.kit.translated import Translated
from visits.outcomes import actions
from visits.outcomes.models import FollowUp, Gift, Photo, VisitRecord
from visits.outcomes.rules import Currency, GiftDirection, Point
from visits.papers.pictures import keep_picture, read_picture

DAY = date(2024, 3, 5)
LONG = "자율주행버스운행자료와교통신호제어시스템연계방안에관한매우긴한줄" * 3

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def stops(session: Session, people: People) -> list[Stop]:
    delegation = a_delegation(session, lead=people["coordinator"])
    delegation.starts_on = delegation.ends_on = DAY
    itinerary = an_itinerary(session, delegation)
    hours = (("10:00", "11:00"), ("14:00", "15:00"))
    return [a_stop(session, itinerary, *one, day=DAY, site=a_site(session)) for one in hours]


@pytest.fixture
def visit(session: Session, data_dir: Path, stops: list[Stop]) -> Delegation:
    """With long words in everything."""
    delegation = stops[0].itinerary.delegation
    a_delegate(session, delegation, photo_consent=PhotoConsent.REFUSED)
    written = actions.Written(
        discussion=LONG,
        decisions=LONG,
        questions=[Point(LONG, answer=LONG)],
        opinions=[Point(LONG, agency=LONG[:200])],
    )
    actions.write(session, delegation, stops[0], written, by=delegation.lead, at=AT)
    promise = {"what": LONG[:200], "details": LONG, "responsible_id": delegation.lead_id}
    actions.add_followup(session, delegation, {**promise, "deadline": DAY}, at=AT)
    gift = {"item": LONG, "direction": GiftDirection.RECEIVED, "currency": Currency.USD}
    actions.add_gift(session, delegation, {**gift, "dated_on": DAY, "value": 120})
    link = {"title": LONG, "published_on": DAY, "url": "https://example.org/" + "x" * 200}
    actions.add_press_link(session, delegation, link)
    kept = keep_picture(data_dir / "files", read_picture("a.jpg", a_picture(), most=1_000_000))
    caption = {"caption": Translated(ko=LONG)}
    actions.add_photos(session, delegation, [kept], caption, by="Kim", at=AT)
    session.commit()
    return delegation


def paths(session: Session, visit: Delegation, stop: Stop) -> list[str]:
    of_visit = f"/office/delegations/{visit.code}"
    promise, gift, photo = (session.scalars(select(m.id)).one() for m in (FollowUp, Gift, Photo))
    return [
        of_visit,
        *(f"{of_visit}/{name}" for name in ("record", "follow-ups", "gifts", "photos", "press")),
        *(f"{of_visit}/{name}/new" for name in ("follow-ups", "gifts", "photos", "press")),
        f"{of_visit}/record/stops/{stop.uid}",
        f"{of_visit}/photos/{photo}",
        f"/office/follow-ups/{promise}",
        f"/office/follow-ups/{promise}/drop",
        f"/office/gifts/{gift}/edit",
        "/office/follow-ups/",
        "/office/gifts/",
        "/office/",
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_about_what_comes_of_a_visit_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    visit: Delegation,
    stops: list[Stop],
    in_turn: Callable[..., list[str]],
    size: tuple[int, int],
    language: str,
):
    people["administrator"].language = language
    session.commit()
    window = open_window("administrator", size=size, language=language)
    mine = in_turn(paths(session, visit, stops[0]))
    faults = {path: list(faults_of(window, path, language)) for path in mine}
    assert {path: found for path, found in faults.items() if found} == {}


def test_the_evening_is_written_by_keyboard_and_nothing_typed_is_lost(
    session: Session, open_window: Callable[..., Window], stops: list[Stop]
):
    first, second = stops
    code = first.itinerary.delegation.code
    window = open_window("coordinator")
    page = window.open(f"/office/delegations/{code}/record/stops/{first.uid}")
    page.get_by_label("Discussion").fill("Sensors")
    page.locator("#questions-0-text").fill("Who pays?")
    page.get_by_role("button", name="Add a question").press("Enter")
    page.keyboard.type("And when?")
    assert page.locator("#questions-1-text").input_value() == "And when?"
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_text("The text that you typed before was put back.").wait_for()
    assert page.locator("#questions-1-text").input_value() == "And when?"
    page.get_by_label("Discussion").press("Control+Enter")
    page.wait_for_url(f"**/record/stops/{second.uid}*")
    window.settle()
    record = session.scalars(select(VisitRecord)).one()
    assert (record.stop_id, record.discussion) == (first.id, "Sensors")
    assert [line.text for line in record.questions] == ["Who pays?", "And when?"]
