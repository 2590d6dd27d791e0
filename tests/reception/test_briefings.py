"""The briefing of a courtesy call: what the registers know, and what an officer writes."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_person,
    a_site,
    a_stop,
    an_itinerary,
)
from visits.audit.models import AuditEntry
from visits.conflicts.rules import Role, StopKind
from visits.delegations.models import DelegationBody
from visits.delegations.rules import DelegateRole, DelegationState
from visits.itineraries import actions as itineraries
from visits.kit.errors import InUse
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.organisations import actions as organisations
from visits.organisations.rules import OrganisationKind, Relation
from visits.outcomes.models import FollowUp
from visits.reception import actions, queries
from visits.reception.papers import known_of

HELLO = Translated(ko="환영합니다.", en="Welcome to the city.")


@pytest.fixture
def call(session):
    """The Mayor receives the head and a member, in the city hall."""
    itinerary = an_itinerary(session)
    delegation = itinerary.delegation
    head = {"role": DelegateRole.HEAD, "form_of_address": "H.E.", "position_en": "Vice Minister"}
    a_delegate(session, delegation, **head)
    a_delegate(session, delegation, position_en="Engineer")
    stop = a_stop(
        session,
        itinerary,
        site=a_site(session, "City Hall"),
        kind=StopKind.COURTESY_CALL,
        title=Translated(en="Courtesy call on the Mayor"),
    )
    mayor = a_person(session, "Han Nuri", position=Translated(en="Mayor"))
    itineraries.assign_person(session, stop, mayor, Role.RECEIVES, at=AT)
    session.commit()
    return stop


def brief(session, stop, **facts):
    given = {"background": "", "seating": "", "talking_points": (), "questions": ()}
    actions.write_briefing(
        session,
        queries.the_briefing(session, stop),
        **{**given, **facts},
        by=stop.itinerary.delegation.lead,
        at=AT,
    )


def address(stop):
    return {"code": stop.itinerary.delegation.code, "uid": stop.uid}


def test_only_calls_and_meetings_are_briefed_for(session, call):
    itinerary = call.itinerary
    meeting = a_stop(session, itinerary, "14:00", "15:00", kind=StopKind.MEETING)
    a_stop(session, itinerary, "16:00", "17:00")
    gone = a_stop(session, itinerary, "18:00", "19:00", kind=StopKind.MEETING)
    itineraries.cancel_stop(session, gone, at=AT)
    stops = queries.briefed_stops(session, itinerary.delegation_id)
    assert [stop.id for stop in stops] == [call.id, meeting.id]


def test_the_paper_tells_what_is_known_without_typing(session, as_, call):
    page = as_("coordinator").page("reception.briefing", **address(call))
    facts = dict(zip(page.all(".report dt"), page.all(".report dd"), strict=True))
    assert facts["Where"] == "City Hall"
    assert facts["Received by"] == "Han Nuri, Mayor"
    assert facts["People"] == "9 people"
    assert page.all(".report tbody tr") == [
        "1 H.E. Given1 Family1 Vice Minister",
        "2 Given2 Family2 Engineer",
    ]


def test_earlier_visits_of_country_and_body_are_remembered(session, as_, call):
    delegation = call.itinerary.delegation
    facts = {
        "name": Translated(en="Ministry of Housing"),
        "country": "SA",
        "kind": OrganisationKind.NATIONAL_GOVERNMENT,
        "relation": Relation.MEMORANDUM,
    }
    body = organisations.add(session, facts, at=AT)
    delegation.bodies.append(DelegationBody(organisation=body))
    day = TUESDAY.replace(year=2098)
    closed = {"state": DelegationState.CLOSED, "starts_on": day, "ends_on": day}
    earlier = a_delegation(session, planned=14, title=Translated(en="Housing"), **closed)
    earlier.bodies.append(DelegationBody(organisation=body))
    a_delegation(session, planned=5)
    page = as_("coordinator").page("reception.briefing", **address(call))
    lines = page.all(".report-line")
    assert "a. Ministry of Housing (Saudi Arabia): Memorandum of understanding" in lines
    assert (
        "a. Saudi Arabia: 1 earlier visit, 14 people in all, the last on Mon, Mar 3, 2098" in lines
    )
    assert f"1) Mon, Mar 3, 2098 Housing ({earlier.code})" in lines


def test_what_the_body_was_promised_stands_there(session, as_, call):
    delegation = call.itinerary.delegation
    facts = {
        "name": Translated(en="Ministry of Housing"),
        "country": "SA",
        "kind": OrganisationKind.NATIONAL_GOVERNMENT,
    }
    body = organisations.add(session, facts, at=AT)
    delegation.bodies.append(DelegationBody(organisation=body))
    promise = FollowUp(
        delegation=a_delegation(session),
        what="Send the manual",
        responsible_body="City Hall",
        organisation=body,
        deadline=TUESDAY,
        created_at=AT,
    )
    session.add(promise)
    lines = as_("coordinator").page("reception.briefing", **address(call)).all(".report-line")
    assert "a. What they were promised" in lines
    assert "1) Send the manual (Open, Tue, Mar 3, 2099)" in lines


def test_members_are_named_to_those_who_may_know_them(as_, call):
    page = as_("viewer").page("reception.briefing", **address(call))
    assert "Given1 Family1" in page.text
    assert "Given2" not in page.text


def test_a_subgroup_is_briefed_for_alone(session, call):
    delegation = call.itinerary.delegation
    call.party = a_party(session, delegation, delegation.delegates[1])
    session.flush()
    stop = queries.the_briefed_stop(session, delegation, call.uid)
    known = known_of(session, delegation, stop, "en")
    assert [one.precedence for one in known.guests] == [2]
    assert known.people == 1


def test_points_and_questions_are_typed_in_two_languages(session, as_, call):
    browser = as_("coordinator")
    page = browser.page("reception.edit_briefing", **address(call))
    page = page.submit(status=200, add="talking_points", background="They came in 2098.")
    page = page.submit(status=200, add="questions")
    page = page.submit(
        **{
            "seating": "A U of armchairs",
            "talking_points-0-ko": "환영합니다.",
            "talking_points-0-en": "Welcome to the city.",
            "questions-0-en": "What does the bus cost?",
            "questions-0-answer_en": "Less than a tram.",
        }
    ).follow()
    found = queries.briefing_of(session, call.id)
    assert [point.text for point in found.talking_points] == [HELLO]
    assert [(p.text.to("en"), p.answer.to("en")) for p in found.questions] == [
        ("What does the bus cost?", "Less than a tram.")
    ]
    assert "a. Welcome to the city. 환영합니다." in page.all(".report-line")
    opened = browser.page("reception.edit_briefing", **address(call))
    assert opened.one("[name=questions-0-answer_en]").text.strip() == "Less than a tram."


def test_two_officers_lose_nothing(session, as_, call):
    mine = as_("coordinator").page("reception.edit_briefing", **address(call))
    theirs = as_("colleague").page("reception.edit_briefing", **address(call))
    theirs.submit(background="They came in 2098.")
    page = mine.submit(background="They never came.", status=409)
    assert "They came in 2098." in page.text


def taken(browser, call, kind):
    page = browser.page("reception.briefing", **address(call))
    path = browser.url("reception.briefing_file", **address(call), kind=kind)
    token = page.one(f"form[action='{path}'] input[name=csrf_token]")["value"]
    return browser.fetch("POST", path, data={"csrf_token": token})


def test_the_log_says_who_took_one_that_names_members(session, as_, call):
    taken(as_("viewer"), call, "docx")
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "exported")).all() == []
    taken(as_("coordinator"), call, "docx")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "exported")).one()
    assert entry.changes == {"briefing": call.uid, "format": "docx"}


def test_every_format_is_a_file_of_its_kind(session, as_, call):
    brief(session, call, talking_points=[HELLO])
    browser = as_("coordinator")
    starts = {}
    for kind in ("pdf", "hwpx", "docx"):
        response = taken(browser, call, kind)
        assert f"briefing-{call.itinerary.delegation.code}-2099-03-03.{kind}" in str(
            response.headers["Content-Disposition"]
        )
        starts[kind] = response.data
    assert starts["pdf"].startswith(b"%PDF")
    words = ZipFile(BytesIO(starts["docx"])).read("word/document.xml").decode()
    assert "환영합니다." in words
    words = ZipFile(BytesIO(starts["hwpx"])).read("Contents/section0.xml").decode()
    assert "환영합니다." in words


def test_a_briefing_without_words_is_none_and_one_with_words_holds_its_stop(session, call):
    brief(session, call, talking_points=[HELLO])
    with pytest.raises(InUse) as refused:
        refuse_if_used(session, "stop", call.id)
    assert ("briefing", 1) in refused.value.users
    brief(session, call)
    assert queries.briefing_of(session, call.id) is None


def test_a_stop_of_another_delegation_is_not_there(session, as_, call):
    other = a_delegation(session)
    as_("coordinator").page("reception.briefing", code=other.code, uid=call.uid, status=404)


def test_the_list_says_what_is_written(session, as_, call):
    browser = as_("viewer")
    code = call.itinerary.delegation.code
    page = browser.page("reception.briefings", code=code)
    assert page.all("main .badge") == ["No talking points yet"]
    brief(session, call, talking_points=[HELLO])
    page = browser.page("reception.briefings", code=code)
    assert page.all("main .badge") == ["1 talking point"]
    assert browser.page("reception.briefings", code=a_delegation(session).code).has(".empty")


def test_the_page_costs_the_same_for_one_and_for_many(session, as_, queries_of, call):
    browser = as_("coordinator")
    browser.page("reception.briefing", **address(call))
    few = queries_of(lambda: browser.page("reception.briefing", **address(call)))
    for _ in range(20):
        a_delegate(session, call.itinerary.delegation)
    brief(session, call, talking_points=[HELLO] * 20)
    many = queries_of(lambda: browser.page("reception.briefing", **address(call)))
    assert many <= few + 1
    assert many <= 15
