"""Two who save the same row: the second sees both versions, and loses nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.pages import Page, fields_of
from tests.people import People
from visits.access.models import User


def both(page: Page) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]


def test_the_second_sees_both_versions(as_, people: People, session: Session):
    people["colleague"].role = people["administrator"].role
    number = people["viewer"].id
    mine = as_("administrator").page("access.user", number=number)
    theirs = as_("colleague").page("access.user", number=number)
    theirs.submit("form.panel", name="Choi Theirs", phone="044-300-0001")
    page = mine.submit("form.panel", name="Choi <Mine>", status=409)
    assert page.h1 == "Someone else saved first"
    assert both(page) == [
        ["Name Differs", "Choi <Mine>", "Choi Theirs"],
        ["Telephone Differs", "", "+82 44-300-0001"],
    ]
    assert "Lee Soyeon changed this at" in page.text
    assert page.one("a.button")["href"] == f"/office/users/{number}"
    session.expire_all()
    assert people["viewer"].name == "Choi Theirs"


def test_mine_can_be_saved_over_theirs(as_, people: People, session: Session):
    number = people["viewer"].id
    browser = as_("administrator")
    mine = browser.page("access.user", number=number)
    browser.page("access.user", number=number).submit("form.panel", phone="044-300-0001")
    page = mine.submit("form.panel", name="Choi Mine", status=409)
    assert page.submit().location == f"/office/users/{number}"
    session.expire_all()
    assert (people["viewer"].name, people["viewer"].phone) == ("Choi Mine", "")


def test_who_is_overtaken_again_is_asked_again(as_, people: People, session: Session):
    number = people["viewer"].id
    browser = as_("administrator")
    mine = browser.page("access.user", number=number)
    browser.page("access.user", number=number).submit("form.panel", phone="044-300-0001")
    page = mine.submit("form.panel", name="Choi Mine", status=409)
    browser.page("access.user", number=number).submit("form.panel", phone="044-300-0002")
    page = page.submit(status=409)
    assert both(page)[1] == ["Telephone Differs", "", "+82 44-300-0002"]


def test_a_form_without_its_version_is_refused(as_, people: People):
    page = as_("administrator").page("access.user", number=people["viewer"].id)
    assert page.submit("form.panel", version="", status=409).h1 == "Someone else saved first"
    assert page.submit("form.panel", version="7 or 1", status=409)


def test_two_that_pass_the_same_check_at_once(app: Flask, as_, people: People, session: Session):
    """Both read version 1 before either saves: on PostgreSQL the row itself refuses the second."""
    number = people["viewer"].id
    browser = as_("administrator")
    page = browser.page("access.user", number=number)
    cookie = browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie
    forms = [fields_of(browser.page("access.user", number=number).one("form.panel")) for _ in "12"]
    session.commit()
    together = Barrier(2, timeout=1)

    def wait(_mapper: object, _connection: object, _row: User) -> None:
        if app.config["SQLALCHEMY_ENGINES"]["default"].startswith("postgresql"):
            together.wait()

    def save(which: int) -> int:
        client = app.test_client()
        client.set_cookie(cookie.key, cookie.value, domain="localhost")
        return client.post(page.path, data={**forms[which], "name": f"No. {which}"}).status_code

    event.listen(User, "before_update", wait)
    try:
        with ThreadPoolExecutor(2) as threads:
            assert sorted(threads.map(save, range(2))) == [302, 409]
    finally:
        event.remove(User, "before_update", wait)
