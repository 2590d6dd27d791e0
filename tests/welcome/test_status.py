"""A request by its requester's own link: confirm, answer, correct, attach, withdraw; link again."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.factories import a_user, today
from tests.intake.cast import FORM, sent
from tests.pages import fields_of
from tests.papers.samples import PDF
from tests.welcome.filling import TUESDAY
from visits.access.links import revoke
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.intake import actions, queries
from visits.intake.models import RequestStep, VisitRequest
from visits.intake.rules import Purpose, RequestState
from visits.kit.clock import now
from visits.notifications.models import Letter
from visits.papers.models import File


@pytest.fixture
def mine(app, session) -> VisitRequest:
    """Sent just now by the web form, in French; not confirmed."""
    return actions.submit(
        session,
        {**FORM, "slots": [{"said": TUESDAY.isoformat()}, {"said": "mid-May"}]},
        consents={Purpose.HANDLING: True},
        language="fr",
        links=app.extensions["links"],
        at=now(),
    )


@pytest.fixture
def link(session, mine) -> SecretLink:
    return session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.REQUESTER)).one()


@pytest.fixture
def path(app, link) -> str:
    return f"/en/requests/{app.extensions['links'].token(link)}"


def confirm(browser, path):
    return browser.open(path).submit("form[action$='/confirm']")


def letters(session) -> list[str]:
    return list(session.scalars(select(Letter.kind).order_by(Letter.id)))


def ask(app, session, mine, text="How many days?"):
    return actions.ask(
        session, mine, text, by=a_user(session), links=app.extensions["links"], at=now()
    )


def test_the_button_behind_the_mailed_link_receives_the_request(session, browser, mine, path):
    assert confirm(browser, path).location == path
    page = browser.open(path)
    assert mine.state is RequestState.RECEIVED
    assert page.one("#state").get_text() == "We have your request."
    assert mine.code in page.text
    assert "We answer by" in page.text
    assert letters(session) == ["intake.confirm_email", "intake.receipt"]


def test_pressed_twice_it_is_one_receipt(session, browser, path):
    page = browser.open(path)
    page.submit("form[action$='/confirm']")
    page.submit("form[action$='/confirm']")
    assert letters(session) == ["intake.confirm_email", "intake.receipt"]


@pytest.mark.parametrize("tail", ["", "/correct", "/consents", "/withdraw", "/files"])
def test_looking_changes_nothing(session, browser, mine, path, tail):
    """A mail gateway fetches every link."""
    version, steps = mine.version, session.scalar(select(func.count(RequestStep.id)))
    for method in ("HEAD", "GET", "GET", "GET"):
        assert browser.fetch(method, f"{path}{tail}").status_code == 200
    session.expire_all()
    assert (mine.state, mine.version) == (RequestState.UNCONFIRMED, version)
    assert session.scalar(select(func.count(RequestStep.id))) == steps
    assert letters(session) == ["intake.confirm_email"]


def test_the_button_cannot_be_fetched(browser, path):
    for method in ("HEAD", "GET"):
        assert browser.fetch(method, f"{path}/confirm").status_code == 405


def test_a_question_is_answered_in_place(app, session, browser, mine, path):
    confirm(browser, path)
    ask(app, session, mine)
    page = browser.open(path)
    assert "How many days?" in page.text
    wrong = page.submit("form[action*='/questions/']", status=422)
    assert wrong.one("[aria-invalid]")["name"] == "text"
    page.submit("form[action*='/questions/']", text="Two days.")
    assert mine.questions[0].answer == "Two days."
    assert mine.state is RequestState.UNDER_REVIEW
    assert "Two days." in browser.open(path).text


def test_the_question_of_another_request_is_not_there(app, session, browser, mine, path):
    other = sent(app, session, requester_email="other@example.org")
    actions.confirm(
        session,
        other,
        by=None,
        links=app.extensions["links"],
        at=now(),
        channel="link",
        told_on=today(),
    )
    ask(app, session, other)
    number = other.questions[0].id
    page = browser.open(path)
    token = page.soup.select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "text": "mine"}
    assert browser.fetch("POST", f"{path}/questions/{number}", data=data).status_code == 404


def test_a_correction_is_kept(session, browser, mine, path):
    confirm(browser, path)
    page = browser.open(f"{path}/correct")
    assert page.one("[name=slot1-first]")["value"] == TUESDAY.isoformat()
    assert page.one("[name=slot2-said]")["value"] == "mid-May"
    page.submit("main form", people_said="20", **{"slot2-said": "late May"})
    assert (mine.people_said, mine.people) == ("20", 20)
    assert [slot.said for slot in mine.slots] == [TUESDAY.isoformat(), "late May"]
    assert mine.requester_email == FORM["requester_email"]


def test_a_day_that_passed_meanwhile_does_not_hinder_a_correction(session, browser, mine, path):
    confirm(browser, path)
    slot = mine.slots[0]
    slot.said, slot.first, slot.last = "2026-03-02", date(2026, 3, 2), date(2026, 3, 2)
    session.commit()
    page = browser.open(f"{path}/correct")
    page.submit("main form", people_said="20")
    session.expire_all()
    assert (mine.people, mine.slots[0].first) == (20, date(2026, 3, 2))


def test_two_corrections_at_once_show_both(session, browser, new_browser, mine, path):
    confirm(browser, path)
    first, second = browser.open(f"{path}/correct"), new_browser().open(f"{path}/correct")
    first.submit("main form", people_said="20")
    page = second.submit("main form", people_said="25", status=409)
    assert page.all("table td bdi")[:2] == ["25", "20"]
    page.submit("main form")
    assert mine.people_said == "25"


def test_files_are_added(session, browser, mine, path, data_dir):
    page = browser.open(f"{path}/files")
    page.submit("main form", files=(io.BytesIO(PDF), "letter.pdf"))
    session.expire_all()
    assert [file.name for file in mine.files] == ["letter.pdf"]
    assert "letter.pdf" in browser.open(path).text


def test_too_many_files_are_refused_in_place(session, browser, mine, path, data_dir):
    page = browser.open(f"{path}/files")
    files = [(io.BytesIO(PDF), f"letter{n}.pdf") for n in range(11)]
    page = page.submit("main form", files=files, status=422)
    assert page.errors == {"files": ["At most 10 files belong to a request."]}
    assert not list((data_dir / "files").rglob("*.*"))


def test_files_of_several_windows_together_are_not_too_many(
    app, session, new_browser, mine, path, data_dir
):
    """Ten in all, whichever of the windows comes first."""
    windows = [new_browser() for _ in range(3)]
    forms = [fields_of(window.open(f"{path}/files").one("main form")) for window in windows]
    together = Barrier(len(windows))

    def send(number: int) -> int:
        files = [(io.BytesIO(PDF), f"{number}-{n}.pdf") for n in range(6)]
        together.wait()
        data = {**forms[number], "files": files}
        return windows[number].client.post(f"{path}/files", data=data).status_code

    session.close()
    with ThreadPoolExecutor(len(windows)) as pool:
        assert sorted(pool.map(send, range(len(windows)))) == [302, 422, 422]
    assert session.scalar(select(func.count(File.id))) == 6
    assert len([one for one in (data_dir / "files").rglob("*") if one.is_file()]) == 6


def test_a_request_is_withdrawn_and_then_nothing_can_be_done(session, browser, mine, path):
    confirm(browser, path)
    browser.open(f"{path}/withdraw").submit("main form", reason="No budget")
    assert mine.state is RequestState.WITHDRAWN
    page = browser.open(path)
    assert page.soup.select("main form") == []
    for tail in ("/correct", "/withdraw", "/files"):
        browser.open(f"{path}{tail}", status=404)


def test_a_correction_of_a_request_that_was_withdrawn_meanwhile_says_so(
    session, browser, new_browser, mine, path
):
    confirm(browser, path)
    stale = new_browser().open(f"{path}/correct")
    browser.open(f"{path}/withdraw").submit("main form", reason="No budget")
    page = stale.submit("main form", people_said="20", status=409)
    assert "This request was withdrawn." in page.one(".error-summary").text
    assert page.one("[name=people_said]")["value"] == "20"
    session.expire_all()
    assert mine.people_said == FORM["people_said"]


def test_unknown_addresses_and_stopped_ones(session, browser, link, path):
    browser.open(f"/en/requests/{'a' * 52}", status=404)
    revoke(link, at=now())
    browser.open(path, status=410)


def test_the_answer_is_the_same_for_addresses_that_we_know_and_do_not_know(session, browser, mine):
    said = []
    for email in ("aline@lyon.example.org", "nobody@lyon.example.org"):
        page = browser.page("welcome.my_request", lang="en").submit("main form", email=email)
        said.append(page.follow().one(".flashes").get_text().replace(email, "X"))
    assert said[0] == said[1]
    assert letters(session) == ["intake.confirm_email", "intake.link"]


def test_one_mailbox_is_not_flooded(session, browser, mine):
    for _ in range(8):
        page = browser.page("welcome.my_request", lang="en")
        page.submit("main form", email="aline@lyon.example.org")
    sent_again = [letter for letter in letters(session) if letter == "intake.link"]
    assert len(sent_again) == 1


def test_one_network_that_asks_for_many_is_asked_to_wait(browser):
    for n in range(20):
        page = browser.page("welcome.my_request", lang="en")
        page.submit("main form", email=f"n{n}@example.org")
    page = browser.page("welcome.my_request", lang="en").submit(
        "main form", email="last@example.org", status=429
    )
    assert "Very many requests come from your network" in page.text


def test_a_consent_is_given_and_taken_back(session, browser, mine, path):
    confirm(browser, path)
    page = browser.open(f"{path}/consents")
    assert page.soup.select("[type=checkbox][checked]") == []
    page.submit("main form", agree_accessibility=True, agree_hosts=True)
    assert [p for p, given in queries.consents_of(mine).items() if given] == [
        Purpose.HANDLING,
        Purpose.HOSTS,
        Purpose.ACCESSIBILITY,
    ]
    browser.open(f"{path}/correct").submit("main form", accessibility="One wheelchair")
    assert mine.accessibility == "One wheelchair"
    browser.open(f"{path}/consents").submit("main form", agree_accessibility=None)
    assert mine.accessibility == ""
    assert not browser.open(f"{path}/correct").has("[name=accessibility]")


def test_what_was_said_already_is_not_said_again(session, browser, mine, path):
    browser.open(f"{path}/consents").submit("main form")
    assert session.scalar(select(func.count(RequestStep.id))) == 1


def test_the_page_repeats_what_was_asked_for(session, browser, mine, path):
    mine.purpose, mine.languages, mine.sites_said = "To learn", ("fr", "en"), "The control centre"
    session.commit()
    page = browser.open(path)
    told = dict(zip(page.all("dt"), page.all("dd"), strict=True))
    assert told["What is the purpose of your visit?"] == "To learn"
    assert told["Languages of the group"] == "French, English"
    assert told["Sites that you wish to see"] == "The control centre"
