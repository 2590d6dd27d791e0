"""What hosts say otherwise than yes reaches the officer: a letter, the dashboard, the programme."""

from datetime import timedelta

import pytest

from tests.factories import a_contact, a_delegation, a_site, a_stop, a_user, an_itinerary, wall
from tests.hosting.cast import LATER, letters_to_officers, reply, requests, send, the_request
from visits.access.rules import Channel, Role
from visits.delegations import queries as delegations
from visits.hosting import actions
from visits.hosting.rules import Reply, Told
from visits.itineraries.rules import Said
from visits.kit.translated import Translated
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import Failure

TIMES = ((wall("14:00"), wall("15:00")),)


@pytest.fixture
def visit(session, people):
    """The coordinator's visit with two sites that are asked."""
    delegation = a_delegation(
        session, lead=people["coordinator"], title=Translated(en="Lima delegation")
    )
    itinerary = an_itinerary(session, delegation)
    sites = [a_site(session, name) for name in ("Arboretum", "Control Centre")]
    for site in sites:
        a_contact(session, site)
    return [
        a_stop(session, itinerary, first, last, site=site)
        for site, first, last in zip(sites, ("9:00", "11:00"), ("10:00", "12:00"), strict=True)
    ]


def propose(session, stop, **how):
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES, **how)


def decline(session, stop, **how):
    reply(session, the_request(session, stop), Said.DECLINED, note="Repairs", **how)


def test_all_answers_of_an_hour_are_one_letter_to_the_lead_officer(session, app, people, visit):
    first, second = visit
    propose(session, first)
    decline(session, second, at=LATER + timedelta(minutes=40))
    numbers = [the_request(session, stop).id for stop in visit]
    lead = people["coordinator"].email
    assert letters_to_officers(session) == [(lead, "queued", numbers)]
    propose(session, first, at=LATER + timedelta(minutes=90))
    assert letters_to_officers(session)[1:] == [(lead, "queued", numbers[:1])]


def test_a_yes_and_what_an_officer_entered_are_no_news(session, app, visit):
    first, second = visit
    reply(session, the_request(session, first))
    told = Told(channel=Channel.TELEPHONE, on=LATER.date(), person="Ms Yoon")
    said = Reply(said=Said.DECLINED)
    officer = a_user(session)
    actions.reply(session, the_request(session, second), said, told=told, by=officer, at=LATER)
    assert requests(session) == ["accepted", "declined"]
    assert letters_to_officers(session) == []


def test_the_deputy_hears_of_it_after_the_lead_has_left(session, people, visit):
    delegation = visit[0].itinerary.delegation
    people["coordinator"].is_enabled = False
    delegation.deputy = people["colleague"]
    decline(session, visit[1])
    numbers = [the_request(session, visit[1]).id]
    assert letters_to_officers(session) == [(people["colleague"].email, "queued", numbers)]


def test_with_lead_and_deputy_gone_every_officer_hears_of_it(session, people, visit):
    people["coordinator"].is_enabled = False
    stays = a_user(session, role=Role.COORDINATOR)
    decline(session, visit[0])
    officers = [one.email for one in delegations.officers(session)]
    numbers = [the_request(session, visit[0]).id]
    assert stays.email in officers
    assert letters_to_officers(session) == [(one, "queued", numbers) for one in officers]


def written(session, app):
    session.commit()
    letter = session.query(Letter).filter_by(kind="hosting.answered").one()
    with app.test_request_context():
        return writer().compose(session, letter)


def test_the_letter_says_who_said_what_and_where_to_decide(session, app, visit):
    propose(session, visit[0])
    decline(session, visit[1])
    letter = written(session, app)
    code = visit[0].itinerary.delegation.code
    assert letter.subject == "2 answers of hosts that are not a yes"
    about = f"A visit · Lima delegation ({code})\n"
    office = "http://127.0.0.1:8000/office"
    proposal = (
        f"Proposal to decide: Arboretum, Tuesday, March 3, 2099 09:00\n{about}"
        "Proposed: Tuesday, March 3, 2099 14:00–15:00\n"
        f"{office}/hosts/requests/{the_request(session, visit[0]).id}"
    )
    refusal = (
        f"Declined: Control Centre, Tuesday, March 3, 2099 11:00\n{about}Repairs\n"
        f"{office}/delegations/{code}/itinerary/stops/{visit[1].uid}"
    )
    assert letter.text.split("\n\n")[2:4] == [proposal, refusal]


def test_what_was_decided_meanwhile_is_not_told(session, app, visit):
    propose(session, visit[0])
    request = the_request(session, visit[0])
    actions.take_over(session, request, time_id=request.times[0].id, at=LATER)
    with pytest.raises(Uncomposable) as caught:
        written(session, app)
    assert caught.value.setback.failure is Failure.SETTLED


def test_the_dashboard_of_lead_and_deputy_leads_to_the_answers(session, as_, people, visit):
    visit[0].itinerary.delegation.deputy = people["colleague"]
    propose(session, visit[0])
    decline(session, visit[1])
    session.commit()
    code = visit[0].itinerary.delegation.code
    for who in ("coordinator", "colleague"):
        page = as_(who).page("home.dashboard")
        rows = page.soup.select("section[aria-labelledby=tasks] li")[:2]
        assert [row.select_one(".badge").get_text(strip=True) for row in rows] == [
            "Proposal to decide",
            "Declined by the host: find another",
        ]
        assert [row.a["href"] for row in rows] == [
            f"/office/hosts/requests/{the_request(session, visit[0]).id}",
            f"/office/delegations/{code}/itinerary/stops/{visit[1].uid}",
        ]


def test_the_dashboard_of_others_is_spared(session, as_, visit):
    decline(session, visit[1])
    session.commit()
    assert "Declined by the host" not in as_("colleague").page("home.dashboard").text


def test_programme_and_delegation_name_what_is_to_be_decided(session, as_, visit):
    propose(session, visit[0])
    decline(session, visit[1])
    send(session)
    session.commit()
    code = visit[0].itinerary.delegation.code
    plan = as_("coordinator").page("itineraries.show", code=code)
    first, second = plan.soup.select(".plan-stop")
    assert "Proposal to decide" in first.get_text()
    assert "Declined by the host: find another" in second.get_text()
    assert "Control Centre has declined: find another place or time." in second.get_text()
    missing = as_("coordinator").page("delegations.show", code=code)
    told = missing.all("section[aria-labelledby=missing] li")
    assert "1 proposal of a host is to be decided." in told
    assert "1 stop was declined by its host: find another." in told
    assert not any("not confirmed" in line for line in told)
