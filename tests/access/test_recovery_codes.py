"""When the telephone is lost: ten codes on paper, each of them once."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.access.conftest import PASSWORD
from tests.access.test_second_factor import code_of
from tests.pages import Browser, Page
from tests.people import People
from visits.access import recovery
from visits.access.models import RecoveryCodes
from visits.audit.models import AuditEntry

WRONG = "This code is not right, or it was used already."


def enrol(browser: Browser) -> list[str]:
    """Set the second factor up as a person does; returns the codes that were shown."""
    page = browser.page("access.enrol")
    secret = page.one("code").get_text().replace(" ", "")
    return codes_on(page.submit("form.form", code=code_of(secret, 0), status=200))


def codes_on(page: Page) -> list[str]:
    return page.one("#codes").get_text().split()


@pytest.fixture
def codes(as_, known) -> list[str]:
    """The coordinator's."""
    known("coordinator")
    return enrol(as_("coordinator"))


@pytest.fixture
def asked(browser: Browser, sign_in, codes) -> Page:
    """The page that asks for a code on paper, after the password."""
    page = sign_in(browser, "coordinator", next="/office/account").follow()
    return page.click("Use a recovery code")


def test_there_are_ten_and_no_two_alike(codes):
    assert len(set(codes)) == 10
    assert all(recovery.fingerprint_of(code) for code in codes)


@pytest.mark.parametrize(
    "typed", ["ABCD-efgh-ijkl-mnop", " abcd efgh ijkl mnop ", "abcdefghijklmnop"]
)
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert recovery.fingerprint_of(typed) == recovery.fingerprint_of("abcd-efgh-ijkl-mnop")


def test_the_database_knows_them_by_their_hashes_alone(codes, session: Session):
    kept = session.scalars(select(RecoveryCodes)).one()
    assert kept.fingerprints == tuple(recovery.fingerprint_of(code) for code in codes)
    assert not any(code in repr(kept.fingerprints) for code in codes)


def test_a_code_signs_in_once(asked: Page, codes, new_browser, sign_in):
    page = asked.submit(code=codes[3]).follow()
    assert page.h1 == "My account"
    assert page.all(".flashes") == ["9 recovery codes are left."]
    assert "9 left" in page.text
    again = sign_in(new_browser(), "coordinator").follow().click("Use a recovery code")
    assert again.submit(code=codes[3], status=422).errors == {"code": [WRONG]}
    assert again.submit(code=codes[4].upper().replace("-", " ")).location == "/office/"


def test_the_log_names_who_signed_in_with_a_code(asked: Page, codes, people, session: Session):
    asked.submit(code=codes[3])
    session.expire_all()
    last = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == "RecoveryCodes")
        .order_by(AuditEntry.id.desc())
    ).first()
    user = people["coordinator"]
    assert (last.actor_kind, last.actor_id) == ("user", str(user.id))


def test_wrong_ones_of_both_kinds_count_together(asked: Page, codes):
    for _ in range(5):
        asked.submit(code="aaaa-bbbb-cccc-dddd", status=422)
    by_app = asked.click("Use the app instead")
    for _ in range(5):
        by_app.submit(code="000000", status=422)
    page = asked.submit(code=codes[0], status=422)
    assert page.errors == {"code": ["Too many attempts. Wait 15 minutes and try again."]}


def test_without_a_password_nobody_is_asked(browser: Browser, codes):
    page = browser.page("access.sign_in_recovery", lang="en", status=302)
    assert page.location == "/en/sign-in"


def test_they_are_made_anew_for_the_password(as_, codes, session: Session):
    browser = as_("coordinator")
    page = browser.page("access.account").click("Make new recovery codes")
    assert list(page.submit("form.panel", current="wrong one", status=422).errors) == ["current"]
    fresh = codes_on(page.submit("form.panel", current=PASSWORD, status=200))
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)
    session.expire_all()
    assert len(session.scalars(select(RecoveryCodes)).one().fingerprints) == 10


def test_without_a_second_factor_there_are_none(as_):
    page = as_("coordinator").page("access.new_recovery_codes", status=302)
    assert page.location == "/office/account"
    assert "Recovery codes" not in as_("coordinator").page("access.account").text


def test_they_go_with_the_second_factor(as_, codes, people: People, session: Session):
    number = people["coordinator"].id
    as_("administrator").page("access.user", number=number).click(
        "Remove the second factor"
    ).submit()
    assert session.scalars(select(RecoveryCodes)).all() == []


def test_the_log_says_that_one_was_used_but_not_which(asked: Page, codes, as_, session: Session):
    asked.submit(code=codes[0])
    entries = session.scalars(
        select(AuditEntry).where(AuditEntry.subject_kind == "RecoveryCodes").order_by(AuditEntry.id)
    ).all()
    assert [(one.action, one.subject_label) for one in entries] == [
        ("created", "coordinator@example.org"),
        ("changed", "coordinator@example.org"),
    ]
    assert entries[1].changes["fingerprints"] == ["•••", "•••"]
