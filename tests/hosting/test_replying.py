"""What hosts say, and what the office makes of it; one action for link and telephone."""

from datetime import time, timedelta

import pytest

from tests.factories import AT, a_contact, a_site, a_stop, a_user, an_itinerary, wall
from tests.hosting.cast import (
    LATER,
    an_asked_stop,
    letters,
    reply,
    requests,
    rows_of,
    send,
    the_request,
)
from visits.access.rules import Channel
from visits.conflicts.rules import Code, StopStatus
from visits.hosting import actions
from visits.hosting.rules import Reply, RequestState, Told
from visits.itineraries import actions as itineraries
from visits.itineraries import queries
from visits.itineraries.judging import Blocked
from visits.itineraries.rules import Said, StopMove
from visits.kit.errors import NotThere, Refused
from visits.kit.translated import Translated
from visits.sites.models import OfferedWindow

TIMES = ((wall("14:00"), wall("15:00")), (wall("16:00"), wall("17:00")))


def said_of(session, stop):
    return [(one.answer.value, one.channel, one.note) for one in queries.answers_to(session, stop)]


def published(session, stop):
    return [
        (one.scope.value, one.state.value, one.sequence)
        for one in queries.publications_of(session, stop)
    ]


def test_a_yes_confirms_the_stop_and_is_told_at_once(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), docent="Ms Ha")
    request = the_request(session, stop)
    assert (stop.status, request.state, request.docent) == (
        StopStatus.CONFIRMED,
        RequestState.ACCEPTED,
        "Ms Ha",
    )
    assert said_of(session, stop) == [("confirmed", "link", "")]
    assert published(session, stop) == [("answer", "confirmed", 1), ("ask", "tentative", 0)]


def test_what_was_answered_before_its_letter_left_is_not_asked_any_more(session, app):
    contact = a_contact(session, a_site(session, concurrent_groups=3))
    first, second = (an_asked_stop(session, contact=contact)[0] for _ in range(2))
    reply(session, the_request(session, first))
    assert letters(session) == [("hosting.asked", "queued", [2])]
    itineraries.change_status(session, second, StopMove.CONFIRM, at=LATER)
    assert letters(session) == [("hosting.asked", "dropped", [2])]


def test_a_no_keeps_its_reason(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.DECLINED, note="Repairs")
    assert (stop.status, requests(session)) == (StopStatus.DECLINED, ["declined"])
    assert said_of(session, stop) == [("declined", "link", "Repairs")]


def test_other_times_wait_for_the_office(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES, note="Lunch")
    request = the_request(session, stop)
    assert (stop.status, request.state) == (StopStatus.ASKED, RequestState.COUNTERED)
    assert [(time.starts, time.ends) for time in request.times] == list(TIMES)


def test_a_proposal_is_taken_over_by_one_act(session, app):
    stop, _ = an_asked_stop(session)
    request = the_request(session, stop)
    reply(session, request, Said.PROPOSED, times=TIMES)
    actions.take_over(session, request, time_id=request.times[1].id, at=LATER)
    assert (stop.starts, stop.ends, stop.status) == (*TIMES[1], StopStatus.CONFIRMED)
    assert requests(session) == ["accepted"]
    assert published(session, stop)[0] == ("answer", "confirmed", 1)
    assert letters(session)[-1] == ("hosting.settled", "queued", [request.id])


def test_that_the_host_proposed_it_is_the_reason_to_go_on(session, app):
    officer = a_user(session)
    mornings = OfferedWindow(weekday=2, opens=time(9), closes=time(12))
    contact = a_contact(session, a_site(session, windows=[mornings], lead_days=10))
    stop, _ = an_asked_stop(session, contact=contact)
    request = the_request(session, stop)
    reply(session, request, Said.PROPOSED, times=TIMES)
    actions.take_over(session, request, time_id=request.times[0].id, at=LATER)
    actions.go_on(session, request, reason="The host proposed it.", by=officer, at=LATER)
    found = queries.open_findings(session, stop.itinerary)
    about = {one.finding.code.value: one.override for one in found}
    assert (about["SITE_WINDOW"].reason, about["SITE_WINDOW"].by) == (
        "The host proposed it.",
        officer,
    )


def test_a_limit_is_taken_over_as_the_headcount(session, app):
    stop, _ = an_asked_stop(session)
    request = the_request(session, stop)
    reply(session, request, Said.LIMITED, most_people=6)
    actions.take_over(session, request, at=LATER)
    assert (stop.headcount, stop.status) == (6, StopStatus.CONFIRMED)
    assert requests(session) == ["accepted"]


def test_conditions_are_taken_over_and_stay_readable(session, app):
    stop, _ = an_asked_stop(session)
    request = the_request(session, stop)
    reply(session, request, Said.CONDITIONS, note="No photos")
    actions.take_over(session, request, at=LATER)
    assert (stop.status, request.conditions) == (StopStatus.CONFIRMED, "No photos")


def test_the_guests_may_read_what_the_host_asks_of_them(session, as_, app):
    stop, _ = an_asked_stop(session, public_note=Translated(ko="정문에서 만납니다."))
    request = the_request(session, stop)
    reply(session, request, Said.CONDITIONS, note="사진 촬영 금지")
    session.commit()
    page = as_("coordinator").page("hosting.counter", number=request.id)
    page.submit("form[action$='/take-over']")
    session.expire_all()
    assert stop.public_note == Translated(ko="정문에서 만납니다.\n사진 촬영 금지")


def test_conditions_that_guests_need_not_know_stay_with_us(session, as_, app):
    contact = a_contact(session, a_site(session, min_group=20))
    stop, _ = an_asked_stop(session, contact=contact)
    request = the_request(session, stop)
    reply(session, request, Said.CONDITIONS, note="No photos")
    session.commit()
    page = as_("coordinator").page("hosting.counter", number=request.id)
    assert "The host agrees all the same" in page.text
    page.submit("form[action$='/take-over']", guests_note="")
    session.expire_all()
    assert stop.public_note == Translated()
    reasons = [
        one.override.reason
        for one in queries.open_findings(session, stop.itinerary)
        if one.finding.code is Code.MIN_GROUP
    ]
    assert reasons == ["The host agreed to it."]


def test_who_waits_for_us_is_not_called_again(session, as_, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.CONDITIONS, note="No photos")
    session.commit()
    page = as_("coordinator").page(
        "itineraries.stop", code=stop.itinerary.delegation.code, uid=stop.uid
    )
    assert "Decide on what the host proposes." in page.text
    assert "Call the host and note the answer." not in page.text


def test_what_cannot_be_is_not_taken_over(session, app):
    contact = a_contact(session, a_site(session))
    stop, _ = an_asked_stop(session, contact=contact)
    request = the_request(session, stop)
    reply(session, request, Said.PROPOSED, times=TIMES)
    a_stop(session, an_itinerary(session), "14:00", "15:00", site=contact.site)
    session.commit()
    with pytest.raises(Blocked):
        actions.take_over(session, request, time_id=request.times[0].id, at=LATER)
    session.rollback()
    assert the_request(session, stop).state is RequestState.COUNTERED


def test_a_time_of_another_request_cannot_be_taken_over(session, app):
    contact = a_contact(session, a_site(session, concurrent_groups=3))
    stops = [an_asked_stop(session, contact=contact)[0] for _ in range(2)]
    for stop in stops:
        reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES)
    first, second = (the_request(session, stop) for stop in stops)
    with pytest.raises(NotThere):
        actions.take_over(session, first, time_id=second.times[0].id, at=LATER)


def test_a_proposal_is_turned_down_politely(session, app):
    stop, _ = an_asked_stop(session)
    request = the_request(session, stop)
    reply(session, request, Said.PROPOSED, times=TIMES)
    actions.turn_down(session, request, at=LATER)
    assert (stop.status, requests(session)) == (StopStatus.DECLINED, ["withdrawn"])
    assert letters(session)[-1] == ("hosting.regret", "queued", [request.id])


def test_what_was_decided_is_not_decided_again(session, app):
    stop, _ = an_asked_stop(session)
    request = the_request(session, stop)
    reply(session, request, Said.PROPOSED, times=TIMES)
    actions.turn_down(session, request, at=LATER)
    with pytest.raises(Refused) as refused:
        actions.take_over(session, request, time_id=request.times[0].id, at=LATER)
    assert refused.value.reason == "request_answered"


def test_a_host_may_still_say_no_after_a_yes(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    reply(session, the_request(session, stop), Said.DECLINED, note="Fire drill")
    assert (stop.status, requests(session)) == (StopStatus.DECLINED, ["declined"])


def test_another_time_after_a_yes_asks_the_office_again(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES)
    assert (stop.status, requests(session)) == (StopStatus.ASKED, ["countered"])


def test_what_is_withdrawn_takes_no_answer(session, app):
    stop, _ = an_asked_stop(session)
    send(session)
    old = the_request(session, stop)
    itineraries.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    with pytest.raises(Refused) as refused:
        reply(session, old)
    assert refused.value.reason == "request_over"
    assert stop.status is StopStatus.ASKED


def test_who_answers_on_an_old_page_is_told_so(session, app):
    stop, _ = an_asked_stop(session)
    request = the_request(session, stop)
    session.commit()
    seen = request.version
    reply(session, request, Said.DECLINED, note="Repairs")
    session.commit()
    with pytest.raises(Refused) as refused:
        actions.reply(
            session,
            request,
            Reply(said=Said.CONFIRMED),
            told=Told(channel=Channel.LINK, on=AT.date()),
            by=None,
            at=LATER,
            seen=seen,
        )
    assert refused.value.reason == "request_answered"


@pytest.mark.parametrize(
    ("said", "values", "reason"),
    [
        (Said.PROPOSED, {}, "proposal_without_times"),
        (Said.PROPOSED, {"times": ((wall("15:00"), wall("14:00")),)}, "ends_before_start"),
        (Said.LIMITED, {}, "limit_without_people"),
        (Said.CONDITIONS, {"note": " "}, "conditions_without_text"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(session, app, said, values, reason):
    stop, _ = an_asked_stop(session)
    with pytest.raises(Refused) as refused:
        reply(session, the_request(session, stop), said, **values)
    assert refused.value.reason == reason
    assert requests(session) == ["awaiting"]


def test_an_answer_by_telephone_keeps_who_when_and_its_number(session, app):
    stop, _ = an_asked_stop(session)
    officer = a_user(session)
    told = Told(
        channel=Channel.OFFICIAL_LETTER,
        on=AT.date() - timedelta(days=1),
        person="Mr Lee",
        document_number="시설과-123",
    )
    request = the_request(session, stop)
    actions.reply(session, request, Reply(said=Said.CONFIRMED), told=told, by=officer, at=LATER)
    (answer,) = queries.answers_to(session, stop)
    assert (answer.channel, answer.person, answer.document_number, answer.by) == (
        "official_letter",
        "Mr Lee",
        "시설과-123",
        officer,
    )
    assert rows_of(session)[0].answer is answer
