"""The planning board in a browser: visits planned from nothing by mouse, by keys; two officers at
once; a connection that breaks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import (
    SEOUL,
    TUESDAY,
    WEDNESDAY,
    a_delegate,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
    wall,
)
from tests.people import People
from visits.conflicts.rules import StopStatus
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def visit(session: Session) -> Itinerary:
    """Nothing is planned yet; there are sites, people and a bus to plan with."""
    itinerary = an_itinerary(session, languages=("en",))
    a_site(session, "Information centre", minutes_typical=60)
    a_site(session, "Arboretum", lat=36.50, minutes_typical=90)
    a_person(session)
    a_vehicle(session)
    session.commit()
    return itinerary


PATIENCE = 20_000
"""Milliseconds for the server on a busy machine."""


def board_of(window: Window, itinerary: Itinerary, day: date = TUESDAY, more: str = "") -> Page:
    page = window.open(f"/office/delegations/{itinerary.delegation.code}/board?day={day}{more}")
    expect(page.locator(".ec-body")).to_be_visible()
    return page


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-say]")).to_contain_text(words, timeout=PATIENCE)


def on_board(page: Page, title: str, lane: str = "delegation") -> Locator:
    """A stop as it is drawn in one lane."""
    return page.locator(f'.stop-on-board[data-lane="{lane}"]', has_text=title)


def at(page: Page, clock: str, lane: int = 0) -> tuple[float, float]:
    """The point of the window at which a time lies in a lane, scrolled into view."""
    return tuple(
        page.evaluate(
            """([clock, lane]) => {
                const [hour, minute] = clock.split(":").map(Number);
                const body = document.querySelector(".ec-body"), main = document.querySelector(".ec-main");
                const day = body.querySelectorAll(".ec-day")[lane];
                const first = Number(body.querySelector("time").getAttribute("datetime").slice(11, 13));
                const top = (hour + minute / 60 - first) * 64;
                main.scrollIntoView({ block: "center" });
                const seen = main.clientHeight - main.querySelector("header").offsetHeight - 40;
                if (top < main.scrollTop) main.scrollTop = top - 20;
                if (top > main.scrollTop + seen) main.scrollTop = top - seen;
                const box = day.getBoundingClientRect();
                return [box.left + 60, box.top + top + 4];
            }""",
            [clock, lane],
        )
    )


def drag(page: Page, what: Locator, clock: str, *, lane: int = 0, grip: float = 0) -> None:
    """By its head, or *grip* pixels above its foot, until a time."""
    end = at(page, clock, lane)
    start = middle(what)
    if grip:
        box = box_of(what)
        start = box["x"] + 40, box["y"] + box["height"] - grip
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 4, start[1] + 8, steps=2)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def box_of(element: Locator) -> Any:
    """Where it lies, also while the board is being drawn anew."""
    for _ in range(100):
        box = element.bounding_box()
        if box is not None:
            return box
        element.page.wait_for_timeout(50)
    raise AssertionError("it is not on the page")


def middle(element: Locator) -> tuple[float, float]:
    box = box_of(element)
    return box["x"] + box["width"] / 2, box["y"] + min(14, box["height"] / 2)


def spans(session: Session, itinerary: Itinerary) -> dict[str, tuple[str, str]]:
    """What was saved, as hours of Seoul by title."""
    session.expire_all()
    rows = session.scalars(
        select(Stop).where(Stop.itinerary_id == itinerary.id).order_by(Stop.starts)
    )
    zone = SEOUL
    return {
        row.title.to("en"): (
            f"{row.starts.astimezone(zone):%H:%M}",
            f"{row.ends.astimezone(zone):%H:%M}",
        )
        for row in rows
    }


def scrolled(page: Page) -> list[float]:
    """How far the page and the grid are scrolled."""
    script = "() => [window.scrollY, document.querySelector('.ec-main').scrollTop]"
    return list(page.evaluate(script))


def test_a_visit_is_planned_from_nothing_by_mouse(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    page = board_of(open_window("coordinator"), visit)

    def take(title: str, clock: str) -> None:
        drag(page, page.locator(".tray-item", has_text=title), clock)
        expect(on_board(page, title)).to_be_visible()

    take("Information centre", "10:00")
    said(page, "10:00–11:00")
    take("Arboretum", "14:00")
    said(page, "14:00–15:30")
    page.locator(".tray-item", has_text="Lunch").click()
    said(page, "12:00–13:00")
    page.keyboard.press("Enter")
    expect(on_board(page, "Lunch")).to_contain_text("12:00–13:00")
    drag(page, on_board(page, "Arboretum"), "15:00")
    said(page, "15:00–16:30")
    at(page, "18:00")
    drag(page, on_board(page, "Arboretum"), "16:00", grip=2)
    said(page, "15:00–16:15")
    page.get_by_role("button", name="Undo").click()
    said(page, "undone")
    page.get_by_role("button", name="Redo").click()
    said(page, "done again")
    on_board(page, "Arboretum").click()
    card = page.locator("dialog[open]")
    card.get_by_role("button", name="Ask the host").click()
    said(page, "Arboretum, Asked")
    on_board(page, "Lunch").click()
    card.get_by_role("button", name="Copy").click()
    said(page, "Lunch: Tue, Mar 3 13:00–14:00")
    page.keyboard.press("Delete")
    said(page, "Lunch was taken out")
    assert spans(session, visit) == {
        "Information centre": ("10:00", "11:00"),
        "Lunch": ("12:00", "13:00"),
        "Arboretum": ("15:00", "16:15"),
    }


def test_a_visit_is_planned_from_nothing_by_keys_alone(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    window = open_window("coordinator", size=DESKTOP)
    guide, bus = a_person(session, "Bae Jisu"), a_vehicle(session)
    lanes = f"&lane=person-{guide.id}&lane=vehicle-{bus.id}"
    session.commit()
    page = board_of(window, visit, more=lanes)
    keys = page.keyboard
    page.locator("[data-search]").focus()
    keys.type("info")
    keys.press("Tab")
    keys.press("Enter")
    said(page, "Information centre is in your hand: 10:00–11:00")
    keys.press("ArrowUp")
    said(page, "09:45–10:45")
    keys.press("Enter")
    said(page, "Information centre: Tue, Mar 3 09:45–10:45")
    expect(on_board(page, "Information centre")).to_be_focused()
    keys.down("Alt")
    keys.press("ArrowDown")
    keys.down("Shift")
    keys.press("ArrowDown")
    keys.up("Shift")
    keys.up("Alt")
    said(page, "Information centre: Tue, Mar 3 10:00–11:15")
    expect(on_board(page, "Information centre")).to_be_focused()
    keys.press("Alt+Shift+ArrowRight")
    said(page, "Bae Jisu")
    expect(on_board(page, "Information centre", f"person-{guide.id}")).to_be_visible()
    page.locator(".tray-item", has_text="Transfer").focus()
    keys.press("Enter")
    keys.press("Escape")
    said(page, "Nothing has changed")
    expect(page.locator(".tray-item", has_text="Transfer")).to_be_focused()
    keys.press("Enter")
    keys.press("Enter")
    said(page, "Transfer: Tue, Mar 3 11:15–11:45")
    expect(on_board(page, "Transfer")).to_be_focused()
    keys.press("Alt+ArrowRight")
    said(page, "Transfer: Wed, Mar 4 11:15–11:45")
    keys.press("Control+z")
    said(page, "undone")
    on_board(page, "Transfer").focus()
    keys.press("ArrowUp")
    expect(on_board(page, "Information centre")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("dialog[open] h2")).to_be_focused()
    keys.press("Escape")
    expect(on_board(page, "Information centre")).to_be_focused()
    assert spans(session, visit) == {
        "Information centre": ("10:00", "11:15"),
        "Transfer": ("11:15", "11:45"),
    }


def test_the_grid_rests_while_something_is_dragged_over_it(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    page = board_of(open_window("coordinator"), visit)
    end, before = at(page, "15:00"), scrolled(page)
    page.mouse.move(*middle(page.locator(".tray-item", has_text="Lunch")))
    page.mouse.down()
    page.mouse.move(*end, steps=8)
    page.wait_for_timeout(300)
    assert scrolled(page) == before
    page.mouse.up()
    said(page, "Lunch: Tue, Mar 3 15:00–16:00")
    assert spans(session, visit) == {"Lunch": ("15:00", "16:00")}


def test_two_officers_drag_at_once_and_nothing_is_lost(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    for n, title in enumerate(("Lecture", "Tour", "Talk")):
        hours = f"{9 + 2 * n}:00", f"{10 + 2 * n}:00"
        a_stop(session, visit, *hours, title=Translated(en=title), move=None)
    session.commit()
    first, second = (board_of(open_window(who), visit) for who in ("coordinator", "administrator"))
    expect(first.locator("[data-others]")).to_have_text("Also here: Seo Jiwon", timeout=PATIENCE)
    drag(first, on_board(first, "Lecture"), "14:00")
    drag(second, on_board(second, "Tour"), "16:00")
    said(first, "14:00–15:00")
    said(second, "16:00–17:00")
    for page in (first, second):
        page.route("**/board/plan", lambda route: route.abort())  # neither learns of the other
    drag(second, on_board(second, "Talk"), "17:00")
    said(second, "17:00–18:00")
    drag(first, on_board(first, "Talk"), "12:00")
    merge = first.locator("dialog[open]")
    expect(merge).to_be_visible(timeout=PATIENCE)
    expect(merge).to_contain_text("Seo Jiwon changed it at")
    expect(merge.locator("tbody")).to_contain_text("17:00–18:00")
    expect(merge).to_contain_text("Your change: Talk, 12:00–13:00.")
    merge.get_by_role("button", name="Do mine again").click()
    said(first, "Talk: Tue, Mar 3 12:00–13:00")
    assert spans(session, visit) == {
        "Talk": ("12:00", "13:00"),
        "Lecture": ("14:00", "15:00"),
        "Tour": ("16:00", "17:00"),
    }


def test_what_is_refused_or_lost_is_put_back_and_said(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    site = a_site(session, "Museum", closed_weekdays=("3",))
    stop = a_stop(session, visit, site=site, title=Translated(en="Museum"), move=StopMove.ASK)
    session.commit()
    page = board_of(open_window("coordinator"), visit, "all")
    drag(page, on_board(page, "Museum"), "10:00", lane=1)
    refused = page.locator("dialog[open]")
    expect(refused).to_be_visible(timeout=PATIENCE)
    expect(refused).to_contain_text("it was put back")
    refused.get_by_role("button", name="Leave it as it was").click()
    page.context.set_offline(True)
    drag(page, on_board(page, "Museum"), "15:00")
    expect(refused).to_contain_text("The connection was lost.")
    expect(on_board(page, "Museum")).to_contain_text("10:00–11:00")
    page.context.set_offline(False)
    refused.get_by_role("button", name="Try again").click()
    said(page, "15:00–16:00")
    session.expire_all()
    assert (stop.starts, stop.status) == (wall("15:00"), StopStatus.ASKED)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_delegations_own_lane_stays_while_others_pass_in_the_direction_of_reading(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    visit: Itinerary,
    language: str,
):
    people["coordinator"].language = language
    a_stop(session, visit, "10:00", "11:00", title=Translated(en="Talk"), move=None)
    others = [a_person(session) for _ in range(9)]
    more = "".join(f"&lane=person-{one.id}" for one in others)
    session.commit()
    page = board_of(open_window("coordinator", language=language), visit, more=more)
    talk, times = on_board(page, "Talk"), page.locator(".ec-body .ec-sidebar")
    assert (box_of(times)["x"] < box_of(talk)["x"]) == (language == "en")
    before = box_of(talk)["x"]
    sign = -1 if language == "ar" else 1
    page.locator(".ec-main").evaluate("(main, far) => { main.scrollLeft = far }", sign * 300)
    expect(page.locator(".lanes-passed")).to_be_visible()
    assert abs(box_of(talk)["x"] - before) < 1
    drag(page, talk, "12:00")
    said(page, "12:00")
    talk.focus()
    page.keyboard.press("Alt+Shift+ArrowLeft" if language == "ar" else "Alt+Shift+ArrowRight")
    expect(on_board(page, "Talk", f"person-{others[0].id}")).to_be_attached(timeout=PATIENCE)
    assert spans(session, visit) == {"Talk": ("12:00", "13:00")}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_board_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    visit: Itinerary,
    language: str,
    size: tuple[int, int],
):
    people["coordinator"].language = language
    delegation = visit.delegation
    members = [a_delegate(session, delegation) for _ in range(2)]
    parties = [a_party(session, delegation, one) for one in members]
    stop = a_stop(session, visit, party_id=parties[0].id, site=a_site(session, min_group=20))
    a_stop(session, visit, "11:05", "11:15", day=TUESDAY, site=a_site(session, lat=36.58))
    a_stop(session, visit, day=WEDNESDAY, move=None)
    session.commit()
    window = open_window("coordinator", size=size, language=language)
    base = f"/office/delegations/{delegation.code}/board"
    paths: list[Any] = [
        base,
        f"{base}?day=all",
        f"{base}/stops/{stop.uid}/split",
        f"/office/board?day={TUESDAY}",
    ]
    faults = {path: list(faults_of(window, path, language)) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}
