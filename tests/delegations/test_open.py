"""A coordinator opens a delegation and changes it."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.delegations.cast import RIYADH, a_body, a_delegation
from visits.audit.models import AuditEntry
from visits.delegations import queries
from visits.delegations.models import Delegation
from visits.kit.translated import Translated
from visits.organisations.models import Organisation


def the_one(session) -> Delegation:
    session.expire_all()
    return session.scalars(select(Delegation)).one()


def test_title_dates_country_and_language_are_enough(session, as_, people):
    page = as_("coordinator").page("delegations.new").submit(**RIYADH).follow()
    assert page.h1 == "Riyadh smart city delegation"
    delegation = the_one(session)
    assert delegation.code == "2099-001"
    assert delegation.title == Translated(
        ko="리야드 스마트시티 방문단", en="Riyadh smart city delegation"
    )
    assert (delegation.starts_on, delegation.ends_on) == (date(2099, 3, 2), date(2099, 3, 3))
    assert [(row.country, row.planned, row.actual) for row in delegation.countries] == [
        ("SA", 14, None)
    ]
    assert delegation.languages == ("ar",)
    assert delegation.lead_id == people["coordinator"].id


def test_the_zone_at_home_is_proposed_from_the_country(session, as_):
    as_("coordinator").page("delegations.new").submit(**RIYADH)
    assert the_one(session).home_zone == "Asia/Riyadh"


def test_a_chosen_zone_stands(session, as_):
    as_("coordinator").page("delegations.new").submit(**RIYADH, home_zone="Asia/Dubai")
    assert the_one(session).home_zone == "Asia/Dubai"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+966 50 123 4567", "+966501234567"),
        ("050 123 4567", "+966501234567"),
        ("00966 (50) 123-4567", "+966501234567"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_read_as_people_type_it(session, as_, typed, kept):
    as_("coordinator").page("delegations.new").submit(**RIYADH, liaison_phone=typed)
    assert the_one(session).liaison_phone == kept


WRONG = {
    "starts_on": ({"starts_on": "2099-13-40"}, ["Not a valid date value."]),
    "ends_on": ({"ends_on": "2099-03-01"}, ["The visit ends before it begins."]),
    "countries-0-planned": ({"countries-0-planned": "0"}, ["Number must be between 1 and 5000."]),
    "countries-0-country": ({"countries-0-country": ""}, ["This field is required."]),
    "languages-0": ({"languages-0": ""}, ["Choose at least one language."]),
    "liaison_phone": (
        {"liaison_phone": "call me"},
        ["This is no telephone number. Begin with + and the country code."],
    ),
    "liaison_email": (
        {"liaison_email": "nobody"},
        ["Enter an e-mail address such as name@example.org."],
    ),
    "title-ko": (
        {"title-ko": "", "title-en": ""},
        ["Enter the text in Korean or English."],
    ),
}


@pytest.mark.parametrize("field", WRONG)
def test_each_mistake_is_told_where_it_was_made(session, as_, field):
    typed, told = WRONG[field]
    back = as_("coordinator").page("delegations.new").submit(status=422, **{**RIYADH, **typed})
    assert back.errors == {field: told}
    assert session.scalars(select(Delegation)).all() == []


def test_what_was_typed_stays_when_something_is_wrong(as_):
    typed = {**RIYADH, "ends_on": "2099-03-01", "notes": "Ask for parking"}
    back = as_("coordinator").page("delegations.new").submit(status=422, **typed)
    assert back.one("[name=title-ko]")["value"] == RIYADH["title-ko"]
    assert back.one("[name=countries-0-planned]")["value"] == "14"
    assert back.one("[name=countries-0-country] option[selected]")["value"] == "SA"
    assert back.one("[name=notes]").text.strip() == "Ask for parking"


def test_the_deputy_is_somebody_else(as_, people):
    both = {"lead_id": str(people["colleague"].id), "deputy_id": str(people["colleague"].id)}
    back = as_("coordinator").page("delegations.new").submit(status=422, **RIYADH, **both)
    assert back.errors == {"deputy_id": ["The deputy is somebody other than the lead officer."]}


def test_a_country_is_named_once(session, as_, people):
    delegation = a_delegation(session, people)
    page = as_("coordinator").page("delegations.edit", code=delegation.code)
    page = page.submit(status=200, add="countries")
    typed = {"countries-1-country": "SA", "countries-1-planned": "2"}
    back = page.submit(status=422, **typed)
    assert back.errors == {"countries-1-country": ["This country is named above already."]}


def test_rows_come_and_go_without_scripts(session, as_, people):
    delegation = a_delegation(session, people)
    page = as_("coordinator").page("delegations.edit", code=delegation.code)
    page = page.submit(status=200, add="countries", notes="typed before")
    assert page.one("[name=notes]").text.strip() == "typed before"
    assert page.has("[name=countries-1-country]")
    page = page.submit(status=200, remove="countries-0")
    assert not page.has("[name=countries-0-country]")
    page.submit(**{"countries-1-country": "JO", "countries-1-planned": "5"})
    assert [(row.country, row.planned) for row in the_one(session).countries] == [("JO", 5)]


def test_an_unknown_organisation_is_added_on_the_way(session, as_):
    page = as_("coordinator").page("delegations.new").submit(status=200, add="new_bodies", **RIYADH)
    typed = {
        "new_bodies-0-name_en": "Ministry of Municipalities",
        "new_bodies-0-country": "SA",
        "new_bodies-0-kind": "national_government",
    }
    page.submit(**typed)
    body = session.scalars(select(Organisation)).one()
    assert (body.name, body.country) == (Translated(en="Ministry of Municipalities"), "SA")
    assert [row.organisation_id for row in the_one(session).bodies] == [body.id]


def test_a_new_organisation_may_be_the_referrer(session, as_):
    page = as_("coordinator").page("delegations.new").submit(status=200, add="new_bodies", **RIYADH)
    typed = {
        "new_bodies-0-name_ko": "한국국제협력단",
        "new_bodies-0-country": "KR",
        "new_bodies-0-kind": "public_agency",
        "new_bodies-0-is_referrer": True,
    }
    page.submit(**typed)
    delegation = the_one(session)
    assert delegation.referrer.name == Translated(ko="한국국제협력단")
    assert delegation.bodies == []


def test_an_organisation_that_we_know_is_not_added_twice(session, as_):
    body = a_body(session)
    page = as_("coordinator").page("delegations.new").submit(status=200, add="new_bodies", **RIYADH)
    typed = {
        "new_bodies-0-name_en": "riyadh region  municipality",
        "new_bodies-0-country": "SA",
        "new_bodies-0-kind": "local_government",
    }
    page.submit(**typed)
    assert session.scalars(select(Organisation.id)).all() == [body.id]
    assert [row.organisation_id for row in the_one(session).bodies] == [body.id]


def test_an_organisation_without_a_name_is_asked_for_it(session, as_):
    page = (
        as_("coordinator", "ko")
        .page("delegations.new")
        .submit(status=200, add="new_bodies", **RIYADH)
    )
    back = page.submit(status=422, **{"new_bodies-0-country": "SA"})
    assert list(back.errors) == ["new_bodies-0-name_ko"]
    assert session.scalars(select(Organisation)).all() == []


def test_editing_keeps_the_code_and_what_was_not_touched(session, as_, people):
    body = a_body(session)
    delegation = a_delegation(session, people, bodies=[body.id], themes=("water", "smart city"))
    page = as_("coordinator").page("delegations.edit", code=delegation.code)
    page.submit(starts_on="2100-01-04", ends_on="2100-01-05", level="minister").follow()
    changed = the_one(session)
    assert (changed.code, changed.starts_on) == ("2099-001", date(2100, 1, 4))
    assert changed.themes == ("water", "smart city")
    assert changed.languages == ("ar", "en")
    assert [row.organisation_id for row in changed.bodies] == [body.id]


def test_who_saves_second_sees_both_versions(session, as_, people):
    delegation = a_delegation(session, people)
    mine = as_("coordinator").page("delegations.edit", code=delegation.code)
    theirs = as_("colleague").page("delegations.edit", code=delegation.code)
    theirs.submit(**{"countries-0-planned": "20"})
    page = mine.submit(status=409, **{"countries-0-planned": "15"})
    assert page.h1 == "Someone else saved first"
    row = page.all("tbody tr td")
    assert [cell for cell in row if "15" in cell or "20" in cell] == [
        "Saudi Arabia, 15",
        "Saudi Arabia, 20",
    ]
    assert page.all(".lead")[0].startswith("Lee Soyeon changed this at ")
    assert queries.the_delegation(session, delegation.code).planned == 20
    page.submit().follow()
    session.expire_all()
    assert queries.the_delegation(session, delegation.code).planned == 15


def test_a_viewer_may_not_open_or_change(session, as_, people):
    delegation = a_delegation(session, people)
    as_("viewer").open("/office/delegations/new", status=403)
    as_("viewer").open(f"/office/delegations/{delegation.code}/edit", status=403)


def test_the_history_of_a_delegation_tells_of_its_countries_and_bodies(session, as_, people):
    bodies = [a_body(session, name).id for name in ("Old", "New")]
    delegation = a_delegation(session, people, bodies=bodies[:1])
    page = as_("coordinator").page("delegations.edit", code=delegation.code)
    page.submit(
        **{"countries-0-planned": "15", "countries-0-actual": "13", "body_ids-0": str(bodies[1])}
    )
    entry = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == "Delegation", AuditEntry.action == "changed")
        .order_by(AuditEntry.id.desc())
    ).first()
    assert entry.actor_label == "Kim Haneul"
    assert entry.changes == {"countries": ["SA 14", "SA 15 (13)"], "bodies": ["Old", "New"]}


# -- themes, zones and bodies in the reader's words ------------------------------------------------


def test_a_known_theme_is_kept_by_its_code_and_a_free_one_as_it_was_typed(session, as_):
    typed = "Smart City, 물 관리, autonomous driving"
    page = as_("coordinator").page("delegations.new").submit(**RIYADH, themes=typed).follow()
    assert the_one(session).themes == ("smart city", "물 관리", "autonomous driving")
    themes = page.soup.find("dt", string="Themes").find_next("dd")
    assert [bdi.get_text() for bdi in themes.select("bdi")] == ["물 관리"]
    edit = as_("coordinator").page("delegations.edit", code=the_one(session).code)
    assert edit.one("[name=themes]")["value"] == "smart city, 물 관리, autonomous driving"


def test_a_zone_under_a_former_name_is_offered_to_whoever_has_it(session, as_, people):
    delegation = a_delegation(session, people, home_zone="Asia/Calcutta")
    page = as_("coordinator").page("delegations.edit", code=delegation.code)
    chosen = page.one("[name=home_zone] option[selected]")
    assert (chosen["value"], chosen.get_text()) == ("Asia/Calcutta", "Kolkata (Asia/Calcutta)")
    fresh = as_("coordinator").page("delegations.new")
    assert not fresh.has("[name=home_zone] option[value='Asia/Calcutta']")
    assert fresh.has("[name=home_zone] option[value='Asia/Kolkata']")


def test_a_body_that_has_no_name_in_the_page_s_language_says_in_which_it_is(session, as_, people):
    a_body(session)
    people["coordinator"].language = "ar"
    page = as_("coordinator").page("delegations.new")
    assert page.all("[name=referrer_id] option")[1] == (
        "\u2068Riyadh Region Municipality\u2069 [الإنجليزية] (المملكة العربية السعودية)"
    )
    people["coordinator"].language = "en"
    page = as_("coordinator").page("delegations.new")
    assert page.all("[name=referrer_id] option")[1] == "Riyadh Region Municipality (Saudi Arabia)"
