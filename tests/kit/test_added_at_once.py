"""Two who add the same at once: one row comes of it, and the second is told in words, not by a 500.

On SQLite the second waits until the first is done; on PostgreSQL the database refuses its row.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.factories import a_delegation
from tests.pages import fields_of
from visits.holidays.models import Holiday
from visits.itineraries.models import Itinerary
from visits.kit.tables import Base
from visits.organisations.models import CountryName


@pytest.fixture
def at_once(app: Flask, as_: Callable[..., Any], session: Session) -> Callable[..., list[int]]:
    """Post a form twice, both before either row of *kind* is written; the two answers' states."""

    def post_twice(kind: type[Base], path: str, css: str, *forms: dict[str, Any]) -> list[int]:
        browser = as_("coordinator")
        opened = [fields_of(browser.open(path).one(css)) for _ in forms]
        action = browser.open(path).one(css).get("action") or path
        cookie = browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        session.commit()
        on_postgresql = app.config["SETTINGS"].database_url.startswith("postgresql")
        together = Barrier(2, timeout=1)
        seen = local()

        def wait(*_: Any) -> None:
            """Each waits once, at its first row: neither has written yet, both have looked."""
            if on_postgresql and not hasattr(seen, "row"):
                seen.row = True
                together.wait()

        def send(which: int) -> int:
            client = app.test_client()
            client.set_cookie(cookie.key, cookie.value, domain="localhost")
            data = {**opened[which], **forms[which]}
            return client.post(action, data=data).status_code

        event.listen(kind, "before_insert", wait)
        try:
            with ThreadPoolExecutor(2) as threads:
                return sorted(threads.map(send, range(2)))
        finally:
            event.remove(kind, "before_insert", wait)

    return post_twice


def number_of(session: Session, kind: type[Base]) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_two_officers_name_a_country_first(at_once, session):
    path = "/office/organisations/countries/KP"
    texts = ({"short-ko": "북한"}, {"short-ko": "조선"})
    assert at_once(CountryName, path, "main form[method=post]", *texts) == [302, 409]
    assert number_of(session, CountryName) == 1


def test_two_officers_fill_a_year(at_once, session):
    path = "/office/holidays/?year=2031"
    assert at_once(Holiday, path, "form[action*=fill]", {}, {}) == [302, 302]
    rows = session.execute(select(Holiday.day, Holiday.kind)).all()
    assert len(rows) == len(set(rows)) > 15


def test_two_officers_begin_a_programme(at_once, session):
    code = a_delegation(session).code
    session.commit()
    path = f"/office/delegations/{code}/itinerary/days/2099-03-03"
    texts = ({"title-ko": "첫날"}, {"title-ko": "도착"})
    assert at_once(Itinerary, path, "main form[method=post]", *texts) == [302, 409]
    assert number_of(session, Itinerary) == 1
