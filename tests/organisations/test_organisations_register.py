"""The register of organisations as the office uses it."""

import pytest
from sqlalchemy import select

from tests.factories import a_delegation
from tests.organisations.cast import a_body
from visits.audit.models import AuditEntry
from visits.kit.errors import InUse, NotThere, Refused
from visits.kit.translated import Translated
from visits.organisations import actions, queries
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind, Relation, web_address

MINISTRY = {
    "name-ko": "내무부",
    "name-en": "Ministry of Interior",
    "kind": "national_government",
    "relation": "none",
    "country": "KH",
    "website": "interior.example.org/en",
}


def test_a_coordinator_adds_an_organisation(session, as_):
    page = as_("coordinator").page("organisations.new").submit(**MINISTRY).follow()
    assert page.h1 == "Ministry of Interior"
    assert "Cambodia" in page.text
    body = session.scalars(select(Organisation)).one()
    assert (body.country, body.website) == ("KH", "https://interior.example.org/en")
    assert body.name == Translated(ko="내무부", en="Ministry of Interior")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("example.org", "https://example.org"),
        ("http://example.org:8080/a?b=c", "http://example.org:8080/a?b=c"),
        ("https://한국.example", "https://한국.example"),
    ],
)
def test_an_address_of_a_web_page_is_kept_with_its_scheme(typed, kept):
    assert web_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,hello",
        "ftp://example.org",
        "https://name:word@example.org",
        "https://",
        "intranet",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://example.org:port/",
        "https://[::1",
    ],
)
def test_anything_else_is_no_website(typed):
    with pytest.raises(ValueError, match=r"no address|Port could not|Invalid IPv6"):
        web_address(typed)


def test_a_website_that_is_none_is_refused_in_place(session, as_):
    page = as_("coordinator").page("organisations.new")
    back = page.submit(status=422, **{**MINISTRY, "website": "javascript:alert(1)"})
    assert back.errors == {
        "website": ["Enter the address of a web page, such as https://example.org."]
    }
    assert back.one("[name=website]")["value"] == "javascript:alert(1)"
    assert session.scalars(select(Organisation)).all() == []


def test_a_part_begins_with_the_body_and_country_it_belongs_to(session, as_):
    ministry = a_body(session)
    form = as_("coordinator").page("organisations.show", number=ministry.id).click("Add a part")
    page = form.submit(**{"name-en": "General Department", "kind": "national_government"}).follow()
    part = session.scalars(select(Organisation).order_by(Organisation.id.desc())).first()
    assert (part.parent_id, part.country) == (ministry.id, "KH")
    assert page.all(".facts a")[0] == "Ministry of Interior"
    back = page.click("Ministry of Interior")
    assert back.all("main .list a") == ["General Department"]


def test_the_line_of_bodies_above_is_read_from_the_widest_down(session, queries_of):
    line = [a_body(session, "State")]
    for name in ("Ministry", "Department", "Office"):
        line.append(a_body(session, name, parent_id=line[-1].id))
    found = queries.lineage(session, line[-1].id)
    assert [body.name.to("en") for body in found] == ["State", "Ministry", "Department", "Office"]


def test_no_body_belongs_to_one_of_its_parts(session, as_):
    ministry = a_body(session)
    department = a_body(session, "Department", parent_id=ministry.id)
    office = a_body(session, "Office", parent_id=department.id)
    with pytest.raises(Refused, match="circle_of_bodies"):
        actions.revise(session, ministry, {"parent_id": office.id})
    with pytest.raises(Refused, match="circle_of_bodies"):
        actions.revise(session, ministry, {"parent_id": ministry.id})
    session.rollback()
    page = as_("coordinator").page("organisations.edit", number=ministry.id)
    back = page.submit(status=422, parent_id=str(office.id))
    assert back.errors == {
        "parent_id": ["An organisation cannot belong to itself or to one of its parts."]
    }
    session.expire_all()
    assert queries.the_organisation(session, ministry.id).parent_id is None


def test_a_body_with_parts_is_not_deleted(session, as_):
    ministry = a_body(session)
    a_body(session, "Department", parent_id=ministry.id)
    with pytest.raises(InUse) as refused:
        actions.delete(session, ministry)
    assert refused.value.users == [("organisation", 1)]
    session.rollback()
    page = as_("coordinator").page("organisations.delete", number=ministry.id)
    assert page.all(".callout li") == ["Organisations: 1"]
    assert not page.has("main form")


def test_a_body_that_came_is_not_deleted(session):
    body = a_body(session)
    a_delegation(session, referrer=body)
    with pytest.raises(InUse) as refused:
        actions.delete(session, body)
    assert refused.value.users == [("delegation", 1)]


def test_a_body_that_nothing_points_to_is_deleted(session, as_):
    body = a_body(session)
    number = body.id
    as_("coordinator").page("organisations.delete", number=number).submit()
    with pytest.raises(NotThere):
        queries.the_organisation(session, number)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "min int"}, ["Ministry of Interior"]),
        ({"words": "phnom"}, ["City Hall"]),
        ({"country": "KH"}, ["City Hall", "Ministry of Interior"]),
        ({"kind": "university"}, ["Universitas Indonesia"]),
        ({"relation": "sister_city"}, ["City Hall"]),
        ({"country": "KH", "kind": "university"}, []),
        ({"kind": "no such kind"}, ["City Hall", "Ministry of Interior", "Universitas Indonesia"]),
    ],
)
def test_the_list_shows_what_is_asked_for(session, as_, wanted, found):
    a_body(session)
    a_body(session, "City Hall", region="Phnom Penh", relation=Relation.SISTER_CITY)
    a_body(session, "Universitas Indonesia", country="ID", kind=OrganisationKind.UNIVERSITY)
    page = as_("viewer").page("organisations.index", **wanted)
    assert page.all("tbody th a") == found
    assert page.has(".empty") == (not found)


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_of_many_costs_what_a_list_of_one_costs(session, as_, queries_of, many):
    above = a_body(session, "Above")
    for number in range(many):
        a_body(session, f"Body {number:02}", parent_id=above.id)
    browser = as_("viewer")
    browser.page("organisations.index")
    assert queries_of(lambda: browser.page("organisations.index")) == 3


@pytest.mark.parametrize("many", [1, 30])
def test_a_page_of_many_parts_costs_what_one_costs(session, as_, queries_of, many):
    body = a_body(session)
    for number in range(many):
        a_body(session, f"Part {number}", parent_id=body.id)
    browser = as_("viewer")
    browser.page("organisations.show", number=body.id)
    assert queries_of(lambda: browser.page("organisations.show", number=body.id)) == 12


def test_a_stale_form_shows_both_versions_and_loses_nothing(session, as_):
    body = a_body(session)
    mine = as_("coordinator").page("organisations.edit", number=body.id)
    theirs = as_("colleague").page("organisations.edit", number=body.id)
    theirs.submit(region="Phnom Penh")
    stale = mine.submit(status=409, region="Siem Reap")
    assert "Phnom Penh" in stale.text
    stale.submit()
    session.expire_all()
    assert queries.the_organisation(session, body.id).region == "Siem Reap"


def test_the_log_says_who_changed_what(session, as_):
    body = a_body(session)
    as_("coordinator").page("organisations.edit", number=body.id).submit(relation="memorandum")
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.actor_label, entry.action) == ("Kim Haneul", "changed")
    assert entry.changes["relation"] == ["none", "memorandum"]


def test_a_viewer_changes_nothing(session, as_):
    body = a_body(session)
    browser = as_("viewer")
    assert not browser.page("organisations.show", number=body.id).has("main form, main .button")
    browser.page("organisations.edit", number=body.id, status=403)
    browser.page("organisations.show", number=body.id + 1, status=404)
