"""Hosts and drivers are told of a delay when an escort asks for it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import AT
from visits.conflicts.rules import StopStatus
from visits.itineraries import actions as itineraries
from visits.kit.clock import now
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState


@pytest.fixture
def letters(session):
    def found() -> list[Letter]:
        session.expire_all()
        rows = select(Letter).where(Letter.kind == "escorting.delay")
        return list(session.scalars(rows.order_by(Letter.id)))

    return found


@pytest.fixture
def text_of(app, session):
    def composed(letter: Letter):
        with app.test_request_context():
            return writer().compose(session, letter)

    return composed


def test_host_and_driver_are_written_to_at_once(phone, stops, letters, text_of):
    phone.tap("later", stops[1])
    said = phone.post("tell", stop=stops[1].uid)
    assert said == "1 person is told by e-mail. 1 has no e-mail address: please call."
    host, driver = letters()
    assert (host.recipient_name, host.language, host.state) == (
        "Host of the garden",
        "en",
        LetterState.QUEUED,
    )
    assert (driver.recipient_name, driver.state) == ("Driver Oh", LetterState.FOR_HAND)
    text = text_of(host)
    assert text.subject == "10 minutes later: Lima"
    assert "the group is on its way with a delay of about 10 minutes." in text.text
    assert "Expected: about 14:10" in text.text


def test_asked_twice_with_one_key_they_are_told_once(phone, stops, letters):
    phone.tap("later", stops[1])
    for _ in range(2):
        phone.post("tell", stop=stops[1].uid, key="tell-once")
    assert len(letters()) == 2


def test_once_told_the_button_comes_back_with_another_delay(phone, stops, letters):
    button = f"#stop-{stops[1].id} form[data-queue=tell]"
    phone.tap("later", stops[1])
    assert phone.page.has(button)
    phone.post("tell", stop=stops[1].uid)
    assert not phone.page.has(button)
    assert "10 minutes late · Host of the garden" in phone.page.one(f"#stop-{stops[1].id}").text
    said = phone.post("tell", status=422, stop=stops[1].uid)
    assert said == "They were told of this delay already."
    assert len(letters()) == 2
    phone.tap("later", stops[1])
    assert phone.page.has(button)
    phone.post("tell", stop=stops[1].uid)
    assert [letter.facts["minutes"] for letter in letters()] == [10, 10, 20, 20]


def test_nobody_is_told_of_a_stop_that_is_on_time(phone, stops, letters):
    said = phone.post("tell", status=422, stop=stops[1].uid)
    assert said == "This stop is on time: there is nothing to tell."
    assert letters() == []


def test_a_message_that_waited_for_long_is_not_sent(phone, stops, letters):
    phone.tap("later", stops[1])
    sent = now()
    times = {"tapped_at": (sent - timedelta(hours=1)).isoformat(), "sent_at": sent.isoformat()}
    said = phone.post("tell", status=422, stop=stops[1].uid, **times)
    assert said == "Nobody was told: the message had waited in the phone for too long."
    assert letters() == []


def test_a_letter_about_a_stop_that_was_cancelled_meanwhile_is_not_sent(
    session, phone, stops, letters, text_of
):
    phone.tap("later", stops[1])
    phone.post("tell", stop=stops[1].uid)
    itineraries.cancel_stop(session, stops[1], at=AT)
    session.commit()
    assert stops[1].status is StopStatus.CANCELLED
    with pytest.raises(Uncomposable):
        text_of(letters()[0])
