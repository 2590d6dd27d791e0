"""The administrator's page of users."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.people import LONG_AGO, People
from visits.access import actions
from visits.access.models import SecretLink, User
from visits.access.rules import Role
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.notifications.compose import Writer
from visits.notifications.models import Letter

TYPED = {"email": "new@example.org", "name": "Jung Garam", "role": "viewer", "language": "en"}


def test_the_list_shows_everybody_by_name(as_, people: People):
    for who in ("viewer", "coordinator"):
        assert people[who]
    page = as_("administrator").page("access.users")
    assert page.all("tbody th") == ["Choi Minjae", "Kim Haneul", "Seo Jiwon"]
    assert page.all("tbody tr:first-child td")[:3] == [
        "viewer@example.org",
        "Viewer",
        "No password yet",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"words": "hane"}, ["Kim Haneul"]),
        ({"words": "coordinator@"}, ["Kim Haneul"]),
        ({"role": "viewer"}, ["Choi Minjae"]),
        ({"state": "off"}, ["Lee Soyeon"]),
        ({"words": "nobody of that name"}, []),
        ({"role": "no such role"}, ["Choi Minjae", "Kim Haneul", "Lee Soyeon", "Seo Jiwon"]),
    ],
)
def test_the_list_can_be_narrowed(as_, people: People, typed, found):
    for who in ("viewer", "coordinator"):
        assert people[who]
    people["colleague"].is_enabled = False
    page = as_("administrator").page("access.users", **typed)
    assert page.all("tbody th") == found
    assert page.has(".empty") is (found == [])


def test_the_list_has_pages_of_25(as_, session: Session):
    session.add_all(
        User(email=f"u{n}@example.org", name=f"U {n:02}", role=Role.HOST, created_at=LONG_AGO)
        for n in range(30)
    )
    first = as_("administrator").page("access.users", role="host")
    assert len(first.all("tbody tr")) == 25
    second = first.click("Next")
    assert second.all("tbody th") == [f"U {n}" for n in range(25, 30)]
    assert second.click("Previous").all("tbody th") == first.all("tbody th")


def test_adding_somebody_shows_their_address_once(as_, browser, session: Session):
    page = as_("administrator").page("access.add_user").submit(**TYPED).follow()
    assert page.h1 == "Jung Garam"
    address = page.one("textarea#invitation").get_text()
    assert address.startswith("http://127.0.0.1:8000/en/password/")
    again = page.browser.open(page.path)
    assert not again.has("textarea#invitation")
    assert browser.open(address.removeprefix("http://127.0.0.1:8000")).h1 == "Set your password"


def test_adding_somebody_writes_a_letter(app: Flask, as_, session: Session):
    page = as_("administrator").page("access.add_user").submit(**TYPED).follow()
    letter = session.scalars(select(Letter)).one()
    writer: Writer = app.extensions["letters"]
    with app.test_request_context():
        composed = writer.compose(session, letter)
    assert composed.subject == "Set your password for the visits system"
    assert page.one("textarea#invitation").get_text() in composed.text.split("\n")
    assert letter.recipient == "new@example.org"


def test_that_letter_is_not_for_everybody_who_reads_letters(as_, session: Session):
    """Who could read it could become an administrator."""
    as_("administrator").page("access.add_user").submit(**TYPED)
    letter = session.scalars(select(Letter)).one()
    page = as_("coordinator").page("notifications.show", number=letter.id)
    assert "/password/" not in page.response.text
    assert (
        "/password/"
        in as_("administrator").page("notifications.show", number=letter.id).response.text
    )


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"email": ""}, {"email": ["This field is required."]}),
        ({"email": "no address"}, {"email": ["Enter an e-mail address such as name@example.org."]}),
        ({"name": " "}, {"name": ["This field is required."]}),
        ({"role": "king"}, {"role": ["Not a valid choice."]}),
        ({"language": "km"}, {"language": ["Not a valid choice."]}),
        (
            {"email": "Administrator@example.org"},
            {"email": ["Somebody has an account with this address already."]},
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is(as_, session: Session, typed, errors):
    page = as_("administrator").page("access.add_user").submit(**{**TYPED, **typed}, status=422)
    assert page.errors == errors
    assert page.one("input[name=phone]")["value"] == ""
    assert [user.name for user in session.scalars(select(User))] == ["Seo Jiwon"]


def test_a_user_can_be_changed(as_, people: People, session: Session):
    number = people["viewer"].id
    page = as_("administrator").page("access.user", number=number)
    page.submit("form.panel", name="Choi M.", role="coordinator", email="Choi@example.org")
    session.expire_all()
    user = people["viewer"]
    assert (user.name, user.role, user.email) == ("Choi M.", Role.COORDINATOR, "choi@example.org")


def test_nobody_takes_an_address_of_somebody_else(as_, people: People):
    number = people["viewer"].id
    page = as_("administrator").page("access.user", number=number)
    page = page.submit("form.panel", email="administrator@example.org", status=422)
    assert page.errors == {"email": ["Somebody has an account with this address already."]}


def test_there_is_no_such_user(as_):
    assert as_("administrator").page("access.user", number=99, status=404)


# -- the last administrator ------------------------------------------------------------------------


def test_the_last_administrator_stays_one(as_, people: People, session: Session):
    number = people["administrator"].id
    page = as_("administrator").page("access.user", number=number)
    page = page.submit("form.panel", role="viewer", status=422)
    assert page.errors == {
        "role": ["This is the last administrator. Make somebody else one first."]
    }
    session.expire_all()
    assert people["administrator"].role is Role.ADMINISTRATOR


def test_the_last_administrator_stays_active(as_, people: People, session: Session):
    number = people["administrator"].id
    page = as_("administrator").page("access.deactivate", number=number).submit(status=422)
    assert "This is the last administrator. Make somebody else one first." in page.text
    session.expire_all()
    assert people["administrator"].is_enabled


def test_a_deactivated_one_does_not_count(people: People, session: Session):
    people["colleague"].role = Role.ADMINISTRATOR
    people["colleague"].is_enabled = False
    session.commit()
    with pytest.raises(Refused, match="last_administrator"):
        actions.deactivate(session, people["administrator"], at=now())


def test_two_administrators_cannot_remove_each_other_at_once(
    app: Flask, people: People, session: Session
):
    people["colleague"].role = Role.ADMINISTRATOR
    ids = [people["administrator"].id, people["colleague"].id]
    session.commit()

    def remove(user_id: int) -> bool:
        with app.app_context(), db.sessionmaker() as own:
            user = own.get_one(User, user_id)
            try:
                actions.deactivate(own, user, at=now())
            except Refused:
                return False
            own.commit()
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(remove, ids)) == [False, True]


# -- deactivating and the one-time address ---------------------------------------------------------


def test_deactivated_and_back(as_, people: People, session: Session):
    number = people["viewer"].id
    browser = as_("administrator")
    page = browser.page("access.user", number=number).click("Deactivate").submit().follow()
    assert "Deactivated" in page.all(".badge")
    page = page.submit(f"form[action='/office/users/{number}/activate']").follow()
    assert "Active" in page.all(".badge")


def test_deactivating_kills_the_one_time_address(as_, browser, session: Session):
    admin = as_("administrator")
    page = admin.page("access.add_user").submit(**TYPED).follow()
    address = page.one("textarea#invitation").get_text().removeprefix("http://127.0.0.1:8000")
    page.click("Deactivate").submit()
    assert browser.open(address, status=410).h1 == "This link no longer works."


def test_a_new_address_kills_the_former(as_, people: People, browser, session: Session):
    number = people["viewer"].id
    admin = as_("administrator")
    addresses = []
    for _ in range(2):
        page = admin.page("access.reset_password", number=number).submit().follow()
        whole = page.one("textarea#invitation").get_text()
        addresses.append(whole.removeprefix("http://127.0.0.1:8000"))
    browser.open(addresses[0], status=410)
    browser.open(addresses[1])
    assert len(session.scalars(select(SecretLink)).all()) == 2


def test_somebody_else_can_be_signed_out(as_, people: People):
    viewer = as_("viewer")
    number = people["viewer"].id
    page = as_("administrator").page("access.user", number=number)
    page.submit(f"form[action='/office/users/{number}/sign-out']")
    assert viewer.fetch("GET", "/office/account").status_code == 303


@pytest.mark.parametrize("who", ["viewer", "coordinator", "approver", "host", "interpreter"])
def test_nobody_else_sees_the_users(as_: Callable, who: str):
    assert as_(who).page("access.users", status=403).h1 == "You may not open this page."
