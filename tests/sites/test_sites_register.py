"""The register of sites as the office uses it."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from visits.access.rules import LinkKind
from visits.audit.models import AuditEntry
from visits.kit.errors import InUse, Refused
from visits.kit.translated import Translated
from visits.sites import actions, queries
from visits.sites.models import OfferedWindow, Site
from visits.sites.rules import Category

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
CENTRE = {
    "name-ko": "도시통합정보센터",
    "name-en": "Urban Integrated Information Centre",
    "category": "control centre",
    "lat": "36.48",
    "lng": "127.289",
    "max_group": "20",
    "minutes_min": "20",
    "minutes_typical": "30",
    "minutes_max": "60",
}


def a_site(session, name="Ieung Bridge", **facts) -> Site:
    given = {
        "name": Translated(en=name),
        "category": Category.CULTURE,
        "lat": 36.47,
        "lng": 127.28,
        "max_group": 80,
        "minutes_min": 20,
        "minutes_typical": 40,
        "minutes_max": 60,
        "closed_on_holidays": False,
    }
    site = actions.add(session, {**given, **facts}, at=AT)
    session.commit()
    return site


def test_a_coordinator_adds_a_site(session, as_):
    browser = as_("coordinator")
    page = browser.page("sites.new").submit(**CENTRE).follow()
    assert page.h1 == "Urban Integrated Information Centre"
    site = session.scalars(select(Site)).one()
    assert site.slug == "urban-integrated-information-centre"
    assert site.name == Translated(ko="도시통합정보센터", en="Urban Integrated Information Centre")
    assert (site.lat, site.max_group, site.closed_on_holidays) == (36.48, 20, True)


def test_what_was_typed_stays_when_something_is_wrong(session, as_):
    page = as_("coordinator").page("sites.new")
    back = page.submit(status=422, **{**CENTRE, "max_group": "many", "minutes_typical": "90"})
    assert back.one("[name=name-ko]")["value"] == "도시통합정보센터"
    assert back.one("[name=max_group]")["value"] == "many"
    assert list(back.errors) == ["max_group"]
    assert session.scalars(select(Site)).all() == []


def test_the_usual_visit_lies_between_the_shortest_and_the_longest(as_):
    back = (
        as_("coordinator")
        .page("sites.new")
        .submit(status=422, **{**CENTRE, "minutes_typical": "90"})
    )
    assert back.errors == {
        "minutes_typical": ["The usual visit lies between the shortest and the longest."]
    }


def test_a_name_in_korean_or_english_is_needed(as_):
    names = {"name-ko": "", "name-en": "", "name-ar": "مركز"}
    back = as_("coordinator").page("sites.new").submit(status=422, **{**CENTRE, **names})
    assert back.errors == {"name-ko": ["Enter the text in Korean or English."]}


def test_two_sites_of_one_name_get_two_addresses(session):
    assert [a_site(session).slug, a_site(session).slug] == ["ieung-bridge", "ieung-bridge-2"]


@pytest.mark.parametrize("words", ["ieu", "bridge ieung", "이응"])
def test_it_is_found_by_the_beginnings_of_words(session, as_, words):
    a_site(session, name="Other")
    site = a_site(session, name="Ieung Bridge")
    actions.revise(session, site, {"name": Translated(en="Ieung Bridge", ko="이응다리")})
    session.commit()
    page = as_("viewer").page("sites.index", words=words)
    assert page.all("main tbody th a") == ["Ieung Bridge"]


def test_an_empty_search_says_so(as_):
    page = as_("viewer").page("sites.index", words="nothing")
    assert page.has(".empty")


def test_the_list_turns_pages_both_ways(session, as_):
    for number in range(30):
        a_site(session, name=f"Site {number:02}")
    browser = as_("viewer")
    first = browser.page("sites.index")
    second = first.click("Next")
    assert len(first.all("tbody th")) == 25
    assert second.all("tbody th a") == [f"Site {number}" for number in range(25, 30)]
    assert second.click("Previous").all("tbody th a") == first.all("tbody th a")


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_of_many_costs_what_a_list_of_one_costs(session, as_, queries_of, many):
    for number in range(many):
        a_site(session, name=f"Site {number:02}")
    browser = as_("viewer")
    browser.page("sites.index")
    assert queries_of(lambda: browser.page("sites.index")) == 2


def test_rounds_are_added_row_by_row(session, as_):
    site = a_site(session)
    page = as_("coordinator").page("sites.windows", slug=site.slug)
    page = page.submit(status=200, add="windows") if page.has("[name=add]") else page
    typed = {"windows-0-weekday": "2", "windows-0-opens": "10.30", "windows-0-closes": "1200"}
    page.submit(**typed).follow()
    session.expire_all()
    window = queries.the_site(session, site.slug).windows[0]
    assert (window.weekday, window.opens, window.closes) == (2, time(10, 30), time(12, 0))


def test_a_round_must_end_after_it_begins(session, as_):
    site = a_site(session)
    page = (
        as_("coordinator").page("sites.windows", slug=site.slug).submit(status=200, add="windows")
    )
    typed = {"windows-0-weekday": "2", "windows-0-opens": "10:30", "windows-0-closes": "10:00"}
    back = page.submit(status=422, **typed)
    assert back.errors == {"windows-0-closes": ["A round ends after it begins."]}
    assert back.one("[name=windows-0-opens]")["value"] == "10:30"


def test_saving_the_rounds_keeps_their_languages_and_their_numbers(session, as_):
    """Guides speak Arabic at this one: opening and saving the page must not unsay it."""
    site = a_site(session)
    site.windows = [
        OfferedWindow(weekday=2, opens=time(10), closes=time(12), languages=("ar", "en")),
        OfferedWindow(weekday=3, opens=time(14), closes=time(15)),
    ]
    session.commit()
    before = [window.id for window in site.windows]
    page = as_("coordinator").page("sites.windows", slug=site.slug)
    assert page.all(".rows summary") == ["Languages: English , العربية", "Languages"]
    page.submit(**{"windows-1-languages": ["es"]})
    session.expire_all()
    windows = queries.the_site(session, site.slug).windows
    assert [(one.id, one.languages) for one in windows] == [
        (before[0], ("en", "ar")),
        (before[1], ("es",)),
    ]


def test_a_closure_covers_its_last_day(session, as_):
    site = a_site(session)
    page = as_("coordinator").page("sites.close", slug=site.slug)
    page.submit(first="2026-12-01", last="2026-12-08", **{"reason-en": "Works"})
    session.expire_all()
    closure = queries.the_site(session, site.slug).closures[0]
    assert closure.starts == datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    assert closure.ends == datetime(2026, 12, 8, 15, 0, tzinfo=UTC)


def test_a_contact_reached_by_mail_needs_an_address(session, as_):
    site = a_site(session)
    page = as_("coordinator").page("sites.add_contact", slug=site.slug)
    back = page.submit(status=422, name="Lee", role="coordinator", channel="mail", language="ko")
    assert back.errors == {"email": ["This contact is reached by e-mail: enter the address."]}


def test_a_site_where_a_ride_ends_is_not_deleted(session, as_):
    end = a_site(session, name="Terminal")
    a_site(session, name="Ride", end_site_id=end.id)
    with pytest.raises(InUse):
        actions.delete(session, end, at=AT)
    session.rollback()
    page = as_("coordinator").page("sites.delete", slug=end.slug)
    assert len(page.all(".callout-danger li")) == 1
    assert not page.has("main form")


def test_a_ride_that_was_added_while_the_question_stood_is_named(session, as_):
    end = a_site(session, name="Terminal")
    page = as_("coordinator").page("sites.delete", slug=end.slug)
    assert not page.has(".callout-danger")
    a_site(session, name="Ride", end_site_id=end.id)
    assert len(page.submit(status=409).all(".callout-danger li")) == 1


def test_a_way_from_a_site_to_itself_is_refused(session):
    site = a_site(session)
    facts = {"from_id": site.id, "to_id": site.id, "minutes": 5, "km": None, "source": "given"}
    with pytest.raises(Refused):
        actions.add_travel_time(session, facts)


def test_a_stale_form_shows_both_versions_and_loses_nothing(session, as_):
    site = a_site(session)
    mine = as_("coordinator").page("sites.edit", slug=site.slug)
    as_("colleague").page("sites.edit", slug=site.slug).submit(max_group="70", category="culture")
    stale = mine.submit(status=409, max_group="60")
    assert "70" in stale.text
    assert "60" in stale.text
    stale.submit()
    session.expire_all()
    assert queries.the_site(session, site.slug).max_group == 60


def test_a_stale_form_marks_only_what_differs(session, as_):
    """Digits behind the last one, and a choice of nothing, are no differences."""
    site = a_site(session)
    site.lat = 36.4801
    mine = as_("coordinator").page("sites.edit", slug=site.slug)
    assert mine.one("[name=lat]")["value"] == "36.480100"
    as_("colleague").page("sites.edit", slug=site.slug).submit(max_group="70")
    stale = mine.submit(status=409, max_group="60")
    assert stale.all(".table tbody tr") == ["Most people per round Differs 60 70"]
    stale = mine.submit(status=409, lat="36.5", max_group="70")
    assert stale.all(".table tbody tr") == ["Latitude Differs 36.5 36.4801"]


def test_the_log_says_who_changed_what(session, as_):
    site = a_site(session)
    as_("coordinator").page("sites.edit", slug=site.slug).submit(max_group="70")
    rows = select(AuditEntry).where(AuditEntry.subject_kind == "Site").order_by(AuditEntry.id)
    entry = session.scalars(rows).all()[-1]
    assert (entry.actor_label, entry.action) == ("Kim Haneul", "changed")
    assert entry.changes["max_group"] == [80, 70]


def test_a_viewer_changes_nothing(session, as_):
    site = a_site(session)
    browser = as_("viewer")
    assert not browser.page("sites.show", slug=site.slug).has("main form")
    browser.page("sites.edit", slug=site.slug, status=403)


def test_an_unknown_site_is_not_there(as_):
    as_("viewer").page("sites.show", slug="nowhere", status=404)


def test_a_closure_is_taken_back(session, as_):
    site = a_site(session)
    day = datetime(2026, 12, 1, tzinfo=UTC)
    actions.close(
        session, site, starts=day, ends=day.replace(day=2), reason=Translated(), source="Lee"
    )
    session.commit()
    page = as_("coordinator").page("sites.show", slug=site.slug)
    page.submit('form[action*="/closures/"]')
    session.expire_all()
    assert queries.the_site(session, site.slug).closures == []
    assert date(2026, 12, 1) == day.date()


@pytest.mark.parametrize(("who", "sees"), [("viewer", False), ("coordinator", True)])
def test_a_viewer_does_not_see_phones_of_contacts(session, as_, who, sees):
    site = a_site(session)
    typed = {"name": "Lee", "role": "coordinator", "channel": "telephone", "language": "ko"}
    page = as_("coordinator").page("sites.add_contact", slug=site.slug)
    page.submit(**typed, phone="044-300-0001")
    shown = as_(who).page("sites.show", slug=site.slug)
    assert ("+82 44-300-0001" in shown.text) == sees


def test_a_travel_time_is_removed_on_the_pages_of_its_own_sites_alone(session, as_):
    here, there, elsewhere = (a_site(session, name) for name in ("Here", "There", "Elsewhere"))
    facts = {"from_id": here.id, "to_id": there.id, "minutes": 5, "km": None, "source": "given"}
    travel = actions.add_travel_time(session, facts)
    session.commit()
    browser = as_("coordinator")
    page = browser.page("sites.show", slug=there.slug)
    action = page.one('form[action*="/travel/"]')["action"]
    strange = str(action).replace(there.slug, elsewhere.slug)
    token = page.one('form[action*="/travel/"] [name=csrf_token]')["value"]
    assert browser.fetch("POST", strange, data={"csrf_token": token}).status_code == 404
    assert queries.travel_times_of(session, here) == [travel]
    page.submit('form[action*="/travel/"]')
    assert queries.travel_times_of(session, here) == []


def test_the_links_of_a_deleted_site_open_nothing_of_the_next(app, session, as_, browser):
    site = a_site(session)
    keeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.SITE_FEED, ("site", site.id), language="ko", at=AT)
    session.commit()
    as_("coordinator").page("sites.delete", slug=site.slug).submit()
    session.expire_all()
    assert a_site(session, "Library").id != link.subject_id
    assert link.revoked_at is not None
    assert browser.fetch("GET", f"/calendars/{keeper.token(link)}.ics").status_code == 410
