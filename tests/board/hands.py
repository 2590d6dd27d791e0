"""An officer at a board, as the board's script talks with the server."""

import uuid
from typing import Any

from werkzeug.test import TestResponse

from tests.factories import TUESDAY
from tests.pages import Browser
from visits.itineraries.models import Itinerary, Stop


class Officer:
    """What one officer does by hand; what came back stands in `answer`."""

    def __init__(self, browser: Browser, itinerary: Itinerary) -> None:
        self.browser = browser
        self.code = itinerary.delegation.code
        page = browser.page("board.show", code=self.code)
        self.token = page.soup.select_one("input[name=csrf_token]")["value"]

    def send(self, endpoint: str, *, once: str = "", **fields: Any) -> TestResponse:
        values = {name: fields.pop(name) for name in ("uid", "wanted", "lane") if name in fields}
        path = self.browser.url(f"board.{endpoint}", code=self.code, **values)
        data = {"csrf_token": self.token, "once": once or uuid.uuid4().hex, **fields}
        return self.browser.fetch("POST", path, data=data, headers={"Accept": "application/json"})

    def drop(self, stop: Stop, first: str, last: str, **more: Any) -> TestResponse:
        times = {"starts": wall_of(first), "ends": wall_of(last)}
        return self.send("drop", uid=stop.uid, **{"seen": str(stop.version), **times, **more})

    def place(self, what: str, first: str, **more: Any) -> TestResponse:
        return self.send("place", what=what, starts=wall_of(first), **more)

    def plan(self, tag: str = "") -> TestResponse:
        path = self.browser.url("board.plan", code=self.code)
        headers = {"Accept": "application/json", "If-None-Match": f'"{tag}"'}
        return self.browser.fetch("GET", path, headers=headers)


def wall_of(clock: str) -> str:
    """A wall time of the Tuesday, as the script writes it: `9:30`, or a whole one as it stands."""
    if "T" in clock:
        return clock
    hour, minute = map(int, clock.split(":"))
    return f"{TUESDAY}T{hour:02}:{minute:02}"
