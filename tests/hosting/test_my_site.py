"""What a contact finds under its link, by its role, and what its buttons do."""

from datetime import timedelta

import pytest

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_contact,
    a_delegate,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_user,
    an_itinerary,
    wall,
)
from tests.hosting.cast import LATER, an_asked_stop, reply, requests, rows_of, send, the_request
from visits.access.models import SecretLink
from visits.conflicts.rules import Role, StopStatus
from visits.delegations.events import RosterChanged
from visits.itineraries import actions, queries
from visits.itineraries.rules import Consent, Said, StopMove
from visits.kit.clock import now
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.sites.rules import ContactRole

GROUP = Translated(en="Lima delegation")
QUESTIONS = Translated(en="How are signals timed?")


@pytest.fixture
def visit(session):
    """A visit with everything that anybody might want to know."""
    lead = a_user(session, name="Kim Haneul", phone="+82443000001")
    delegation = a_delegation(session, title=GROUP, purpose=QUESTIONS, lead=lead)
    a_delegate(session, delegation, meal_needs=("vegetarian",), family_name="Alsentinel")
    return an_itinerary(session, delegation)


def asked_at(session, itinerary, *roles):
    """A stop at a site that has contacts of these roles; the first that may be asked was."""
    site = a_site(session)
    contacts = [a_contact(session, site, role=role) for role in roles]
    stop = a_stop(session, itinerary, site=site)
    escort = a_person(session, "Kang Sua", phone="+82443000009")
    actions.assign_person(session, stop, escort, Role.ESCORTS, at=LATER, consent=Consent.CONSENTED)
    return stop, contacts


def facts(page):
    found = {}
    for terms in page.soup.select("article .facts"):
        names = [one.get_text(" ", strip=True) for one in terms.select("dt")]
        values = [" ".join(one.get_text(" ", strip=True).split()) for one in terms.select("dd")]
        found |= dict(zip(names, values, strict=True))
    return found


def test_what_waits_stands_on_top_with_everything_to_decide_by(session, visit, my_site):
    _, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    page = my_site(contact)
    assert page.h1 == "Arboretum"
    assert page.all("article h3") == ["Tuesday, March 3, 2099 10:00–11:00"]
    assert facts(page) == {
        "Delegation": "Lima delegation · Working level",
        "People": "9 people",
        "Language": "English · with their own interpreter",
        "About the visit": "A visit",
        "What they want to know": "How are signals timed?",
        "Whom to call": "Kim Haneul +82 44-300-0001",
        "Comes with them": "Kang Sua +82 44-300-0009",
    }
    assert page.all("article .buttons > *") == [
        "Yes, we receive them",
        "At another time",
        "For fewer people",
        "Under conditions",
        "No, not possible",
    ]


def test_a_moved_stop_names_its_former_time(session, visit, my_site):
    stop, contacts = asked_at(session, visit, ContactRole.COORDINATOR)
    send(session)
    span = {"starts": wall("15:30"), "ends": wall("16:30")}
    actions.move_stop(session, stop, **span, at=LATER)
    said = my_site(contacts[0]).one("article").get_text(" ", strip=True)
    assert "Changed: it was to be on Tue, Mar 3, " in said


def test_a_yes_is_for_the_people_who_are_asked_for_now(session, visit, my_site, browser, token_of):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    visit.delegation.countries[0].planned = 66
    session.flush()
    tell(session, RosterChanged(visit.delegation_id))
    page = my_site(contact)
    assert facts(page)["People"] == "66 people"
    assert "66 people" in page.click("For fewer people").text
    page = page.submit("article form").follow()
    session.expire_all()
    request = the_request(session, stop)
    assert (request.state, request.people) == ("accepted", 66)
    later = browser.page("hosting.my_site", lang="en", token=token_of(contact), month="2099-03")
    assert later.all("[aria-labelledby=month] dd")[1] == "66 people"


def test_a_caterer_sees_numbers_and_meals_alone(session, visit, my_site):
    _, (contact,) = asked_at(session, visit, ContactRole.CATERING)
    page = my_site(contact)
    assert facts(page) == {
        "People": "9 people",
        "Meal needs": "Vegetarian: 1 person",
        "Whom to call": "Kim Haneul +82 44-300-0001",
    }
    for secret in ("Lima", "signals", "Kang Sua", "Alsentinel"):
        assert secret not in page.response.text


def test_nobody_cooks_for_who_does_not_come(session, visit, my_site):
    a_delegate(session, visit.delegation, meal_needs=("vegetarian",), withdrawn_at=AT)
    _, (contact,) = asked_at(session, visit, ContactRole.CATERING)
    assert facts(my_site(contact))["Meal needs"] == "Vegetarian: 1 person"


def test_the_security_desk_sees_who_and_how_many_and_is_asked_nothing(
    session, visit, browser, token_of
):
    _, (_, desk) = asked_at(session, visit, ContactRole.COORDINATOR, ContactRole.SECURITY_DESK)
    token = token_of(desk)
    page = browser.page("hosting.my_site", lang="en", token=token, month="2099-03")
    assert page.all("article") == []
    assert page.all("[aria-labelledby=month] dt") == ["Delegation", "People", "Whom to call"]
    assert "signals" not in page.response.text


def test_nothing_that_is_not_theirs_is_there(session, visit, my_site, browser, token_of):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    stop.internal_note = "Sentinel"
    a_stop(session, visit, "15:00", "16:00", site=stop.site, move=StopMove.HOLD)
    other = a_contact(session, a_site(session, "Lake"))
    page = my_site(contact)
    assert "Sentinel" not in page.response.text
    assert len(page.all("article")) == 1
    assert my_site(other).all("article") == []
    number = the_request(session, stop).id
    for said in ("confirmed", "declined"):
        where = {"lang": "en", "token": token_of(other), "number": number, "said": said}
        browser.page("hosting.reply", **where, status=404)


def test_the_same_person_answers_for_all_their_sites(session, my_site):
    first, second = (
        a_contact(session, a_site(session, name), email="one@example.org")
        for name in ("Centre", "Ride")
    )
    for contact in (first, second):
        an_asked_stop(session, contact=contact)
    page = my_site(first)
    assert page.h1 == "Centre · Ride"
    assert len(page.all("article")) == 2


def test_months_follow_each_other(session, visit, browser, token_of):
    _, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    token = token_of(contact)
    page = browser.page("hosting.my_site", lang="en", token=token, month="2099-02")
    assert page.all("[aria-labelledby=month] h2") == ["February 2099"]
    assert "No visit is planned in this month." in page.text
    march = page.click("March 2099")
    assert march.all("[aria-labelledby=month] h3") == ["Tuesday, March 3, 2099"]
    assert browser.page("hosting.my_site", lang="en", token=token, month="x").all("h2") != []


@pytest.mark.parametrize(("days", "listed"), [(1, 1), (58, 1), (62, 0)])
def test_what_comes_within_two_months_stands_in_one_list(session, visit, my_site, days, listed):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    soon = now().replace(microsecond=0) + timedelta(days=days)
    actions.move_stop(session, stop, starts=soon, ends=soon + timedelta(hours=1), at=AT)
    assert len(my_site(contact).all("[aria-labelledby=coming] h3")) == listed


def test_yes_is_one_press(session, visit, my_site, browser):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    page = my_site(contact).submit("article form").follow()
    assert page.all(".flashes .callout") == [
        "Thank you. The office knows that you receive the group."
    ]
    assert "Nothing waits for you." in page.text
    assert page.all("[aria-labelledby=month] h3") == ["Tuesday, March 3, 2099"]
    session.expire_all()
    assert stop.status is StopStatus.CONFIRMED
    (answer,) = queries.answers_to(session, stop)
    assert (answer.channel, answer.person, answer.by) == ("link", contact.name, None)


def test_other_times_are_proposed_row_by_row(session, visit, my_site):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    page = my_site(contact).click("At another time")
    page = page.submit(status=200, add="times")
    typed = {
        "times-0-day": str(TUESDAY),
        "times-0-starts": "14:00",
        "times-1-day": str(WEDNESDAY),
        "times-1-starts": "9:00",
        "times-1-ends": "9:30",
    }
    page = page.submit(**typed).follow()
    session.expire_all()
    request = the_request(session, stop)
    assert [(one.starts, one.ends) for one in request.times] == [
        (wall("14:00"), wall("15:00")),
        (wall("9:00", WEDNESDAY), wall("9:30", WEDNESDAY)),
    ]
    assert "You proposed this; the office will answer." in page.text


def test_times_at_which_the_delegation_is_not_here_are_refused_in_place(session, visit, my_site):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    page = my_site(contact).click("At another time")
    typed = {"times-0-day": "2026-11-01", "times-0-starts": "15:00"}
    page = page.submit(status=422, **typed)
    assert page.errors["times-0-day"] == ["The delegation is here: Tue, Mar 3 – Wed, Mar 4, 2099"]
    assert page.one("[name=times-0-day]")["value"] == "2026-11-01"
    assert the_request(session, stop).times == []


@pytest.mark.parametrize(
    ("button", "typed", "kept"),
    [
        ("For fewer people", {"most_people": "6"}, ("limited", 6, "")),
        ("Under conditions", {"note": "No photos"}, ("conditions", None, "No photos")),
        ("No, not possible", {"note": "Repairs"}, ("declined", None, "Repairs")),
    ],
)
def test_every_other_answer_has_its_page(session, visit, my_site, button, typed, kept):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    my_site(contact).click(button).submit(**typed)
    session.expire_all()
    (answer,) = queries.answers_to(session, stop)
    assert (answer.answer, answer.most_people, answer.note) == kept


@pytest.mark.parametrize(
    ("button", "asked_for"),
    [
        ("At another time", "Times: Propose at least one time."),
        ("For fewer people", "At most how many people: Say how many people you can receive."),
        ("Under conditions", "Your conditions: Say what your conditions are."),
        ("No, not possible", "Why it is not possible: Say briefly why."),
    ],
)
def test_an_answer_that_says_nothing_is_asked_for(session, visit, my_site, button, asked_for):
    _, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    page = my_site(contact).click(button).submit(status=422)
    assert page.all(".error-summary li") == [asked_for]
    session.expire_all()
    assert requests(session) == ["awaiting"]


def test_a_time_that_ends_before_it_starts_is_refused_in_place(session, visit, my_site):
    _, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    typed = {"times-0-day": str(TUESDAY), "times-0-starts": "14:00", "times-0-ends": "13:00"}
    page = my_site(contact).click("At another time").submit(status=422, **typed)
    assert page.all(".error-summary li") == ["Times: The end lies before the start."]
    assert page.one("[name=times-0-ends]")["value"] == "13:00"


def test_the_second_of_two_is_told_and_keeps_what_was_typed(session, visit, browser, token_of):
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    where = {"lang": "en", "token": token_of(contact), "number": the_request(session, stop).id}
    page = browser.page("hosting.reply", **where, said="declined")
    reply(session, the_request(session, stop), docent="Ms Ha")
    back = page.submit(status=422, note="Repairs")
    assert back.one("[name=note]").text.strip() == "Repairs"
    assert back.all(".error-summary li")[0].startswith("Somebody answered this request")
    session.expire_all()
    assert stop.status is StopStatus.CONFIRMED


def test_looking_changes_nothing_however_often(session, visit, browser, token_of):
    """A mail gateway fetches every link: a HEAD and three GETs of every address."""
    stop, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    token, number = token_of(contact), the_request(session, stop).id
    paths = [browser.url("hosting.my_site", lang="en", token=token)]
    paths += [
        browser.url("hosting.reply", lang="en", token=token, number=number, said=said)
        for said in Said
    ]
    before = snapshot(session)
    for path in paths:
        for method in ("HEAD", "GET", "GET", "GET"):
            assert browser.fetch(method, path).status_code == 200
    assert snapshot(session) == before


def snapshot(session):
    session.expire_all()
    rows = [(one.state, one.version, one.answer_id) for one in rows_of(session)]
    return rows, [link.generation for link in session.query(SecretLink)]


def test_a_stopped_link_says_so(session, visit, app, browser, token_of):
    _, (contact,) = asked_at(session, visit, ContactRole.COORDINATOR)
    token = token_of(contact)
    for link in session.query(SecretLink):
        link.revoked_at = now()
    browser.page("hosting.my_site", lang="en", token=token, status=410)


def test_a_caterer_who_signs_for_the_programme_learns_no_name(session, app, visit, my_site):
    _, (contact,) = asked_at(session, visit, ContactRole.CATERING)
    links, by = app.extensions["links"], visit.delegation.lead
    send(session)
    given = {"note": Translated(), "by": by, "links": links, "keep_days": 30}
    actions.release(session, visit, at=LATER, **given)
    page = my_site(contact)
    assert page.has("[aria-labelledby=to-sign]")
    assert "Lima" not in page.response.text
