"""Two rows that are one body become one, and nothing that belonged to either is lost."""

import pytest
from sqlalchemy import select

from tests.factories import a_delegation
from tests.intake.cast import sent
from tests.organisations.cast import AT, a_body
from tests.organisations.test_memory import FIRST, a_paper, a_visit
from visits.audit.models import AuditEntry
from visits.delegations import queries as delegations
from visits.kit.errors import InUse, NotThere, Refused
from visits.kit.events import tell
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf
from visits.notifications.models import Letter
from visits.organisations import actions, queries
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind, Relation, are_alike, pairs_worth_comparing


@pytest.fixture
def kept(session):
    return a_body(session, name=Translated(ko="내무부", en="Ministry of Interior"), notes="Old.")


@pytest.fixture
def gone(session, kept):
    return a_body(session, name=Translated(en="Interior Ministry", km="ក្រសួងមហាផ្ទៃ"), notes="New.")


def merge(session, kept, gone, **facts):
    given = {"name": kept.name, "kind": kept.kind, "country": kept.country, "notes": kept.notes}
    actions.merge(session, kept, gone, {**given, **facts}, at=AT)
    session.commit()
    session.expire_all()


def uses(session, body_id):
    question = UsesOf("organisation", body_id)
    tell(session, question)
    return {kind: count for kind, count in question.found if count}


# -- what becomes of everything --------------------------------------------------------------------


def test_whatever_pointed_to_the_double_points_to_the_kept_one(session, app, kept, gone, people):
    visit = a_visit(session, gone)
    brought = a_delegation(session, referrer=gone, lead=people["coordinator"])
    paper = a_paper(session, ("organisation", gone.id), FIRST)
    request = sent(app, session)
    request.organisation_id = gone.id
    letter = session.scalars(select(Letter)).first()
    letter.about_kind, letter.about_id = "organisation", gone.id
    part = a_body(session, "Department", parent_id=gone.id)
    former = gone.id
    merge(session, kept, gone)
    assert [row.organisation_id for row in visit.bodies] == [kept.id]
    assert brought.referrer_id == kept.id
    assert [(s.subject_kind, s.subject_id) for s in paper.subjects] == [("organisation", kept.id)]
    assert request.organisation_id == kept.id
    assert letter.about_id == kept.id
    assert part.parent_id == kept.id
    assert uses(session, former) == {}
    assert uses(session, kept.id) == {"letter": 1, "paper": 1, "delegation": 2, "request": 1}
    assert session.get(Organisation, former) is None


def test_a_visit_of_both_is_a_visit_of_one_once(session, kept, gone):
    visit = a_visit(session, kept)
    actions_of = [kept.id, gone.id]
    visit.bodies[0].position = 0
    visit.bodies.append(type(visit.bodies[0])(organisation_id=gone.id, position=1))
    paper = a_paper(session, ("organisation", gone.id), FIRST)
    paper.subjects.append(type(paper.subjects[0])(subject_kind="organisation", subject_id=kept.id))
    session.commit()
    assert [row.organisation_id for row in visit.bodies] == actions_of
    merge(session, kept, gone)
    assert [row.organisation_id for row in visit.bodies] == [kept.id]
    assert [subject.subject_id for subject in paper.subjects] == [kept.id]


def test_the_names_of_both_find_the_kept_one(session, kept, gone):
    merge(session, kept, gone)
    for words in ("interior min", "ក្រសួងមហាផ្ទៃ", "내무"):
        found = session.scalars(queries.organisations(words)).unique().all()
        assert [body.id for body in found] == [kept.id]
    known = delegations.organisation_called(session, Translated(en="interior ministry"), "KH")
    assert known.id == kept.id


def test_the_old_address_leads_to_the_new_page_even_twice_removed(session, kept, gone, as_):
    third = a_body(session, "Third")
    former = gone.id
    merge(session, third, gone)
    merge(session, kept, third)
    page = as_("viewer").page("organisations.show", number=former, status=302).follow()
    assert page.h1 == "Ministry of Interior"
    assert queries.successor_of(session, former) == kept.id
    assert [alias.name.to("en") for alias in kept.aliases] == ["Interior Ministry", "Third"]
    as_("viewer").page("organisations.show", number=9_999, status=404)


def test_the_log_says_who_merged_what(session, kept, gone):
    merge(session, kept, gone)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "merged")).one()
    assert (entry.subject_kind, entry.subject_id) == ("Organisation", str(kept.id))
    assert entry.changes == {"name": ["Interior Ministry", "내무부"]}


def test_a_part_merged_into_its_whole_and_the_other_way_round(session, kept):
    part = a_body(session, "Part", parent_id=kept.id)
    office = a_body(session, "Office", parent_id=part.id)
    merge(session, kept, part)
    assert (office.parent_id, kept.parent_id) == (kept.id, None)
    merge(session, office, kept)
    assert office.parent_id is None


def test_a_grandparent_merged_into_its_grandchild_makes_no_circle(session):
    state = a_body(session, "State")
    ministry = a_body(session, "Ministry", parent_id=state.id)
    office = a_body(session, "Office", parent_id=ministry.id)
    merge(session, office, state, parent_id=ministry.id)
    assert (office.parent_id, ministry.parent_id) == (None, office.id)


def test_a_row_is_not_merged_with_itself(session, kept):
    with pytest.raises(Refused, match="same_organisation"):
        actions.merge(session, kept, kept, {}, at=AT)


def test_a_floor_that_was_forgotten_hinders_the_merge(app, session, kept, gone):
    a_visit(session, gone)
    listeners = dict(session.info["listeners"])
    listeners.pop(next(kind for kind in listeners if kind.__name__ == "OrganisationsMerged"))
    session.info["listeners"] = listeners
    with pytest.raises(InUse):
        actions.merge(session, kept, gone, {"name": kept.name}, at=AT)


def test_a_deleted_body_takes_its_former_names_along(session, kept, gone):
    former = gone.id
    merge(session, kept, gone)
    actions.delete(session, kept)
    session.commit()
    assert queries.successor_of(session, former) is None
    with pytest.raises(NotThere):
        queries.the_organisation(session, kept.id)


# -- the page --------------------------------------------------------------------------------------


def compare(browser, kept, gone):
    return browser.page("organisations.merge", number=kept.id, **{"with": gone.id})


def test_a_coordinator_compares_decides_and_merges(session, kept, gone, as_):
    kept.relation, gone.relation = Relation.NONE, Relation.PARTNER
    gone.kind = OrganisationKind.PUBLIC_AGENCY
    gone.region = "Phnom Penh"
    a_visit(session, gone)
    page = compare(as_("coordinator"), kept, gone)
    assert page.all("input[type=radio] + label") == [
        "내무부 (Korean) · Ministry of Interior (English)",
        "Interior Ministry (English) · ក្រសួងមហាផ្ទៃ (Khmer)",
        "National government",
        "Public agency",
    ]
    assert page.one("[name=notes]").text.strip() == "Old.\n\nNew."
    assert "Delegations: 1" in page.text
    done = page.submit("#merge", name="gone", kind="kept", fills_up=True).follow()
    assert done.h1 == "Interior Ministry"
    body = session.scalars(select(Organisation)).one()
    assert body.id == kept.id
    assert body.name == Translated(ko="내무부", en="Interior Ministry", km="ក្រសួងមហាផ្ទៃ")
    assert (body.kind, body.relation, body.region, body.notes) == (
        OrganisationKind.NATIONAL_GOVERNMENT,
        Relation.PARTNER,
        "Phnom Penh",
        "Old.\n\nNew.",
    )
    assert body.former_names == [Translated(ko="내무부", en="Ministry of Interior")]
    assert done.all(".facts dd p") == ["Ministry of Interior"]


def test_the_chosen_name_stands_alone_unless_the_other_fills_it_up(session, kept, gone, as_):
    page = compare(as_("coordinator"), kept, gone)
    page.submit("#merge", name="gone")
    body = session.scalars(select(Organisation)).one()
    assert body.name == Translated(en="Interior Ministry", km="ក្រសួងមហាផ្ទៃ")
    assert body.former_names == [Translated(ko="내무부", en="Ministry of Interior")]


def test_a_change_since_the_comparison_is_not_merged_over(session, kept, gone, as_):
    page = compare(as_("coordinator"), kept, gone)
    gone.region = "Battambang"
    session.commit()
    page.submit("#merge", status=409)
    assert session.get(Organisation, gone.id) is not None


def test_the_other_can_be_chosen_by_hand(session, kept, as_):
    other = a_body(session, "Something else")
    page = as_("coordinator").page("organisations.show", number=kept.id).click("Merge")
    compared = page.submit("main form", status=200, **{"with": str(other.id)})
    assert compared.h1 == "Merge two organisations"


def test_probable_doubles_are_shown_and_listed(session, kept, gone, as_):
    a_body(session, "Ministry of Interior", country="TH")
    browser = as_("coordinator")
    page = browser.page("organisations.show", number=kept.id)
    assert page.all(".callout li") == ["Interior Ministry Compare"]
    listed = browser.page("organisations.index").click("Probable doubles")
    assert listed.all("tbody th") == ["Interior Ministry"]
    assert listed.click("Compare").h1 == "Merge two organisations"
    assert not as_("viewer").page("organisations.show", number=kept.id).has(".callout")
    as_("viewer").page("organisations.doubles", status=403)


def test_no_doubles_are_said_plainly(kept, as_):
    page = as_("coordinator").page("organisations.doubles")
    assert page.all(".empty h2") == ["No two organisations look alike."]


def test_two_that_were_told_apart_are_not_suggested_again(session, kept, gone, as_):
    browser = as_("coordinator")
    page = compare(browser, kept, gone)
    done = page.submit("form[action*=apart]").follow()
    assert done.h1 == "Probable doubles"
    assert done.all(".empty h2") == ["No two organisations look alike."]
    assert queries.probable_doubles(session, gone) == []
    merge(session, kept, gone)
    assert queries.told_apart(session) == set()


# -- what looks alike ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Interior", "ministry of  INTERIOR"),
        ("Ministry of Interior", "Interior, Ministry of"),
        ("Ministry of Interior", "Ministry of Interior of Cambodia"),
        ("Ministry of Interior", "Minsitry of the Interior"),
        ("국가건설위원회", "국가 건설 위원회"),
        ("Prefeitura de São Paulo", "Prefeitura de Sao Paulo"),
    ],
)
def test_names_that_look_alike(one, other):
    assert are_alike([one, "內務部"], ["x", other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Interior", "Ministry of Transport"),
        ("교통부", "교육부"),
        ("University", "University of Nairobi"),
        ("University of Seoul", "Seoul National University, School of Public Administration"),
        ("", ""),
    ],
)
def test_names_that_do_not(one, other):
    assert not are_alike([one], [other])


@pytest.mark.parametrize(
    ("one", "other", "is_compared"),
    [
        ("Seoul National University", "National University of Seoul", True),
        ("Seoul National University", "Seoul National Universty", True),
        ("Seol National University", "Seoul National University", True),
        ("Hyundai", "Hyundia", True),
        ("Ministry of Transport", "Ministry of Transport and Roads", True),
        ("Pusan University", "Hanyang University", False),
        ("Port of Busan", "Ministry of Health", False),
    ],
)
def test_only_bodies_with_something_in_common_are_compared(one, other, is_compared):
    """Among many universities and ministries of other names."""
    many = [{f"body{n} university", f"ministry of matter{n}"} for n in range(50)]
    bodies = [{search_key(one)}, {search_key(other)}, *many]
    assert ((0, 1) in pairs_worth_comparing(bodies)) is is_compared


@pytest.mark.parametrize("other", ["9" * 20, "9" * 5000, "x", "-1"])
def test_a_number_that_no_body_has_leads_to_the_choice(kept, gone, as_, other):
    query = {"number": kept.id, "with": other}
    page = as_("coordinator").page("organisations.merge", **query)
    assert page.path.startswith(f"/office/organisations/{kept.id}/merge")
    assert page.has("form")
