"""What people of ours and officials' offices say to serving, by themselves and told to an officer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import AT, a_delegation, a_person, a_site, a_stop, an_itinerary
from tests.hosting.cast import LATER
from visits.access.rules import Channel, LinkKind
from visits.conflicts.rules import Role
from visits.hosting import actions
from visits.hosting.actions import serving
from visits.hosting.models import DutyAnswer
from visits.hosting.rules import Told
from visits.identity.events import Purging
from visits.identity.rules import due_on
from visits.itineraries import actions as itineraries
from visits.itineraries.rules import Consent
from visits.kit.errors import Refused
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter

KEEP = Retention()
BY_LINK = Told(channel=Channel.LINK, on=AT.date(), person="Secretariat")


@pytest.fixture
def duty(session, people):
    """The mayor is asked to receive the coordinator's visit; another office keeps the diary."""
    mayor = a_person(session, "Mayor", diary_office="Secretariat", skills=("receives",))
    delegation = a_delegation(
        session, lead=people["coordinator"], title=Translated(en="Lima delegation")
    )
    itinerary = an_itinerary(session, delegation)
    stop = a_stop(session, itinerary, site=a_site(session), title=Translated(en="Courtesy call"))
    return itineraries.assign_person(session, stop, mayor, Role.RECEIVES, at=AT)


def refuse(session, duty, **how):
    how = {"told": BY_LINK, "by": None, "at": LATER, **how}
    return actions.say_of_duty(session, duty, Consent.DECLINED, **how)


def refusals(session):
    rows = select(Letter).where(Letter.kind == "hosting.refused").order_by(Letter.id)
    return session.scalars(rows).all()


def page_of(browser, duty):
    code, uid = duty.stop.itinerary.delegation.code, duty.stop.uid
    return browser.page("itineraries.stop", code=code, uid=uid)


def test_a_no_by_link_takes_a_reason_that_the_officer_reads(session, app, as_, browser, duty):
    keeper = app.extensions["links"]
    subject = ("person", duty.person.id)
    link = keeper.standing(session, LinkKind.HOST, subject, language="en", at=AT)
    link.label = "Secretariat"
    session.commit()
    page = browser.page("hosting.my_site", lang="en", token=keeper.token(link))
    page.submit('form[action$="/declined"]', note="The assembly meets")
    told = page_of(as_("coordinator"), duty).text
    assert "Declined, by link" in told
    assert "Reason: The assembly meets" in told
    answer = session.scalars(select(DutyAnswer)).one()
    assert (answer.channel, answer.person, answer.by) == (Channel.LINK, "Secretariat", None)


def test_an_officer_notes_who_said_so_when_and_how(session, as_, duty):
    page = page_of(as_("coordinator"), duty).click("Note their answer Mayor")
    assert page.one("[name=person]")["value"] == "Secretariat"
    typed = {"channel": "official_letter", "document_number": "2099-17", "note": "Abroad"}
    page.submit(said="declined", **typed)
    answer = session.scalars(select(DutyAnswer)).one()
    session.refresh(duty)
    assert (duty.consent, answer.answer) == (Consent.DECLINED, Consent.DECLINED)
    assert (answer.channel, answer.document_number, answer.note) == (
        Channel.OFFICIAL_LETTER,
        "2099-17",
        "Abroad",
    )
    assert answer.by is not None
    assert "Declined, by official letter" in page_of(as_("coordinator"), duty).text
    assert refusals(session) == []


def test_what_was_said_tomorrow_is_not_noted(session, app, duty):
    with pytest.raises(Refused) as refused:
        refuse(session, duty, told=Told(channel=Channel.LINK, on=LATER.date() + timedelta(days=1)))
    assert refused.value.reason == "told_in_future"
    assert duty.consent is Consent.REQUESTED


def test_all_refusals_of_an_hour_are_one_letter_to_the_lead_officer(session, app, people, duty):
    other = a_person(session, "Director", skills=("attends",))
    second = itineraries.assign_person(session, duty.stop, other, Role.ATTENDS, at=AT)
    answers = [refuse(session, duty, note="The assembly meets"), refuse(session, second)]
    letter = refusals(session)[0]
    assert [one.facts for one in refusals(session)] == [{"answers": [one.id for one in answers]}]
    assert letter.recipient == people["coordinator"].email
    letter.language = "en"
    session.commit()
    with app.test_request_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "2 times one of ours cannot serve"
    assert "Reason: The assembly meets" in composed.text


def test_who_agreed_after_all_is_no_news_any_more(session, app, duty):
    refuse(session, duty)
    actions.say_of_duty(session, duty, Consent.CONSENTED, told=BY_LINK, by=None, at=LATER)
    session.commit()
    with app.test_request_context(), pytest.raises(Uncomposable):
        writer().compose(session, refusals(session)[0])


def test_what_was_said_goes_with_the_stop(session, app, duty):
    stop = duty.stop
    held = a_stop(session, stop.itinerary, "16:00", "17:00", move=None)
    serves = itineraries.assign_person(session, held, duty.person, Role.RECEIVES, at=AT)
    refuse(session, serves)
    assert itineraries.remove_stop(session, held, at=LATER) is True
    assert session.scalars(select(DutyAnswer)).all() == []


@pytest.mark.parametrize(("days", "left"), [(0, "Ill"), (2, "")])
def test_a_reason_goes_with_the_names_of_the_visit(session, app, duty, days, left):
    refuse(session, duty, note="Ill")
    last = duty.stop.itinerary.delegation.ends_on
    due = due_on(last + timedelta(days=KEEP.names + days), KEEP)
    serving.on_purging(session, Purging(due, LATER, removes=True))
    answer = session.scalars(select(DutyAnswer)).one()
    assert (answer.note, bool(answer.person)) == (left, bool(left))
