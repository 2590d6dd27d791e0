"""The roster: names in every script, one head, an order without gaps, needs that are counted."""

import pytest
from sqlalchemy import select

from tests.delegations.cast import AMIR, AT, a_delegate, a_delegation
from visits.audit.models import AuditEntry
from visits.delegations import actions, queries
from visits.delegations.events import RosterChanged
from visits.delegations.models import Delegate
from visits.delegations.rules import (
    DelegateRole,
    NameOrder,
    Needed,
    Tally,
    joined_name,
    reordered,
    tallies,
)
from visits.kit.errors import InUse, Refused
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf
from visits.sites.rules import MealNeed


@pytest.fixture
def delegation(session, people):
    return a_delegation(session, people)


def order_of(session, delegation):
    session.expire_all()
    return [(one.precedence, one.given_name) for one in queries.roster(session, delegation)]


@pytest.mark.parametrize(
    ("family", "given", "order", "name"),
    [
        ("Kim", "Haneul", NameOrder.FAMILY_FIRST, "Kim Haneul"),
        ("Al-Qahtani", "Abdullah", NameOrder.GIVEN_FIRST, "Abdullah Al-Qahtani"),
        ("García Márquez", "Gabriel", NameOrder.GIVEN_FIRST, "Gabriel García Márquez"),
        ("", "Suharto", NameOrder.SINGLE, "Suharto"),
        ("Suharto", "", NameOrder.SINGLE, "Suharto"),
        ("", "Suharto", NameOrder.GIVEN_FIRST, "Suharto"),
    ],
)
def test_one_function_joins_names(family, given, order, name):
    assert joined_name(family, given, order) == name


def test_a_coordinator_adds_the_head(session, as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    page = page.submit(**AMIR).follow()
    assert page.h1 == "Delegates"
    head = session.scalars(select(Delegate)).one()
    assert (head.passport_name, head.role, head.precedence) == (
        "Abdullah Al-Qahtani",
        DelegateRole.HEAD,
        1,
    )
    assert (head.meal_needs, head.mobility) == (("halal", "no_alcohol"), ("wheelchair",))


def test_each_script_is_marked_with_its_language(session, as_, delegation):
    a_delegate(session, delegation, **{**AMIR, "role": DelegateRole.HEAD})
    a_delegate(session, delegation, "Sok", native_name="សុខ សុភា")
    page = as_("coordinator", "ko").page("delegations.roster", code=delegation.code)
    marked = {(bdi["lang"], bdi.text) for bdi in page.soup.select("tbody th bdi[lang]")}
    assert marked == {
        ("ko", "압둘라 알카흐타니"),
        ("und", "Abdullah Al-Qahtani"),
        ("ar", "عبدالله القحطاني"),
        ("und", "Sok"),
        ("km", "សុខ សុភា"),
    }


def test_a_long_name_stands_whole(session, as_, delegation):
    name = " ".join(["Andrianampoinimerina"] * 6)[:120]
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    page = page.submit(given_name=name).follow()
    assert page.all("tbody th a") == [name]


def test_some_name_is_needed(session, as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    back = page.submit(status=422, position_en="Mayor")
    assert back.errors == {"given_name": ["Enter the name as in the passport."]}
    assert back.one("[name=position_en]")["value"] == "Mayor"


def test_a_name_in_one_script_is_enough_until_the_passport_is_known(session, as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    roster = page.submit(native_name="សុខ សុភា").follow()
    assert roster.all("tbody th a") == ["សុខ សុភា"]
    delegate = session.scalars(select(Delegate)).one()
    assert Needed.PASSPORT_NAME in delegate.lacking


def test_a_delegation_has_one_head(session, as_, delegation):
    a_delegate(session, delegation, role=DelegateRole.HEAD)
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    back = page.submit(status=422, given_name="Omar", role="head")
    assert back.errors == {"role": ["A delegation has one head."]}
    second = a_delegate(session, delegation, "Omar")
    with pytest.raises(Refused):
        actions.revise_delegate(session, delegation, second, {"role": DelegateRole.HEAD})


def test_the_name_is_shown_while_it_is_typed(as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    typed = {"family_name": "Kim", "given_name": "Haneul", "name_order": "family_first"}
    page = page.submit(status=200, preview="1", **typed)
    assert page.all("output") == ["Kim Haneul"]
    token = page.soup.select("main [name=csrf_token]")[0]["value"]
    path = page.one("[data-preview]")["data-preview"]
    answer = page.browser.fetch("POST", path, data={**typed, "csrf_token": token})
    assert answer.text == "Kim Haneul"


def test_a_head_who_comes_late_is_put_first(session, delegation):
    a_delegate(session, delegation, "One")
    a_delegate(session, delegation, "Chief", role=DelegateRole.HEAD)
    a_delegate(session, delegation, "Two")
    assert order_of(session, delegation) == [(1, "Chief"), (2, "One"), (3, "Two")]


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [
        (3, 1, [3, 1, 2]),
        (1, 3, [2, 3, 1]),
        (2, 99, [1, 3, 2]),
        (2, -5, [2, 1, 3]),
        (2, 2, [1, 2, 3]),
    ],
)
def test_a_place_in_the_order(moved, place, order):
    assert reordered([1, 2, 3], moved, place) == order


def test_buttons_and_numbers_change_the_order(session, as_, delegation):
    ids = [a_delegate(session, delegation, name).id for name in ("A", "B", "C")]
    page = as_("coordinator").page("delegations.order", code=delegation.code)
    page = page.submit(f"#delegate-{ids[2]} form", to="2").follow()
    assert order_of(session, delegation) == [(1, "A"), (2, "C"), (3, "B")]
    page = page.submit(f"#delegate-{ids[0]} form", number="3").follow()
    assert order_of(session, delegation) == [(1, "C"), (2, "B"), (3, "A")]
    page = page.submit(f"#delegate-{ids[0]} form", number="first", status=422)
    assert page.errors == {
        "number": ["Not a valid integer value. Number must be between 1 and 10000."]
    }
    page = page.submit(number="", status=422)
    assert page.errors == {"number": ["Enter a place in the order, from 1 on."]}


def test_a_place_has_a_reason(session, as_, delegation):
    ids = [a_delegate(session, delegation, name).id for name in ("A", "B")]
    page = as_("coordinator").page("delegations.place", code=delegation.code, number=ids[1])
    page = page.submit(number="1", reason="Older in office").follow()
    assert page.all(".second-line bdi, bdi.second-line") == ["Older in office"]
    assert order_of(session, delegation) == [(1, "B"), (2, "A")]


def test_a_successor_keeps_place_and_subgroups(session, as_, delegation):
    first, second = (a_delegate(session, delegation, name) for name in ("Old", "Other"))
    party = actions.add_party(
        session, delegation, name=Translated(en="Engineers"), members=[first.id]
    )
    page = as_("coordinator").page(
        "delegations.replace_delegate", code=delegation.code, number=first.id
    )
    page.submit(given_name="New").follow()
    assert order_of(session, delegation) == [(1, "New"), (2, "Other")]
    successor = queries.roster(session, delegation)[0]
    assert queries.the_party(session, delegation, party.id).member_ids == {successor.id}
    assert second.id != successor.id


def test_the_others_close_up_when_somebody_is_removed(session, as_, delegation):
    ids = [a_delegate(session, delegation, name).id for name in ("A", "B", "C")]
    actions.add_party(session, delegation, name=Translated(en="All"), members=ids)
    page = as_("coordinator").page(
        "delegations.remove_delegate", code=delegation.code, number=ids[0]
    )
    page.submit().follow()
    assert order_of(session, delegation) == [(1, "B"), (2, "C")]


def test_needs_are_counted():
    needs = [("halal", "no_alcohol"), ("halal",), ()]
    assert tallies(MealNeed, needs) == [Tally("halal", 2), Tally("no_alcohol", 1)]


def test_the_roster_compares_with_what_was_announced(session, as_, people):
    delegation = a_delegation(session, people, countries=[{"country": "SA", "planned": 2}])
    browser = as_("coordinator")
    for name, told in (
        ("A", ["1 person was announced whose name is not known yet."]),
        ("B", []),
        ("C", ["There is 1 more on the roster than was announced. Correct the numbers"]),
    ):
        a_delegate(session, delegation, name)
        page = browser.page("delegations.roster", code=delegation.code)
        assert page.all(".callout-warning") == told


@pytest.mark.parametrize("who", ["viewer", "approver"])
def test_who_may_not_see_identities_sees_positions_and_the_head(session, as_, delegation, who):
    a_delegate(session, delegation, **{**AMIR, "role": DelegateRole.HEAD})
    a_delegate(session, delegation, "Hidden", position_en="Engineer", meal_needs=("vegan",))
    page = as_(who).page("delegations.roster", code=delegation.code)
    assert "Abdullah Al-Qahtani" in page.text
    assert "Engineer" in page.text
    assert [word for word in ("Hidden", "Vegan", "Halal", "Wheelchair") if word in page.text] == []
    assert not page.has("main form, main a[href*='/delegates/']")


def test_the_audit_log_tells_no_names(session, as_, delegation):
    page = as_("coordinator").page("delegations.add_delegate", code=delegation.code)
    page.submit(**AMIR)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "Delegate")).first()
    assert entry.actor_label == "Kim Haneul"
    told = str(entry.changes) + entry.subject_label
    assert [w for w in ("Qahtani", "압둘라", "halal", "wheelchair", "Minister") if w in told] == []


@pytest.mark.parametrize("many", [1, 60])
def test_a_roster_of_many_costs_what_a_roster_of_one_costs(session, as_, people, queries_of, many):
    delegation = a_delegation(session, people)
    for number in range(many):
        a_delegate(session, delegation, f"Delegate {number}", languages=("ar",))
    browser = as_("coordinator")
    for endpoint, cost in (("roster", 7), ("order", 3), ("parties", 4)):
        path = browser.url(f"delegations.{endpoint}", code=delegation.code)
        browser.open(path)
        assert queries_of(lambda path=path: browser.open(path)) == cost


def test_nobody_on_the_roster_says_how_to_begin(as_, delegation):
    page = as_("coordinator").page("delegations.roster", code=delegation.code)
    assert page.all(".empty h2") == ["No names are known yet."]
    assert as_("viewer").page("delegations.roster", code=delegation.code).all(".empty a") == []


def test_a_delegate_of_another_delegation_is_no_page(session, as_, people, delegation):
    other = a_delegate(session, a_delegation(session, people))
    path = f"/office/delegations/{delegation.code}/delegates/{other.id}"
    as_("coordinator").open(path, status=404)


def test_floors_above_hear_of_every_change(session, people, delegation):
    heard = []
    session.info["listeners"] = {RosterChanged: [lambda _, event: heard.append(event)]}
    delegate = actions.add_delegate(
        session, delegation, {"given_name": "A", "role": DelegateRole.MEMBER}
    )
    actions.revise_delegate(
        session, delegation, delegate, {"given_name": "B", "role": DelegateRole.MEMBER}
    )
    party = actions.add_party(session, delegation, name=Translated(en="P"), members=[delegate.id])
    actions.revise_party(session, party, name=Translated(en="Q"), members=[])
    actions.delete_party(session, party)
    actions.remove_delegate(session, delegation, delegate, at=AT)
    assert heard == [RosterChanged(delegation.id)] * 6


def test_a_party_that_stops_use_is_not_deleted(session, as_, people, delegation):
    delegate = a_delegate(session, delegation)
    party = actions.add_party(session, delegation, name=Translated(en="P"), members=[delegate.id])

    def use(_, question):
        if question.kind == "party":
            question.found.append(("stop", 2))

    session.info["listeners"] = {UsesOf: [use]}
    with pytest.raises(InUse) as refused:
        actions.delete_party(session, party)
    assert refused.value.users == [("stop", 2)]
