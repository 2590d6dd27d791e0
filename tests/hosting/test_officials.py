"""The office that keeps an official's diary is asked, and answers possible or not possible."""

from datetime import timedelta

import pytest

from tests.factories import AT, a_person, a_site, a_stop, a_user, an_itinerary, wall
from tests.hosting.cast import LATER
from visits.access.rules import LinkKind
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions
from visits.itineraries.rules import Consent
from visits.kit.translated import Translated
from visits.notifications.compose import writer
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

MINUTE = timedelta(minutes=1)


@pytest.fixture
def mayor(session):
    return a_person(
        session,
        "Mayor",
        diary_office="Secretariat",
        email="diary@example.org",
        skills=("receives",),
    )


@pytest.fixture
def call(session, mayor):
    """The mayor is asked to receive a courtesy call."""
    lead = a_user(session, name="Kim Haneul", phone="+82443000001")
    itinerary = an_itinerary(session, title=Translated(en="Lima delegation"), lead=lead)
    stop = a_stop(session, itinerary, site=a_site(session), title=Translated(en="Courtesy call"))
    return actions.assign_person(session, stop, mayor, Role.RECEIVES, at=AT)


@pytest.fixture
def token(session, app, mayor):
    keeper = app.extensions["links"]
    subject = ("person", mayor.id)
    return keeper.token(keeper.standing(session, LinkKind.HOST, subject, language="ko", at=AT))


def diary_letters(session):
    rows = session.query(Letter).filter_by(kind="hosting.diary").order_by(Letter.id)
    return [(one.recipient, one.state.value, one.facts) for one in rows]


def test_asking_an_official_writes_to_the_office_that_keeps_the_diary(session, app, call):
    asked = {"assignment": call.id, "person": call.person_id}
    assert diary_letters(session) == [("diary@example.org", "queued", asked)]
    letter = session.query(Letter).filter_by(kind="hosting.diary").one()
    letter.language = "en"
    session.commit()
    with app.test_request_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "Is it possible? Lima delegation, Tuesday, March 3, 2099 10:00"
    assert "Whom to call: Kim Haneul, +82 44-300-0001" in composed.text
    assert "/ko/host/" in composed.text


def test_another_time_asks_again_and_other_changes_do_not(session, app, call):
    stop = call.stop
    actions.change_status(session, stop, "confirm", at=LATER)
    assert len(diary_letters(session)) == 1
    there = {"starts": wall("14:00"), "ends": wall("15:00")}
    actions.move_stop(session, stop, **there, host_agreed=True, at=LATER)
    assert len(diary_letters(session)) == 2


def moved(session, stop, first, last, *, at):
    actions.move_stop(session, stop, starts=wall(first), ends=wall(last), at=at)


def states(session):
    return [state for _, state, _ in diary_letters(session)]


def test_a_move_that_is_undone_within_the_hour_asks_the_office_nothing(session, app, call):
    session.query(Letter).filter_by(kind="hosting.diary").one().state = LetterState.SENT
    moved(session, call.stop, "14:00", "15:00", at=LATER)
    assert states(session) == ["sent", "queued"]
    moved(session, call.stop, "10:00", "11:00", at=LATER + MINUTE)
    assert states(session) == ["sent", "dropped"]
    moved(session, call.stop, "14:00", "15:00", at=LATER + 2 * MINUTE)
    assert states(session) == ["sent", "queued"]


def test_a_move_that_is_undone_before_anything_left_sends_the_first_letter(session, app, call):
    moved(session, call.stop, "14:00", "15:00", at=LATER)
    assert states(session) == ["dropped", "queued"]
    moved(session, call.stop, "10:00", "11:00", at=LATER + MINUTE)
    assert states(session) == ["queued", "dropped"]


def test_an_office_that_heard_of_the_move_is_asked_for_the_former_time(session, app, call):
    for hours in (("14:00", "15:00"), ("10:00", "11:00")):
        session.query(Letter).filter_by(state=LetterState.QUEUED).one().state = LetterState.SENT
        moved(session, call.stop, *hours, at=LATER)
    assert states(session) == ["sent", "sent", "queued"]


def test_who_keeps_their_own_diary_gets_no_letter(session, app):
    stop = a_stop(session, an_itinerary(session))
    actions.assign_person(session, stop, a_person(session), Role.RECEIVES, at=AT)
    assert diary_letters(session) == []


@pytest.mark.parametrize(
    ("number", "said", "shown"),
    [(0, Consent.CONSENTED, "Possible"), (1, Consent.DECLINED, "Not possible")],
)
def test_possible_and_not_possible_are_noted(session, browser, call, token, number, said, shown):
    page = browser.page("hosting.my_site", lang="en", token=token)
    assert page.h1 == "Mayor"
    assert page.all("article .badge") == ["Asked"]
    action = page.soup.select("article form")[number]["action"]
    page = page.submit(f'form[action="{action}"]').follow()
    assert page.all("article .badge") == [shown]
    session.expire_all()
    assert call.consent is said


def test_nothing_of_the_diary_and_nothing_of_others_is_shown(session, browser, call, token):
    other = a_person(session, "Vice mayor", diary_office="Secretariat")
    theirs = actions.assign_person(session, call.stop, other, Role.ATTENDS, at=AT)
    idea = a_stop(session, call.stop.itinerary, "16:00", "17:00", move=None)
    actions.assign_person(session, idea, call.person, Role.RECEIVES, at=AT)
    page = browser.page("hosting.my_site", lang="en", token=token)
    assert page.all("article h3") == ["10:00–11:00 Courtesy call"]
    where = {"lang": "en", "token": token, "number": theirs.id, "said": "declined"}
    csrf = page.soup.select("article [name=csrf_token]")[0]["value"]
    path = browser.url("hosting.answer_for_official", **where)
    assert browser.fetch("POST", path, data={"csrf_token": csrf}).status_code == 404
    session.expire_all()
    assert (theirs.consent, call.stop.status) == (Consent.REQUESTED, StopStatus.ASKED)
