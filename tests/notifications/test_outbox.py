"""The outbox's pages: finding letters, reading them, and what staff do with them."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from tests.factories import a_stop, a_user, an_itinerary
from tests.notifications.postbox import MONDAY, programme
from visits.access.links import LinkKeeper
from visits.access.rules import Channel, LinkKind, Permission
from visits.itineraries.models import Release
from visits.kit.clock import now
from visits.notifications.compose import labelled
from visits.notifications.models import Letter
from visits.notifications.rules import Failure, LetterMove, LetterState


def names(page) -> list[str]:
    return page.all("tbody td:nth-of-type(1) bdi:first-of-type")


def test_the_list_shows_the_newest_first(as_, queued):
    queued(name="Amina Al-Farsi")
    queued("", name="Badr Al-Saud")
    page = as_("coordinator").page("notifications.index")
    assert names(page) == ["Badr Al-Saud", "Amina Al-Farsi"]
    assert page.all("tbody td:nth-of-type(1) .badge") == ["No e-mail address"]


def test_letters_are_found_by_recipient_state_kind_and_record(as_, session, queued):
    queued("badr@example.org", name="Badr Al-Saud")
    queued("", name="Chen Wei")
    queued(name="Amina Al-Farsi", about=("delegation", 8), kind="notifications.trial")
    browser = as_("coordinator")
    for query, found in [
        ({"words": "bad"}, ["Badr Al-Saud"]),
        ({"words": "amina@example"}, ["Amina Al-Farsi"]),
        ({"words": "nobody"}, []),
        ({"view": "to-do"}, ["Chen Wei"]),
        ({"view": "waiting"}, ["Amina Al-Farsi", "Badr Al-Saud"]),
        ({"kind": "notifications.trial"}, ["Amina Al-Farsi"]),
        ({"about": "delegation", "id": 8}, ["Amina Al-Farsi"]),
        ({"about": "delegation", "id": "x"}, ["Amina Al-Farsi", "Chen Wei", "Badr Al-Saud"]),
    ]:
        assert names(browser.page("notifications.index", **query)) == found


def test_the_list_comes_in_pages(as_, queued):
    for number in range(26):
        queued(name=f"Guest {number}")
    page = as_("coordinator").page("notifications.index")
    assert len(names(page)) == 25
    assert names(page.click("Next")) == ["Guest 0"]


def test_a_letter_reads_as_it_will_go(as_, queued):
    letter = queued(language="ar", name="أمينة الفارسي")
    page = as_("coordinator").page("notifications.show", number=letter.id)
    text = page.one("#letter-text")
    assert (text["lang"], text["dir"]) == ("ar", "rtl")
    assert "أمينة الفارسي" in text.get_text()
    assert page.one("#letter-subject")["value"] == "Programme of الثلاثاء، 24 نوفمبر 2026"
    assert "Waiting to be sent" in page.text


def test_the_mail_file_is_the_letter(as_, queued):
    letter = queued()
    path = as_("coordinator").url("notifications.download", number=letter.id)
    response = as_("coordinator").fetch("GET", path)
    assert response.headers["Content-Disposition"] == f"attachment; filename=letter-{letter.id}.eml"
    assert response.headers["Cache-Control"] == "private, no-store"
    mail = message_from_bytes(response.data, policy=default)
    assert (mail["Message-ID"], mail["X-Unsent"]) == (letter.message_id, "1")


def test_attachments_are_downloads(as_, queued):
    letter = queued()
    browser = as_("viewer")
    page = browser.page("notifications.show", number=letter.id)
    assert page.has(f'a[href="/office/letters/{letter.id}/attachments/1"]')
    response = browser.fetch("GET", f"/office/letters/{letter.id}/attachments/1")
    assert response.data == b"BEGIN:VCALENDAR\r\n"
    assert response.headers["Content-Disposition"] == "attachment; filename=visit.ics"
    browser.open(f"/office/letters/{letter.id}/attachments/2", status=404)


def test_a_letter_that_cannot_be_composed_says_why(as_, queued):
    letter = queued(kind="nothing.known")
    page = as_("coordinator").page("notifications.show", number=letter.id)
    assert "No text exists for letters of this kind." in page.text


def test_there_is_no_such_letter(as_):
    as_("coordinator").page("notifications.show", number=404, status=404)


# -- what staff do ---------------------------------------------------------------------------------


def test_a_draft_is_edited_and_sent(as_, session, queued):
    letter = queued(draft=True)
    browser = as_("coordinator")
    page = browser.page("notifications.edit", number=letter.id)
    page.submit(subject="Tuesday in Sejong", recipient="AMINA.F@example.org").follow()
    page = browser.page("notifications.show", number=letter.id)
    assert page.one("#letter-subject")["value"] == "Tuesday in Sejong"
    assert "Changed by hand" in page.text
    page.submit('main form[action$="/release"]').follow()
    session.refresh(letter)
    assert (letter.state, letter.recipient) == (LetterState.QUEUED, "amina.f@example.org")
    assert (letter.subject, letter.text) == ("Tuesday in Sejong", None)
    assert [(step.move, step.by) for step in letter.steps] == [
        (LetterMove.EDIT, "Kim Haneul"),
        (LetterMove.QUEUE, "Kim Haneul"),
    ]


def test_words_left_empty_are_composed_again(as_, session, queued):
    letter = queued(draft=True)
    letter.subject, letter.text = "Old", "Old"
    page = as_("coordinator").page("notifications.edit", number=letter.id)
    page.submit(subject="", text="")
    session.refresh(letter)
    assert (letter.subject, letter.text) == (None, None)


def test_a_bad_address_is_answered_in_place_and_what_was_typed_is_kept(as_, session, queued):
    letter = queued(draft=True)
    page = as_("coordinator").page("notifications.edit", number=letter.id)
    page = page.submit(recipient="no address", text="My words", status=422)
    assert page.errors == {"recipient": ["Enter an e-mail address such as name@example.org."]}
    assert page.one("textarea[name=text]").get_text().strip() == "My words"
    session.refresh(letter)
    assert letter.text is None


def test_an_edit_over_another_s_is_refused_with_both_versions(as_, session, queued):
    letter = queued(draft=True)
    mine = as_("coordinator").page("notifications.edit", number=letter.id)
    as_("colleague").page("notifications.edit", number=letter.id).submit(subject="Theirs")
    page = mine.submit(subject="Mine", status=409)
    assert "Mine" in page.text
    assert "Theirs" in page.text


def test_without_an_address_a_released_letter_waits_for_a_person(as_, session, queued):
    letter = queued("", draft=True)
    page = as_("coordinator").page("notifications.show", number=letter.id)
    assert "This recipient cannot be reached by mail." in page.text
    page.submit('main form[action$="/release"]')
    session.refresh(letter)
    assert letter.state is LetterState.FOR_HAND


def test_a_letter_is_marked_as_sent_by_hand(as_, session, queued):
    letter = queued("", draft=True)
    browser = as_("coordinator")
    page = browser.page("notifications.by_hand", number=letter.id)
    page.submit(
        channel="official_letter",
        day="2026-11-13",
        clock="16:30",
        person="Lee Soyeon",
        note="국제-412",
    )
    session.refresh(letter)
    assert (letter.state, letter.channel) == (LetterState.BY_HAND, Channel.OFFICIAL_LETTER)
    assert letter.sent_at is not None
    assert letter.sent_at.isoformat() == "2026-11-13T07:30:00+00:00"
    assert letter.sent_by == "Lee Soyeon"
    page = browser.page("notifications.show", number=letter.id)
    assert "국제-412" in page.text
    assert page.has('form[action$="/again"]') is False


def test_nothing_was_sent_by_hand_in_the_future(as_, session, queued):
    letter = queued("", draft=True)
    page = as_("coordinator").page("notifications.by_hand", number=letter.id)
    later = (now() + timedelta(days=2)).date().isoformat()
    page = page.submit(day=later, status=422)
    assert page.errors == {"day": ["This time has not come yet."]}


def test_a_sent_letter_goes_again_under_a_new_identifier(as_, session, queued):
    letter = queued()
    letter.state, letter.sent_at = LetterState.SENT, MONDAY
    before = letter.message_id
    as_("coordinator").page("notifications.show", number=letter.id).submit('form[action$="/again"]')
    session.refresh(letter)
    assert (letter.state, letter.sent_at) == (LetterState.QUEUED, None)
    assert letter.message_id != before


def test_all_failed_letters_go_again_at_once(as_, session, queued):
    letters = [queued(), queued(), queued("")]
    for letter in letters:
        letter.state, letter.failure, letter.attempts = LetterState.FAILED, Failure.UNREACHABLE, 7
    page = as_("coordinator").page("notifications.index", view="to-do")
    page = page.submit('form[action$="/failed/again"]').follow()
    assert "2 letters will be sent again." in page.text
    session.expire_all()
    assert [(letter.state, letter.attempts) for letter in letters] == [
        (LetterState.QUEUED, 0),
        (LetterState.QUEUED, 0),
        (LetterState.FAILED, 7),
    ]


def test_a_letter_that_is_dropped_can_be_taken_back(as_, session, queued):
    letter = queued()
    browser = as_("coordinator")
    browser.page("notifications.show", number=letter.id).submit('form[action$="/drop"]')
    session.refresh(letter)
    assert letter.state is LetterState.DROPPED
    browser.page("notifications.show", number=letter.id).submit('form[action$="/take-back"]')
    session.refresh(letter)
    assert letter.state is LetterState.DRAFT


def test_what_is_being_sent_cannot_be_touched(as_, session, queued):
    letter = queued()
    letter.state = LetterState.CLAIMED
    browser = as_("coordinator")
    page = browser.page("notifications.show", number=letter.id)
    assert page.all("main .heading form") == []
    browser.page("notifications.edit", number=letter.id).submit(status=422)


def test_somebody_asks_for_a_test_letter(as_, session, people):
    as_("coordinator").page("notifications.index").submit('form[action$="/trial"]').follow()
    letter = session.scalars(select(Letter)).one()
    assert (letter.recipient, letter.state) == ("coordinator@example.org", LetterState.QUEUED)


# -- who may see what ------------------------------------------------------------------------------


def test_a_viewer_reads_without_secret_addresses(app, as_, session, queued):
    keeper: LinkKeeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.GUEST, ("delegation", 7), language="en", at=MONDAY)
    letter = queued(facts={"address": keeper.address(link)})
    seen = as_("coordinator").page("notifications.show", number=letter.id)
    assert keeper.token(link) in seen.one("#letter-text").get_text()
    page = as_("viewer").page("notifications.show", number=letter.id)
    assert keeper.token(link) not in str(page.soup)
    assert "http://127.0.0.1:8000/en/visit/…" in page.one("#letter-text").get_text()
    assert page.all("main .heading form, main .heading a.button") == []
    page.browser.page("notifications.download", number=letter.id, status=403)


def test_letters_that_open_an_account_are_for_those_who_manage_users(app, as_, queued, monkeypatch):
    composers = app.extensions["letters"].composers

    @labelled("Password", seen_by=Permission.MANAGE_USERS)
    def closed(*asked):
        return programme(*asked)

    monkeypatch.setitem(composers, "tests.programme", closed)
    letter = queued()
    page = as_("coordinator").page("notifications.show", number=letter.id)
    assert "for its recipient alone" in page.text
    assert page.has("#letter-text") is False
    for endpoint in ("notifications.download", "notifications.edit"):
        page.browser.page(endpoint, number=letter.id, status=403)
    assert as_("administrator").page("notifications.show", number=letter.id).has("#letter-text")


def test_letters_about_identity_data_ask_for_a_second_factor(
    app, session, as_, people, queued, monkeypatch
):
    composers = app.extensions["letters"].composers

    @labelled("Code", seen_by=Permission.SEE_IDENTITY)
    def code(*asked):
        return programme(*asked)

    monkeypatch.setitem(composers, "tests.programme", code)
    letter = queued()
    page = as_("coordinator").page("notifications.show", number=letter.id)
    assert page.has("#letter-text") is False
    for endpoint in ("notifications.download", "notifications.edit"):
        page.browser.page(endpoint, number=letter.id, status=403)
    people["coordinator"].totp_secret = "sealed"
    session.commit()
    assert as_("coordinator").page("notifications.show", number=letter.id).has("#letter-text")


@pytest.mark.parametrize("who", ["host", "interpreter"])
def test_the_outbox_is_not_for_others(as_, queued, who):
    letter = queued()
    as_(who).page("notifications.index", status=403)
    as_(who).page("notifications.show", number=letter.id, status=403)


def test_the_list_costs_the_same_whatever_is_in_it(as_, queued, queries_of):
    browser = as_("coordinator")
    queued()
    one = queries_of(lambda: browser.page("notifications.index"))
    for _ in range(9):
        queued()
    assert queries_of(lambda: browser.page("notifications.index")) == one
    assert one == 4


def test_a_letter_costs_the_same_whatever_happened_to_it(as_, queued, queries_of):
    browser, number = as_("coordinator"), queued().id
    before = queries_of(lambda: browser.page("notifications.show", number=number))
    browser.page("notifications.edit", number=number).submit(text="Come at two.")
    assert queries_of(lambda: browser.page("notifications.show", number=number)) == before
    assert before == 4


# -- letters that lie as files ---------------------------------------------------------------------


@pytest.mark.parametrize("button", ["drop", "again"])
def test_the_file_goes_with_what_becomes_of_its_letter(as_, written, button):
    letter, path = written
    page = as_("coordinator").page("notifications.show", number=letter.id)
    page.submit(f'main form[action$="/{button}"]')
    assert not path.exists()


def test_the_file_goes_when_the_letter_was_sent_by_hand(as_, written):
    letter, path = written
    as_("coordinator").page("notifications.by_hand", number=letter.id).submit()
    assert not path.exists()


def test_the_file_goes_when_the_letter_reads_otherwise(as_, written):
    letter, path = written
    as_("coordinator").page("notifications.edit", number=letter.id).submit(subject="Tuesday")
    assert not path.exists()


@pytest.fixture
def written(sender, queued):
    """A letter that lies as a file because there is no mail server, and its path."""
    letter = queued()
    sender.server = None
    sender.send_waiting()
    path = sender.folder / f"letter-{letter.id}.eml"
    assert path.exists()
    return letter, path


# -- who sees whose --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("viewer", "a…@example.org"),
        ("approver", "amina@example.org"),
        ("coordinator", "amina@example.org"),
    ],
)
def test_a_viewer_reads_the_name_and_no_address(as_, queued, who, seen):
    letter = queued()
    browser = as_(who)
    for page in (
        browser.page("notifications.index"),
        browser.page("notifications.show", number=letter.id),
    ):
        assert page.all("main bdi[dir=ltr].small") == [seen]
        assert "Amina Al-Farsi" in page.text


def test_a_delegation_s_thread_holds_letters_about_its_stops_and_releases(as_, session, queued):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    release = Release(
        itinerary=itinerary,
        number=1,
        at=MONDAY,
        by_id=a_user(session).id,
        diff={},
        days=[],
        overrides=[],
    )
    session.add(release)
    session.flush()
    other = a_stop(session, an_itinerary(session))
    delegation = itinerary.delegation
    queued(name="Of the visit", about=("delegation", delegation.id))
    queued(name="Of a stop", about=("stop", stop.id))
    queued(name="Of a release", about=("release", release.id))
    queued(name="Of another", about=("stop", other.id))
    found = ["Of a release", "Of a stop", "Of the visit"]
    browser = as_("coordinator")
    assert names(browser.page("notifications.index", about="delegation", id=delegation.id)) == found
    page = browser.page("delegations.show", code=delegation.code)
    assert (
        page.all("[aria-labelledby=letters-panel] li p:first-of-type > span > bdi:first-of-type")
        == found
    )


def test_mine_are_the_letters_of_delegations_that_i_lead(as_, session, people, queued):
    mine = an_itinerary(session, lead=people["coordinator"])
    queued(name="Mine", about=("stop", a_stop(session, mine).id))
    queued(name="Another's", about=("delegation", an_itinerary(session).delegation.id))
    assert names(as_("coordinator").page("notifications.index", mine="y")) == ["Mine"]
