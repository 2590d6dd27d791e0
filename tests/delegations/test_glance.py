"""The page of a delegation at a glance: what is known, what is missing, who may see what."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests import factories
from tests.delegations.cast import AMIR, AT, FAR, a_body, a_delegate, a_delegation
from tests.factories import SEOUL
from visits.access.links import LinkKeeper, links_to
from visits.access.rules import LinkKind
from visits.conflicts.rules import Mode, Role
from visits.delegations import actions
from visits.delegations.rules import (
    DelegateRole,
    DelegationState,
)
from visits.delegations.rules.standing import (
    Countdown,
    Gap,
    Missing,
    Standing,
    countdown,
    gaps,
)
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Assignment
from visits.itineraries.rules import StopMove
from visits.kit.clock import local, now
from visits.kit.translated import Translated
from visits.papers.models import OfficialPaper, PaperSubject
from visits.papers.rules import Direction, Disclosure, PaperKind

SETTLED = Standing(
    state=DelegationState.CONFIRMED,
    ends_on=FAR,
    has_liaison=True,
    has_liaison_email=True,
    has_head=True,
    people=3,
    names=3,
    title_gaps=0,
    has_actual=False,
    needs_interpreter=True,
    stops=4,
    waiting=0,
    has_interpreter=True,
    has_ride=True,
    hindering=0,
    is_released=True,
    has_news=False,
    papers=1,
    unnumbered=0,
)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"has_liaison": False, "has_liaison_email": False}, [Gap(Missing.LIAISON)]),
        ({"has_liaison_email": False}, [Gap(Missing.LIAISON_EMAIL)]),
        ({"has_head": False}, [Gap(Missing.HEAD)]),
        ({"names": 1}, [Gap(Missing.NAMES, 2)]),
        ({"names": 5}, []),
        ({"title_gaps": 2}, [Gap(Missing.TITLES, 2)]),
        ({"waiting": 3}, [Gap(Missing.HOSTS, 3)]),
        (
            {"waiting": 3, "proposals": 2},
            [Gap(Missing.HOSTS, 1), Gap(Missing.PROPOSALS, 2)],
        ),
        ({"refused": 1}, [Gap(Missing.REFUSED, 1)]),
        ({"has_interpreter": False}, [Gap(Missing.INTERPRETER)]),
        ({"has_interpreter": False, "needs_interpreter": False}, []),
        ({"has_ride": False}, [Gap(Missing.RIDE)]),
        ({"hindering": 2}, [Gap(Missing.FINDINGS, 2)]),
        ({"is_released": False}, [Gap(Missing.RELEASE)]),
        ({"has_news": True}, [Gap(Missing.NEWS)]),
        ({"papers": 0}, [Gap(Missing.PAPER)]),
        ({"papers": 0, "state": DelegationState.PLANNING}, []),
        ({"unnumbered": 1}, [Gap(Missing.PAPER_NUMBER)]),
        ({"stops": 0, "has_ride": False, "is_released": False}, [Gap(Missing.PROGRAMME)]),
        ({"state": DelegationState.CANCELLED, "has_head": False}, []),
    ],
)
def test_what_is_missing_before_the_end(change, missing):
    assert gaps(replace(SETTLED, **change), FAR) == missing


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, [Gap(Missing.ACTUAL), Gap(Missing.CLOSING)]),
        ({"has_actual": True, "has_head": False, "waiting": 2}, [Gap(Missing.CLOSING)]),
        ({"state": DelegationState.DRAFT}, [Gap(Missing.DECISION)]),
        ({"state": DelegationState.PLANNING, "has_actual": True}, [Gap(Missing.DECISION)]),
        ({"state": DelegationState.UNDER_WAY, "has_actual": True}, [Gap(Missing.CLOSING)]),
        ({"state": DelegationState.CLOSED}, [Gap(Missing.ACTUAL)]),
        ({"state": DelegationState.CLOSED, "has_actual": True}, []),
    ],
)
def test_what_is_missing_when_it_is_over(change, missing):
    assert gaps(replace(SETTLED, **change), FAR + timedelta(days=1)) == missing


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (-3, Countdown(days_to_go=3, of=2)),
        (0, Countdown(day=1, of=2)),
        (1, Countdown(day=2, of=2)),
        (2, Countdown(is_over=True, of=2)),
    ],
)
def test_how_far_away_it_is(today, told):
    first, last = FAR, FAR + timedelta(days=1)
    assert countdown(first, last, FAR + timedelta(days=today)) == told


def a_paper(session, delegation):
    paper = OfficialPaper(
        direction=Direction.INTERNAL,
        kind=PaperKind.RECEPTION_PLAN,
        title="Reception plan",
        disclosure=Disclosure.OPEN,
        created_at=AT,
    )
    paper.subjects = [PaperSubject(subject_kind="delegation", subject_id=delegation.id)]
    session.add(paper)


def told_missing(page):
    return page.all("section[aria-labelledby=missing] li")


def test_a_new_delegation_is_told_what_it_lacks(session, as_, people):
    delegation = a_delegation(session, people)
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    assert told_missing(page) == [
        "Nobody is named whom we write to.",
        "The head of delegation is not on the roster.",
        "14 names are missing on the roster.",
        "The title is missing in 1 language of the guests.",
        "The programme has no stops yet.",
    ]
    assert page.click("14 names are missing on the roster.").h1 == "Delegates"


def test_the_programme_is_summed_up(session, people):
    delegation = a_delegation(session, people, starts_on=factories.TUESDAY)
    assert itineraries.glance(session, delegation.id) == itineraries.Glance()
    itinerary = factories.an_itinerary(session, delegation)
    site = factories.a_site(session)
    asked = factories.a_stop(session, itinerary, "10:00", "11:00", site_id=site.id)
    factories.a_stop(session, itinerary, "13:00", "14:00", site_id=site.id, move=StopMove.CONFIRM)
    factories.a_stop(session, itinerary, "15:00", "16:00", move=None, mode=Mode.OWN_BUS)
    mayor = factories.a_person(session, "The mayor")
    asked.assignments.append(Assignment(role=Role.RECEIVES, person=mayor))
    session.flush()
    glance = itineraries.glance(session, delegation.id)
    assert (glance.stops, glance.waiting) == (3, 1)
    assert (glance.has_ride, glance.has_interpreter) == (True, False)
    assert glance.receivers == (Translated(en="The mayor"),)
    assert (glance.release, glance.is_changed) == (None, False)


def test_the_page_answers_when_who_and_how_many(session, as_, people):
    body = a_body(session)
    countries = [{"country": "SA", "planned": 14, "actual": 13}, {"country": "JO", "planned": 2}]
    delegation = a_delegation(
        session,
        people,
        countries=countries,
        bodies=[body.id],
        deputy_id=people["colleague"].id,
        liaison_name="Noura Al-Harbi",
        liaison_phone="+966501234567",
    )
    a_delegate(session, delegation, **{**AMIR, "role": DelegateRole.HEAD})
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    figures = page.all(".figure-value")
    assert figures[1:3] == ["15", "–"]
    assert page.all("tbody tr") == ["Saudi Arabia 14 13", "Jordan 2 –"]
    facts = dict(zip(page.all("dt"), page.all("dd"), strict=True))
    head = "압둘라 알카흐타니 Abdullah Al-Qahtani عبدالله القحطاني Deputy Minister"
    assert facts["Head of delegation"] == head
    assert facts["Organisations"] == "Riyadh Region Municipality"
    assert (facts["Lead officer"], facts["Deputy"]) == ("Kim Haneul", "Lee Soyeon")
    assert page.one("a[href^='tel:']")["href"] == "tel:+966501234567"
    assert page.all("a[href^='tel:']") == ["+966 50 123 4567"]


@pytest.mark.parametrize("who", ["viewer", "approver"])
def test_telephone_and_mail_are_for_those_who_may_see_identities(session, as_, people, who):
    delegation = a_delegation(
        session,
        people,
        liaison_name="Noura Al-Harbi",
        liaison_email="noura@example.org",
        liaison_phone="+966501234567",
    )
    page = as_(who).page("delegations.show", code=delegation.code)
    assert "Noura Al-Harbi" in page.text
    assert not page.has("a[href^='tel:'], a[href^='mailto:'], #links, main form")


def test_a_link_is_made_once_for_each_language(session, as_, people, app):
    delegation = a_delegation(session, people)
    keeper: LinkKeeper = app.extensions["links"]
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    for language in ("ar", "en", "ar"):
        kind = LinkKind.DELEGATION_FEED.value
        page = page.submit("form[action$='/links']", kind=kind, language=language).follow()
    links = session.scalars(links_to(("delegation", delegation.id))).all()
    assert [link.language for link in links] == ["ar", "en"]
    assert page.all("#links ~ .list textarea") == [keeper.address(link) for link in links]
    picture = page.browser.fetch("GET", str(page.soup.select("img.qr")[0]["src"]))
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_links_are_offered_in_the_languages_of_the_delegation_first(session, as_, people):
    delegation = a_delegation(session, people, languages=("ar", "km"))
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    offered = [option["value"] for option in page.soup.select("[name=language] option")]
    assert offered[:3] == ["ar", "km", "ko"]


def test_links_end_with_the_draft_that_is_deleted(session, as_, people, app):
    delegation = a_delegation(session, people)
    keeper: LinkKeeper = app.extensions["links"]
    subject = ("delegation", delegation.id)
    link = keeper.issue(session, LinkKind.GUEST, subject, language="en", at=now())
    actions.delete(session, delegation, at=now())
    assert link.revoked_at is not None


def test_the_history_is_one_click_away(session, as_, people):
    delegation = a_delegation(session, people)
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    page = page.click("Who changed what in this record")
    assert delegation.code in page.text


@pytest.mark.parametrize("many", [1, 20])
def test_the_page_costs_the_same_whatever_belongs_to_it(session, as_, people, queries_of, many):
    delegation = a_delegation(session, people, starts_on=factories.TUESDAY)
    itinerary = factories.an_itinerary(session, delegation)
    for number in range(many):
        a_delegate(session, delegation, f"Delegate {number}")
        factories.a_stop(session, itinerary, move=None)
        a_paper(session, delegation)
    browser = as_("coordinator")
    path = browser.url("delegations.show", code=delegation.code)
    browser.open(path)
    assert queries_of(lambda: browser.open(path)) == 14


def test_pages_end_some_days_after_the_visit_and_calendars_never(session, as_, people):
    delegation = a_delegation(session, people)
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    for kind in ("guest", "liaison", "delegation_feed"):
        page = page.submit("form[action$='/links']", kind=kind, language="en").follow()
    session.expire_all()
    rows = session.scalars(links_to(("delegation", delegation.id))).all()
    after_30_days = local(FAR + timedelta(days=31), time(0), SEOUL)
    assert {link.kind: link.expires_at for link in rows} == {
        LinkKind.GUEST: after_30_days,
        LinkKind.LIAISON: after_30_days,
        LinkKind.DELEGATION_FEED: None,
    }


def test_the_pages_move_with_the_visit(session, as_, people, app):
    delegation = a_delegation(session, people)
    keeper: LinkKeeper = app.extensions["links"]
    ends = local(FAR + timedelta(days=31), time(0), SEOUL)
    kinds = {LinkKind.GUEST: ends, LinkKind.LIAISON: ends, LinkKind.SITE_FEED: None}
    made = [
        keeper.issue(
            session,
            kind,
            ("delegation", delegation.id),
            language="en",
            at=AT,
            expires_at=expires_at,
        )
        for kind, expires_at in kinds.items()
    ]
    session.commit()
    page = as_("coordinator").page("delegations.edit", code=delegation.code)
    page.submit(ends_on=(FAR + timedelta(days=4)).isoformat())
    session.expire_all()
    later = ends + timedelta(days=4)
    assert [link.expires_at for link in made] == [later, later, None]
