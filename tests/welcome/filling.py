"""The request form as somebody fills it in, step by step, in a browser without scripts."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import today
from tests.pages import Browser, Page

SOON = today() + timedelta(days=180)
TUESDAY = SOON + timedelta(days=(1 - SOON.weekday()) % 7)
"""In half a year: a day for which one may ask, whenever the tests run."""
ANSWERS: dict[str, dict[str, Any]] = {
    "you": {
        "requester_name": "Aline Mbarga",
        "requester_organisation": "Métropole de Lyon",
        "requester_role": "organiser",
        "requester_email": "Aline@Lyon.example.org",
        "requester_phone": "+33 4 78 63 40 40",
    },
    "delegation": {"body_name": "Métropole de Lyon", "country": "FR", "people_said": "about 15"},
    "dates": {"duration": "half_day", "slot1-first": TUESDAY.isoformat(), "slot2-said": "mid-May"},
    "wishes": {"subject": "Smart city", "purpose": "Voir le centre de contrôle."},
    "needs": {"languages": ["fr", "en"], "accessibility": "One wheelchair"},
    "consent": {"agree_handling": True, "agree_hosts": True},
}
"""What is typed on each step."""


class Filling:
    """A draft in its browser: `page(step)` opens a step, `step(step, **typed)` answers it."""

    def __init__(
        self, browser: Browser, session: Session, lang: str = "en", query: str = ""
    ) -> None:
        self.browser, self.session, self.lang = browser, session, lang
        begun = browser.open(f"/{lang}/request{query}").submit()
        self.first = begun.location
        self.base = self.first.rsplit("/", 1)[0]

    def page(self, step: str, *, status: int = 200) -> Page:
        return self.browser.open(f"{self.base}/{step}", status=status)

    def step(self, step: str, **typed: Any) -> Page:
        return self.page(step).submit("form#step", **typed)

    def refused(self, step: str, **typed: Any) -> Page:
        """The page that asks again: an address of its own, not the answer to what was sent."""
        page = self.step(step, **typed)
        assert page.location == f"{self.base}/{step}?again=1"
        return self.browser.open(page.location)

    def send(self, **typed: Any) -> Page:
        return self.page("check").submit("form#send", **typed)

    def not_sent(self, **typed: Any) -> Page:
        """The page of all answers once more, with what stands against sending them."""
        page = self.send(**typed)
        assert page.location == f"{self.base}/check"
        return self.page("check")
