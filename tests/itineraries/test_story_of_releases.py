"""A story told letter by letter: over three releases each reader gets what is news to them.

Stops are added, moved, renamed, cancelled, changed and changed back. Everybody who is written to is
named with the language of their letter, the address that it goes to and each line that it says of
the programme: nothing else is written.
"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    WEDNESDAY,
    a_contact,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_user,
    a_vehicle,
    an_interpreter,
    an_itinerary,
    stop_values,
    wall,
)
from visits.access.rules import Role as UserRole
from visits.conflicts.rules import Role, StopKind
from visits.itineraries import actions
from visits.itineraries.recipients import KINDS
from visits.itineraries.rules import Consent, StopMove
from visits.kit.translated import Translated
from visits.notifications.compose import writer
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.rules import ContactChannel, ContactRole

FIRST, SECOND, THIRD = AT + timedelta(days=1), AT + timedelta(days=3), AT + timedelta(days=5)
BETWEEN = timedelta(hours=2)
LINE = re.compile(r"^(?:- |  )\S")


def called(**texts):
    return Translated(**texts)


def letters_since(session, app, number):
    """Of the letters after that one: whom each goes to, in which language, and its lines."""
    session.commit()
    rows = select(Letter).where(Letter.id > number, Letter.kind.in_(KINDS))
    found = []
    with app.test_request_context():
        for letter in session.scalars(rows.order_by(Letter.id)).all():
            text = writer().compose(session, letter).text
            lines = [line for line in text.split("\n") if LINE.match(line)]
            found.append((letter.recipient or "by hand", letter.language, lines))
    return found


@pytest.fixture
def story(session, app, release):
    return Story(session, app, release)


class Story:
    """Two sites and their people, an interpreter, a driver, an office that keeps a diary."""

    def __init__(self, session, app, release):
        self.session, self.app, self.release = session, app, release
        self.itinerary = an_itinerary(
            session,
            a_delegation(
                session,
                title=called(en="Water ministry", ko="수자원부"),
                languages=("en",),
                liaison_language="en",
                home_zone="Asia/Riyadh",
            ),
        )
        self.centre = a_site(session, "Centre")
        self.centre.name = called(en="Centre", ko="센터")
        self.lake = a_site(session, "Lake", lat=36.485)
        self.lake.name = called(en="Lake", ko="호수")
        self.people()
        self.stops()

    def people(self):
        session = self.session
        self.asked = a_contact(session, self.centre, language="ko", email="asked@example.org")
        a_contact(
            session,
            self.centre,
            role=ContactRole.DOCENT,
            language="ko",
            email="docent@example.org",
        )
        a_contact(session, self.centre, role=ContactRole.CATERING, email="kitchen@example.org")
        a_contact(session, self.lake, email="ranger@example.org", language="en")
        a_contact(
            session,
            self.lake,
            role=ContactRole.SPEAKER,
            channel=ContactChannel.TELEPHONE,
            language="en",
        )
        user = a_user(session, UserRole.INTERPRETER, language="en")
        self.interpreter = an_interpreter(session)
        self.interpreter.user_id, self.interpreter.email = user.id, "amal@example.org"
        drives = a_user(session, UserRole.INTERPRETER, language="en")
        driver = a_person(session, "Driver", email="driver@example.org", user_id=drives.id)
        self.bus = a_vehicle(session, driver_id=driver.id)

    def stops(self):
        session, itinerary = self.session, self.itinerary
        self.briefing = a_stop(
            session, itinerary, site=self.centre, title=called(en="Briefing", ko="브리핑")
        )
        self.walk = a_stop(
            session,
            itinerary,
            "14:00",
            "15:00",
            site=self.lake,
            title=called(en="Walk", ko="산책"),
        )
        self.lunch = a_stop(
            session,
            itinerary,
            "12:00",
            "13:00",
            kind=StopKind.MEAL,
            title=called(en="Lunch", ko="오찬"),
            place=called(en="Town", ko="시내"),
            move=StopMove.CONFIRM,
        )
        actions.assign_person(
            session,
            self.briefing,
            self.interpreter,
            Role.INTERPRETS,
            at=AT,
            consent=Consent.CONSENTED,
        )
        actions.assign_vehicle(session, self.walk, self.bus, at=AT, consent=Consent.CONSENTED)

    def last(self):
        self.session.flush()
        return self.session.scalars(select(Letter.id).order_by(Letter.id.desc())).first() or 0

    def released(self, at):
        """The letters of a release, and nothing else that it wrote."""
        before = self.last()
        self.release(self.itinerary, at=at)
        return letters_since(self.session, self.app, before)


ALL_OF_IT = [
    "- 10:00–11:00  Briefing · Centre",
    "  Riyadh 04:00–05:00",
    "- 12:00–13:00  Lunch · Town",
    "  Riyadh 06:00–07:00",
    "- 14:00–15:00  Walk · Lake",
    "  Riyadh 08:00–09:00",
]


def test_the_first_release_tells_everybody_who_was_not_asked_already(story):
    """The two who answer for the sites were asked by letter, and know."""
    assert story.released(FIRST) == [
        ("noura@example.org", "en", ALL_OF_IT),
        ("docent@example.org", "ko", ["- 10:00~11:00  브리핑", "  9명 · 확인 부탁드립니다"]),
        ("by hand", "en", ["- 14:00–15:00  Walk", "  9 people · please confirm"]),
        (
            "amal@example.org",
            "en",
            ["- 10:00–11:00  Briefing · Centre", "  Interprets · 9 people"],
        ),
        ("driver@example.org", "en", ["- 14:00–15:00  Walk · Lake", "  Drives · 9 people"]),
    ]


def change_much(story):
    """One stop is moved, one renamed, one added, one cancelled, and one moved there and back."""
    session, at = story.session, SECOND - BETWEEN
    actions.move_stop(session, story.briefing, starts=wall("9:00"), ends=wall("10:00"), at=at)
    actions.revise_stop(
        session,
        story.walk,
        stop_values(
            "14:00",
            "15:00",
            site=story.lake,
            title=called(en="Boat trip", ko="뱃놀이"),
        ),
        at=at,
    )
    actions.cancel_stop(session, story.lunch, at=at)
    story.tea = a_stop(
        session,
        story.itinerary,
        "16:00",
        "16:30",
        day=WEDNESDAY,
        kind=StopKind.REST,
        title=called(en="Tea", ko="다과"),
        move=StopMove.CONFIRM,
        at=at,
    )


def test_the_second_release_tells_each_what_changed_for_them(story):
    story.released(FIRST)
    change_much(story)
    assert story.released(SECOND) == [
        (
            "noura@example.org",
            "en",
            [
                "- 09:00–10:00  Briefing · Centre [changed]",
                "  Riyadh 03:00–04:00",
                "  until now: Tuesday, March 3, 2099 10:00–11:00",
                "- 12:00–13:00  Lunch · Town [cancelled]",
                "- 14:00–15:00  Boat trip · Lake [changed]",
                "  Riyadh 08:00–09:00",
                "  until now: Walk",
                "- 16:00–16:30  Tea [new]",
                "  Riyadh 10:00–10:30",
            ],
        ),
        (
            "docent@example.org",
            "ko",
            [
                "- 09:00~10:00  브리핑 [변경]",
                "  변경 전: 2099. 3. 3.(화) 10:00–11:00",
                "  9명 · 확인 부탁드립니다",
            ],
        ),
        (
            "ranger@example.org",
            "en",
            [
                "- 14:00–15:00  Boat trip [changed]",
                "  until now: Walk",
                "  9 people · please confirm",
            ],
        ),
        (
            "by hand",
            "en",
            [
                "- 14:00–15:00  Boat trip [changed]",
                "  until now: Walk",
                "  9 people · please confirm",
            ],
        ),
        (
            "amal@example.org",
            "en",
            [
                "- 09:00–10:00  Briefing · Centre [changed]",
                "  until now: Tuesday, March 3, 2099 10:00–11:00",
                "  Interprets · 9 people",
                "  Please say whether you can.",
            ],
        ),
        (
            "driver@example.org",
            "en",
            [
                "- 14:00–15:00  Boat trip · Lake [changed]",
                "  until now: Walk",
                "  Drives · 9 people",
            ],
        ),
    ]


def test_the_third_release_says_nothing_of_what_was_undone(story):
    """The name is as it was, the lunch comes back, the visit to the centre is off; the tea was
    moved there and back."""
    story.released(FIRST)
    change_much(story)
    story.released(SECOND)
    session, at = story.session, THIRD - BETWEEN
    actions.move_stop(
        session,
        story.tea,
        starts=wall("17:00", WEDNESDAY),
        ends=wall("17:30", WEDNESDAY),
        at=at,
    )
    actions.move_stop(
        session,
        story.tea,
        starts=wall("16:00", WEDNESDAY),
        ends=wall("16:30", WEDNESDAY),
        at=at,
    )
    actions.move_stop(session, story.walk, starts=wall("15:00"), ends=wall("16:00"), at=at)
    actions.move_stop(session, story.walk, starts=wall("14:00"), ends=wall("15:00"), at=at)
    actions.change_status(session, story.lunch, StopMove.WITHDRAW, at=at)
    actions.change_status(session, story.lunch, StopMove.CONFIRM, at=at)
    actions.cancel_stop(session, story.briefing, at=at)
    assert story.released(THIRD) == [
        (
            "noura@example.org",
            "en",
            [
                "- 09:00–10:00  Briefing · Centre [cancelled]",
                "- 12:00–13:00  Lunch · Town [new]",
                "  Riyadh 06:00–07:00",
                "- 14:00–15:00  Boat trip · Lake",
                "  Riyadh 08:00–09:00",
                "- 16:00–16:30  Tea",
                "  Riyadh 10:00–10:30",
            ],
        ),
        (
            "docent@example.org",
            "ko",
            ["- 09:00~10:00  브리핑 [취소]", "  이 방문은 취소되었습니다."],
        ),
        (
            "amal@example.org",
            "en",
            [
                "- 09:00–10:00  Briefing · Centre [cancelled]",
                "  You are not needed there any more.",
            ],
        ),
    ]


def test_a_change_that_is_undone_before_the_release_is_told_to_nobody(story):
    story.released(FIRST)
    session, at = story.session, SECOND - BETWEEN
    actions.move_stop(session, story.walk, starts=wall("15:00"), ends=wall("16:00"), at=at)
    actions.move_stop(session, story.walk, starts=wall("14:00"), ends=wall("15:00"), at=at)
    actions.set_day(
        session,
        story.itinerary,
        WEDNESDAY,
        title=called(en="Rest"),
        note=called(),
        rain_plan=called(),
        at=at,
    )
    assert story.released(SECOND) == [("noura@example.org", "en", ALL_OF_IT)]


def test_who_was_left_out_is_told_next_time_what_they_have_missed(story):
    """The letter of the second release was dropped: the third one says what changed since the first."""
    story.released(FIRST)
    change_much(story)
    story.released(SECOND)
    session = story.session
    to_docent = session.scalars(
        select(Letter).where(Letter.recipient == "docent@example.org", Letter.kind.in_(KINDS))
    ).all()[-1]
    to_docent.state = LetterState.DROPPED
    actions.cancel_stop(session, story.tea, at=THIRD - BETWEEN)
    assert [line for line in story.released(THIRD) if line[0] == "docent@example.org"] == [
        (
            "docent@example.org",
            "ko",
            [
                "- 09:00~10:00  브리핑 [변경]",
                "  변경 전: 2099. 3. 3.(화) 10:00–11:00",
                "  9명 · 확인 부탁드립니다",
            ],
        )
    ]


def written_since(session, number):
    """Everything in the outbox since, whoever wrote it: recipient and kind."""
    session.flush()
    rows = select(Letter.recipient, Letter.kind).where(
        Letter.id > number, Letter.state != LetterState.DROPPED
    )
    return sorted(tuple(row) for row in session.execute(rows))


def test_nobody_gets_two_letters_of_one_change(story):
    """Who is asked anew for another time is not told of it once more by the release."""
    story.released(FIRST)
    before = story.last()
    change_much(story)
    story.released(SECOND)
    assert written_since(story.session, before) == [
        ("", "itineraries.host_changed"),
        ("amal@example.org", "itineraries.duty_changed"),
        ("asked@example.org", "hosting.asked"),
        ("docent@example.org", "itineraries.host_changed"),
        ("driver@example.org", "itineraries.duty_changed"),
        ("noura@example.org", "itineraries.released"),
        ("ranger@example.org", "itineraries.host_changed"),
    ]


def test_an_office_that_keeps_a_diary_is_told_by_the_release_only_what_nobody_told_it(story):
    session = story.session
    mayor = a_person(session, "Mayor", email="diary@example.org", diary_office="Secretariat")
    actions.assign_person(session, story.walk, mayor, Role.RECEIVES, at=AT)
    asked = session.scalars(select(Letter).where(Letter.kind == "hosting.diary")).one()
    asked.state = LetterState.SENT
    assert "diary@example.org" not in [one[0] for one in story.released(FIRST)]
    actions.cancel_stop(session, story.walk, at=SECOND - BETWEEN)
    assert [one for one in story.released(SECOND) if one[0] == "diary@example.org"] == [
        (
            "diary@example.org",
            "ko",
            ["- 14:00~15:00  산책 · 호수 [취소]", "  이 일정은 더 이상 맡지 않으셔도 됩니다."],
        )
    ]
