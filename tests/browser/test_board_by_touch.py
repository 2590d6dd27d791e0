"""The planning board under a finger: what is held comes along, everything else scrolls or taps."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from tests.browser.test_board import at, board_of, box_of, middle, on_board, said, scrolled, spans
from tests.browser.window import PHONE, Window
from tests.factories import a_site, a_stop, an_itinerary
from visits.itineraries.models import Itinerary
from visits.kit.translated import Translated

pytestmark = pytest.mark.sqlite_alone

TABLET = (1180, 820)


@pytest.fixture
def visit(session: Session) -> Itinerary:
    """Nothing is planned yet; there are two sites to plan with."""
    itinerary = an_itinerary(session, languages=("en",))
    a_site(session, "Information centre", minutes_typical=60)
    a_site(session, "Arboretum", minutes_typical=90)
    session.commit()
    return itinerary


class Finger:
    """Touches of one finger, as a screen sends them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.device = page.context.new_cdp_session(page)

    def send(self, kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        self.device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(self, *points: tuple[float, float], held: int = 0) -> None:
        """Through these points; *held* milliseconds at the first."""
        self.send("touchStart", *points[0])
        self.page.wait_for_timeout(held)
        for one, next_one in pairwise(points):
            for n in range(1, 7):
                way = [a + (b - a) * n / 6 for a, b in zip(one, next_one, strict=True)]
                self.send("touchMove", *way)
                self.page.wait_for_timeout(20)
        self.send("touchEnd")

    def tap(self, point: tuple[float, float]) -> None:
        self.send("touchStart", *point)
        self.send("touchEnd")


def test_a_visit_is_planned_from_nothing_by_touch(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    page = board_of(open_window("coordinator", size=PHONE), visit)
    finger = Finger(page)
    item = page.locator(".tray-item", has_text="Information centre")
    item.scroll_into_view_if_needed()
    finger.tap(middle(item))
    said(page, "Tap the time where it belongs")
    finger.tap(at(page, "11:00"))
    said(page, "Information centre: Tue, Mar 3 11:00–12:00")
    end = at(page, "13:00")
    finger.swipe(middle(on_board(page, "Information centre")), end, held=500)
    said(page, "Information centre: Tue, Mar 3 13:00–14:00")
    assert spans(session, visit) == {"Information centre": ("13:00", "14:00")}


def test_what_a_finger_holds_in_the_tray_comes_along_and_nothing_scrolls(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    page = board_of(open_window("coordinator", size=TABLET), visit)
    finger = Finger(page)
    end = at(page, "15:00")
    item = page.locator(".tray-item", has_text="Arboretum")
    before = scrolled(page)
    finger.swipe(middle(item), end, held=500)
    said(page, "Arboretum: Tue, Mar 3 15:00–16:30")
    assert scrolled(page) == before
    assert spans(session, visit) == {"Arboretum": ("15:00", "16:30")}


def test_a_finger_that_is_not_held_scrolls_and_changes_nothing(
    session: Session, open_window: Callable[..., Window], visit: Itinerary
):
    a_stop(session, visit, "12:00", "14:00", title=Translated(en="Talk"), move=None)
    session.commit()
    page = board_of(open_window("coordinator", size=PHONE), visit)
    finger = Finger(page)
    at(page, "14:30")
    for grip in (30, 2):
        box, before = box_of(on_board(page, "Talk")), scrolled(page)
        x, y = box["x"] + 40, box["y"] + box["height"] - grip
        finger.swipe((x, y), (x, y - 120), (x, y - 160))
        page.wait_for_timeout(500)
        assert scrolled(page) != before
    assert spans(session, visit) == {"Talk": ("12:00", "14:00")}
