"""Sent by several windows at the same moment, a form is one request with one letter."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from tests.pages import fields_of
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.intake.models import RequestDraft, VisitRequest
from visits.notifications.models import Letter

WINDOWS = 4


def test_a_form_that_is_sent_from_several_windows_is_one_request(app, session, filled, new_browser):
    """Each window has opened the last step by itself, so each sends another key."""
    windows = [new_browser() for _ in range(WINDOWS)]
    pages = [window.open(f"{filled.base}/check") for window in windows]
    forms = [fields_of(page.one("form#send")) for page in pages]
    together = Barrier(WINDOWS)

    def send(number: int) -> tuple[int, str]:
        together.wait()
        answer = windows[number].client.post(f"{filled.base}/check", data=forms[number])
        return answer.status_code, answer.headers.get("Location", "")

    session.close()
    with ThreadPoolExecutor(WINDOWS) as pool:
        answers = list(pool.map(send, range(WINDOWS)))
    assert answers == [(302, "/en/request/sent")] * WINDOWS
    rows = (RequestDraft, VisitRequest, Letter)
    assert [session.scalar(select(func.count()).select_from(row)) for row in rows] == [0, 1, 1]
    links = select(func.count(SecretLink.id)).where(SecretLink.kind == LinkKind.REQUESTER)
    assert session.scalar(links) == 1
