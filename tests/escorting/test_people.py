"""Who is here and who is missing: by the list, and by codes that tell nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import AT, a_delegate, a_delegation, an_itinerary
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.escorting.models import CheckIn
from visits.kit.clock import now


@pytest.fixture
def guests(session, visit):
    made = [a_delegate(session, visit.delegation) for _ in range(2)]
    session.commit()
    return made


@pytest.fixture
def code_path(session, app):
    def made(delegate) -> str:
        keeper = app.extensions["links"]
        subject = ("delegate", delegate.id)
        link = keeper.standing(session, LinkKind.CHECK_IN, subject, language="en", at=AT)
        session.commit()
        return keeper.address(link).removeprefix(keeper.base_url)

    return made


def seen(session) -> list[int]:
    session.expire_all()
    return [row.delegate_id for row in session.scalars(select(CheckIn).order_by(CheckIn.id))]


def test_names_are_ticked_and_unticked(session, phone, stops, guests):
    page = phone.browser.open(f"{phone.path}/people/{stops[0].uid}")
    assert page.all(".escort-count strong") == ["0 of 2 are here"]
    page = page.submit(f"#delegate-{guests[1].id} form", seen="here").follow()
    assert page.all(".escort-count strong") == ["1 of 2 are here"]
    assert page.all(".escort-count .badge") == ["1 is missing"]
    page.submit(f"#delegate-{guests[1].id} form", seen="missing")
    assert seen(session) == []


def test_a_tick_that_waited_in_the_phone_keeps_its_time(session, phone, stops, guests):
    sent = now()
    times = {"tapped_at": (sent - timedelta(minutes=25)).isoformat(), "sent_at": sent.isoformat()}
    tick = {"stop": stops[0].uid, "delegate": guests[0].id, "seen": "here"}
    assert phone.post("check", **tick, **times) == ""
    assert phone.post("check", **tick) == ""
    (row,) = session.scalars(select(CheckIn)).all()
    assert abs(row.at - (sent - timedelta(minutes=25))) < timedelta(seconds=30)
    other = {**tick, "delegate": a_delegate(session, a_delegation(session)).id}
    said = phone.post("check", status=422, **other)
    assert said == "This person is not expected here any more."


def test_the_page_that_a_phone_keeps_names_nobody(phone, guests):
    assert "Family1" not in phone.page.response.text


def test_a_code_read_by_somebody_else_tells_nothing(session, browser, guests, code_path):
    page = browser.open(code_path(guests[0]))
    assert "Family1" not in page.response.text
    assert "Lima" not in page.response.text
    assert not page.has("main form")


def test_a_code_read_by_the_escorts_phone_checks_in_by_a_button(
    session, phone, stops, guests, code_path
):
    assert phone.page.h1 == "Lima"
    page = phone.browser.open(code_path(guests[0]))
    assert page.h1 == "Given1 Family1"
    assert seen(session) == []
    for _ in range(2):
        page.submit("form:first-child")
    assert seen(session) == [guests[0].id]
    page = phone.browser.open(f"{phone.path}/people/{stops[0].uid}")
    assert page.all(".escort-count strong") == ["1 of 2 are here"]


def test_an_escort_of_another_visit_learns_nothing(
    session, browser, escort_path, guests, code_path
):
    other = an_itinerary(session, a_delegation(session))
    browser.open(escort_path(other.delegation))
    assert "Family1" not in browser.open(code_path(guests[0])).response.text


def test_the_office_makes_codes_for_everybody_once(session, as_, visit, guests):
    office = as_("coordinator")
    page = office.page("escorting.codes", code=visit.delegation.code)
    page = page.submit().follow()
    assert len(page.soup.select(".escort-codes img")) == 2
    rows = select(SecretLink).where(SecretLink.kind == LinkKind.CHECK_IN)
    links = session.scalars(rows).all()
    assert sorted(link.subject_id for link in links) == [guest.id for guest in guests]
    picture = office.fetch("GET", page.soup.select_one(".escort-codes img")["src"])
    assert picture.mimetype == "image/svg+xml"
    assert not page.has("main form")


def test_a_delegate_of_another_visit_is_not_found(session, phone, stops):
    other = a_delegate(session, a_delegation(session))
    session.commit()
    token = phone.page.soup.select_one("input[name=csrf_token]")["value"]
    path = f"{phone.path}/people/{stops[0].uid}/{other.id}/here"
    answer = phone.browser.fetch("POST", path, data={"csrf_token": token})
    assert answer.status_code == 404
