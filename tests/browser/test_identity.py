"""From the liaison's telephone to the security desk, and what is left of it after the purge."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.test_every_page import faults_of
from tests.browser.window import PHONE, Window
from tests.factories import a_contact
from tests.identity.cast import a_strict_site, a_visit
from tests.people import People
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.access_lists.models import AccessListVersion
from visits.delegations.models import Delegation
from visits.identity import actions, queries
from visits.identity.codes import code_of
from visits.identity.models import IdentityRecord
from visits.identity.rules import due_on
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.retention import Retention
from visits.kit.wiping import wipe
from visits.sites.rules import ContactRole

pytestmark = pytest.mark.sqlite_alone

PASSPORTS = {"Noura": "M11111111", "Salem": "N22222222"}


@pytest.fixture
def visit(session: Session, people: People) -> Delegation:
    people["coordinator"].totp_secret = "sealed"
    site = a_strict_site(session)
    a_contact(session, site, role=ContactRole.SECURITY_DESK, name="Desk", language="en")
    visit = a_visit(session, site)
    session.commit()
    return visit


@pytest.fixture
def liaison(app: Flask, session: Session, visit: Delegation) -> SecretLink:
    link = app.extensions["links"].issue(
        session, LinkKind.LIAISON, ("delegation", visit.id), language="en", at=now()
    )
    session.commit()
    return link


def pass_the_code(app: Flask, session: Session, window: Window, link: SecretLink) -> None:
    """Ask for a code, read it in the mail, type it."""
    keeper = app.extensions["links"]
    page = window.open(f"/en/identity/{keeper.token(link)}")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_text("A code is on its way").wait_for()
    code = queries.newest_code(session, link.id)
    page.get_by_role("textbox", name="Code").fill(
        code_of(keeper.key, code.id, link.id, code.made_at)
    )
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Who asks for it").wait_for()


def enter(window: Window, name: str, passport: str) -> None:
    page = window.page
    page.get_by_role("link", name=f"Enter {name}").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("declared after informing them").check()
    page.get_by_label("Date of birth").fill("1975-04-30")
    page.get_by_role("textbox", name="Passport number").fill(passport)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()


def stored(session: Session) -> list[str]:
    rows = session.scalars(select(IdentityRecord))
    return [value for row in rows for value in (row.passport_number, row.birth_date) if value]


def found_in(folder: Path, texts: list[str]) -> list[str]:
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [text for text in texts if text.encode() in held]


def test_identity_data_go_from_the_liaison_to_the_desk_and_are_destroyed(
    app: Flask,
    session: Session,
    open_window: Callable[..., Window],
    visit: Delegation,
    liaison: SecretLink,
    data_dir: Path,
):
    telephone = open_window(size=PHONE)
    pass_the_code(app, session, telephone, liaison)
    for name, passport in PASSPORTS.items():
        enter(telephone, name, passport)
    assert telephone.page.locator(".badge").all_text_contents() == ["Complete", "Complete"]
    sealed = stored(session)
    assert len(sealed) == 4
    assert found_in(data_dir, list(PASSPORTS.values())) == []

    office = open_window("coordinator")
    page = office.open(f"/office/delegations/{visit.code}/access-lists")
    page.get_by_role("link", name="Hand over by link").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Handed over", exact=True).wait_for()

    version = session.scalars(select(AccessListVersion)).one()
    token = app.extensions["links"].token(session.get_one(SecretLink, version.link_id))
    desk = open_window(size=PHONE)
    page = desk.open(f"/en/access-list/{token}")
    assert page.get_by_text("Noura").count() == 0
    page.get_by_role("button", name="Open the list").click()
    for name, passport in PASSPORTS.items():
        page.get_by_text(name).wait_for()
        page.get_by_text(passport).wait_for()
    office.page.reload()
    office.page.get_by_text("Looked at:").wait_for()

    due = due_on(visit.ends_on + timedelta(days=6), Retention())
    actions.purge(session, due, Retention(), by="test", mail=data_dir / "mail", at=now())
    session.commit()
    session.close()
    with app.app_context():
        assert wipe(db.engine)
    assert found_in(data_dir, [*sealed, *PASSPORTS.values(), "1975-04-30"]) == []


@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_the_steps_pages_are_right_in_every_direction(
    app: Flask,
    session: Session,
    open_window: Callable[..., Window],
    visit: Delegation,
    liaison: SecretLink,
    language: str,
):
    window = open_window(size=PHONE)
    token = app.extensions["links"].token(liaison)
    base, person = f"/{language}/identity/{token}", f"/people/{visit.delegates[0].id}"
    faults = [*faults_of(window, base, language)]
    pass_the_code(app, session, window, liaison)
    for path in ("", person, f"{person}/invite"):
        faults += faults_of(window, f"{base}{path}", language)
    assert faults == []


def test_the_offices_pages_are_right(
    open_window: Callable[..., Window], visit: Delegation, people: People
):
    window = open_window("coordinator", size=PHONE)
    base = f"/office/delegations/{visit.code}"
    faults = []
    for path in ("identity", f"identity/{visit.delegates[0].id}", "access-lists"):
        faults += faults_of(window, f"{base}/{path}", "en")
    overseer = open_window("administrator", size=PHONE)
    for path in ("/office/identity/looks", "/office/identity/destroyed"):
        faults += faults_of(overseer, path, "en")
    assert faults == []
