"""The pages on which people find, make, renew and stop the addresses of their calendars."""

import icalendar
import pytest

from tests import factories
from tests.calendars.published import AT
from visits.access.links import links_to
from visits.access.rules import LinkKind
from visits.calendars.rules import LINK_KINDS, SUBJECTS, Scope
from visits.calendars.views.subjects import FINDERS
from visits.resources.rules import Skill
from visits.sites.rules import ContactRole


@pytest.fixture
def host(session, people):
    """The site that the host's account answers for."""
    site = factories.a_site(session, "Arboretum")
    contact = factories.a_contact(session, site, role=ContactRole.COORDINATOR)
    contact.user_id = people["host"].id
    session.commit()
    return site, contact


def links(session, subject):
    session.expire_all()
    return list(session.scalars(links_to(subject)))


@pytest.mark.parametrize(
    "scope", ["site", "delegation", "interpreter", "escort", "vehicle", "office"]
)
def test_the_office_makes_an_address_of_every_calendar(session, as_, browser, scope):
    person = factories.a_person(session, skills=(Skill.INTERPRETS,))
    vehicle = factories.a_vehicle(session)
    made = {
        "site": (factories.a_site(session), "site", "slug"),
        "delegation": (factories.a_delegation(session), "delegation", "code"),
        "interpreter": (person, "person", "id"),
        "escort": (person, "person", "id"),
        "vehicle": (vehicle, "vehicle", "id"),
    }
    session.commit()
    row, subject, name = made.get(scope, (None, "office", ""))
    key = getattr(row, name) if row else "all"
    coordinator = as_("coordinator")
    page = coordinator.page("calendars.addresses", kind=scope, key=key)
    page = page.submit("form.form", label="Lee", language="en").follow()
    (link,) = links(session, (subject, row.id if row else 0))
    assert (link.label, link.language) == ("Lee", "en")
    token = page.one("details a[href^='webcal:']")["href"].rpartition("/")[2]
    assert browser.fetch("GET", f"/calendars/{token}").status_code == 200
    file = coordinator.fetch("GET", f"/office/calendars/{scope}/{key}.ics")
    assert file.headers["Content-Disposition"].startswith("attachment; filename=")
    assert icalendar.Calendar.from_ical(file.data).walk("VEVENT") == []


def test_a_viewer_is_shown_no_addresses(session, as_):
    site = factories.a_site(session)
    session.commit()
    as_("viewer").page("calendars.addresses", kind="site", key=site.slug, status=403)


def test_every_scope_has_a_kind_of_link_a_subject_and_a_finder():
    for table in (LINK_KINDS, SUBJECTS, FINDERS):
        assert set(table) == set(Scope)


def test_an_unknown_calendar_has_no_page(as_):
    browser = as_("coordinator")
    for kind, key in (("vehicle", "9" * 14), ("escort", "x"), ("office", "1"), ("site", "none")):
        browser.page("calendars.addresses", kind=kind, key=key, status=404)


def test_a_host_has_addresses_of_their_own_in_each_language(session, as_, people, host):
    site, _ = host
    browser = as_("host")
    browser.page("calendars.own").submit("form.form", language="ar").follow()
    page = browser.page("calendars.own").submit("form.form", language="ko").follow()
    found = links(session, ("site", site.id))
    assert [(one.kind, one.language, one.label) for one in found] == [
        (LinkKind.SITE_FEED, "ar", people["host"].name),
        (LinkKind.SITE_FEED, "ko", people["host"].name),
    ]
    assert found[0].fingerprint != found[1].fingerprint
    assert "Never" in page.text


def test_its_owner_renews_and_stops_an_address(session, app, as_, browser, host):
    site, _ = host
    mine = as_("host")
    page = mine.page("calendars.own").submit("form.form", language="en").follow()
    (link,) = links(session, ("site", site.id))
    keeper = app.extensions["links"]
    first = f"/calendars/{keeper.token(link)}.ics"
    page = page.submit("form[action$='/renew']").follow()
    (link,) = links(session, ("site", site.id))
    second = f"/calendars/{keeper.token(link)}.ics"
    assert [browser.fetch("GET", path).status_code for path in (first, second)] == [410, 200]
    page.submit("form[action$='/stop']").follow()
    assert browser.fetch("GET", second).status_code == 410


def test_nobody_renews_the_address_of_another(session, app, as_, host):
    site, _ = host
    keeper = app.extensions["links"]
    given = {"language": "ko", "at": AT}
    kind = LinkKind.SITE_FEED
    of_other = keeper.issue(session, kind, ("site", site.id), label="Docent Lee", **given)
    of_all = keeper.issue(session, kind, ("site", site.id), **given)
    session.commit()
    browser = as_("host")
    page = browser.page("calendars.own")
    assert ["Docent Lee" in page.text, len(page.all("form[action$='/renew']"))] == [False, 0]
    token = page.one("form.form input[name=csrf_token]")["value"]
    for link in (of_other, of_all):
        for act in ("renew", "stop"):
            path = f"/office/my-calendar/{link.id}/{act}"
            answer = browser.fetch("POST", path, data={"csrf_token": token})
            assert answer.status_code == 404


def test_two_of_one_name_have_addresses_of_their_own(session, app, as_, people, browser, host):
    site, mine = host
    mine.name = people["host"].name
    other = factories.a_contact(session, site, role=ContactRole.COORDINATOR, name=mine.name)
    link = app.extensions["links"].issue(
        session, LinkKind.HOST, ("site_contact", other.id), language="ko", at=AT
    )
    session.commit()
    theirs = f"/en/host/{app.extensions['links'].token(link)}/calendar"
    browser.open(theirs).submit("form.form", language="ko").follow()
    assert as_("host").page("calendars.own").all("form[action$='/renew']") == []
    assert len(browser.open(theirs).all("main a[href^='webcal:']")) == 1


def test_another_name_takes_no_address_away(session, as_, people, host):
    browser = as_("host")
    browser.page("calendars.own").submit("form.form", language="en").follow()
    people["host"].name = "Yoon Sora"
    session.commit()
    page = browser.page("calendars.own").submit("form[action$='/stop']").follow()
    assert page.all("form[action$='/stop']") == []
    (link,) = links(session, ("site", host[0].id))
    assert link.revoked_at is not None


def test_one_of_ours_has_one_calendar(session, as_, people):
    person = factories.a_person(session, skills=(Skill.INTERPRETS,))
    person.user_id = people["interpreter"].id
    session.commit()
    browser = as_("interpreter")
    browser.page("calendars.own").submit("form.form", language="ko").follow()
    (link,) = links(session, ("person", person.id))
    assert link.kind is LinkKind.INTERPRETER_FEED
    file = browser.fetch("GET", f"/office/my-calendar/interpreter-{person.id}.ics")
    assert file.mimetype == "text/calendar"
    assert browser.fetch("GET", "/office/my-calendar/site-1.ics").status_code == 404


def test_who_has_no_calendar_is_told_so(as_):
    assert "no calendar of its own" in as_("viewer").page("calendars.own").text


def test_a_host_makes_an_address_behind_their_link(session, app, browser, host):
    site, contact = host
    keeper = app.extensions["links"]
    subject = ("site_contact", contact.id)
    link = keeper.issue(session, LinkKind.HOST, subject, language="ko", at=AT)
    session.commit()
    path = f"/en/host/{keeper.token(link)}/calendar"
    page = browser.open(path)
    assert links(session, ("site", site.id)) == []
    page.submit("form.form", language="ko").follow()
    (made,) = links(session, ("site", site.id))
    assert (made.language, made.label) == ("ko", contact.name)
    assert browser.fetch("GET", f"{path}/site-{site.id}.ics").mimetype == "text/calendar"
    assert browser.fetch("GET", f"{path}/site-9999.ics").status_code == 404
