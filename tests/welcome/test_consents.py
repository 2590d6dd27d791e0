"""What a requester reads of each purpose before they consent."""

from visits.intake.rules import Purpose
from visits.kit.retention import Retention
from visits.welcome.consents import consents_for


def kept(purpose, tag, **days):
    return consents_for(Retention(**days))[purpose].kept.to(tag)


def test_data_are_kept_as_long_as_the_settings_say():
    assert kept(Purpose.HANDLING, "en") == (
        "Kept for 3 years after the visit, or for 1 year when there is none."
    )
    assert kept(Purpose.HANDLING, "ko", names=730, declined=90) == (
        "보유 기간: 방문이 이루어지면 2년, 이루어지지 않으면 90일"
    )
    assert kept(Purpose.ACCESSIBILITY, "en") == "Kept for 30 days after the visit."
    assert kept(Purpose.ACCESSIBILITY, "ko", needs=1) == "보유 기간: 방문을 마친 뒤 1일"
    assert kept(Purpose.NEWS, "en", names=1) == (
        "Kept until you take your consent back, for 1 day at most."
    )


def test_every_purpose_is_asked_for_in_both_languages():
    for consent in consents_for(Retention()).values():
        for text in (consent.question, consent.data, consent.kept, consent.refusal):
            assert (text.has("ko"), text.has("en")) == (True, True)
