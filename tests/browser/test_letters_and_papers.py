"""The outbox and the register of papers with something in them, in three languages and two sizes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.papers.samples import PDF
from tests.people import People
from visits.notifications import actions as letters
from visits.notifications.models import Letter
from visits.notifications.rules import Failure, LetterState, Setback
from visits.papers import actions as papers
from visits.papers import storage
from visits.papers.models import OfficialPaper
from visits.papers.rules import Direction, Disclosure, PaperKind, Upload

MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
LONG = "Ministry of Municipal and Rural Affairs and Housing of the Kingdom of Saudi Arabia"

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def outbox(session: Session, people: People) -> list[Letter]:
    """A failed letter in Arabic, one without an address, one that waits."""
    recipients = [
        ("amina.al-farsi@smartcities.example.org", "أمينة الفارسي", "ar"),
        ("", f"Badr Al-Saud, {LONG}", "en"),
        ("haneul@example.org", "김하늘", "ko"),
    ]
    made = [
        letters.queue(
            session,
            "notifications.trial",
            to=to,
            name=name,
            language=language,
            about=("user", people["administrator"].id),
            key=f"trial:{name}",
            facts={},
            at=MONDAY,
        )
        for to, name, language in recipients
    ]
    letters.claim(made[0], at=MONDAY)
    refused = Setback(Failure.ADDRESS_REFUSED, "550 5.1.1 No such user here")
    letters.note_setback(made[0], refused, at=MONDAY)
    session.commit()
    return made


@pytest.fixture
def paper(session: Session, data_dir: Path, people: People) -> OfficialPaper:
    folder = data_dir / "files"
    upload = Upload(
        "스마트시티 방문단 영접 계획(안)_국제관계담당관-1234.pdf", "application/pdf", PDF
    )
    kept = [storage.keep(folder, upload)]
    storage.belong(session, folder, kept)
    facts = {
        "title": "리야드 스마트시티 방문단 영접 계획(안) 보고 및 관계기관 협조 요청",
        "number": "국제관계담당관-1234",
        "dated_on": date(2026, 11, 13),
        "direction": Direction.INTERNAL,
        "kind": PaperKind.RECEPTION_PLAN,
        "counterpart": LONG,
        "disclosure": Disclosure.PARTLY,
        "disclosure_ground": "제9조제1항제6호",
    }
    subject = ("user", people["administrator"].id)
    made = papers.register(session, facts, subject=subject, files=kept, by="김하늘", at=MONDAY)
    papers.register(
        session,
        {**facts, "title": "Thanks", "number": ""},
        subject=None,
        files=[],
        by="",
        at=MONDAY,
    )
    session.commit()
    return made


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_with_letters_or_papers_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    outbox: list[Letter],
    paper: OfficialPaper,
    in_turn: Callable[..., list[str]],
    size: tuple[int, int],
    language: str,
):
    people["administrator"].language = language
    session.commit()
    window = open_window("administrator", size=size, language=language)
    paths = [
        "/office/letters/",
        f"/office/letters/?about=user&id={people['administrator'].id}",
        *(f"/office/letters/{letter.id}" for letter in outbox),
        f"/office/letters/{outbox[0].id}/edit",
        f"/office/letters/{outbox[1].id}/by-hand",
        "/office/papers/",
        f"/office/papers/{paper.id}",
        f"/office/papers/{paper.id}/edit",
        f"/office/papers/{paper.id}/files",
        f"/office/papers/{paper.id}/delete",
    ]
    faults = {path: list(faults_of(window, path, language)) for path in in_turn(paths)}
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_letter_is_copied_with_one_press(open_window, session: Session, outbox: list[Letter]):
    window = open_window("coordinator")
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.open(f"/office/letters/{outbox[1].id}")
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#letter-text").input_value()
    assert copied.startswith(f"Dear Badr Al-Saud, {LONG},")


def test_a_letter_without_an_address_is_sent_by_hand(
    open_window, session: Session, outbox: list[Letter]
):
    window = open_window("coordinator")
    page = window.open(f"/office/letters/{outbox[1].id}")
    page.get_by_role("link", name="Mark as sent by hand").click()
    page.get_by_label("How it was sent").select_option("messenger")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The letter is marked as sent by hand.").wait_for()
    session.refresh(outbox[1])
    assert outbox[1].state is LetterState.BY_HAND
