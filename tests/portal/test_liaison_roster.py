"""What the liaison does with the roster by link; each act has its twin in the office."""

import pytest
from sqlalchemy import select

from tests.factories import a_delegate, a_delegation, a_party
from tests.portal.test_who_sees_what import rows_of
from visits.access.rules import Channel, LinkKind
from visits.audit.models import AuditEntry
from visits.delegations import queries
from visits.delegations.models import RosterEntry
from visits.delegations.rules import RosterAct


@pytest.fixture
def delegation(session):
    return a_delegation(session)


@pytest.fixture
def opened(browser, token_of, delegation):
    """A step of the liaison's: `opened("edit_delegate", number=3)`."""

    def open_step(step, lang="en", **values):
        token = token_of(delegation, LinkKind.LIAISON)
        return browser.page(f"portal.{step}", lang=lang, token=token, **values)

    return open_step


def roster(session, delegation):
    session.expire_all()
    return [(one.precedence, one.given_name) for one in queries.roster(session, delegation)]


def acts(session):
    rows = session.scalars(select(RosterEntry).order_by(RosterEntry.id))
    return [(row.act, row.channel, row.by_id) for row in rows]


def test_the_liaison_adds_corrects_and_removes(session, delegation, opened):
    page = opened("add_delegate").submit(given_name="Rosa", arrival_on="2099-03-02").follow()
    assert page.all(".flashes") == ["Rosa was added."]
    number = queries.roster(session, delegation)[0].id
    opened("edit_delegate", number=number).submit(given_name="Rosa María", arrival_time="1640")
    session.expire_all()
    delegate = queries.the_delegate(session, delegation, number)
    assert (delegate.given_name, f"{delegate.arrival_time:%H:%M}") == ("Rosa María", "16:40")
    opened("remove_delegate", number=number).submit()
    assert roster(session, delegation) == []
    assert acts(session) == [
        (act, Channel.LINK, None) for act in (RosterAct.ADDED, RosterAct.REVISED, RosterAct.REMOVED)
    ]


def test_the_log_says_that_it_came_by_link(session, delegation, opened):
    opened("add_delegate").submit(given_name="Rosa")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "Delegate")).one()
    assert entry.actor_kind == "link"
    assert "Rosa" not in str(entry.changes)


def test_who_comes_instead_keeps_place_and_party(session, delegation, opened):
    first, second = (a_delegate(session, delegation, given_name=name) for name in ("A", "B"))
    party = a_party(session, delegation, first)
    page = opened("replace_delegate", number=first.id).submit(given_name="C").follow()
    assert page.all(".flashes") == ["C comes instead, at the same place and in the same subgroups."]
    assert roster(session, delegation) == [(1, "C"), (2, "B")]
    successor = queries.roster(session, delegation)[0]
    assert queries.the_party(session, delegation, party.id).member_ids == {successor.id}
    assert second.id != successor.id


def test_the_order_changes_by_buttons_and_with_a_reason(session, delegation, opened):
    ids = [a_delegate(session, delegation, given_name=name).id for name in ("A", "B", "C")]
    opened("order").submit(f"#delegate-{ids[2]} form", to="2")
    assert roster(session, delegation) == [(1, "A"), (2, "C"), (3, "B")]
    opened("place", number=ids[1]).submit(number="1", reason="By age")
    assert roster(session, delegation) == [(1, "B"), (2, "A"), (3, "C")]
    assert queries.the_delegate(session, delegation, ids[1]).precedence_reason == "By age"


def test_two_who_edit_one_person_see_both_versions(session, delegation, opened, as_):
    delegate = a_delegate(session, delegation, given_name="Rosa", position_en="Mayor")
    mine = opened("edit_delegate", number=delegate.id)
    theirs = as_("coordinator").page(
        "delegations.edit_delegate", code=delegation.code, number=delegate.id
    )
    theirs.submit(position_en="Governor")
    both = mine.submit(position_en="Deputy Mayor", status=409)
    assert both.all("tbody tr") == ["Position in English Differs Deputy Mayor Governor"]
    assert "Kim Haneul" not in both.text
    both.submit().follow()
    session.expire_all()
    assert queries.the_delegate(session, delegation, delegate.id).position_en == "Deputy Mayor"


def test_what_is_the_offices_alone_is_neither_shown_nor_lost(session, delegation, opened):
    delegate = a_delegate(session, delegation, notes="sentinel", precedence_reason="sentinel")
    page = opened("edit_delegate", number=delegate.id)
    assert "sentinel" not in page.response.text
    page.submit(given_name="Rosa")
    session.expire_all()
    kept = queries.the_delegate(session, delegation, delegate.id)
    assert (kept.notes, kept.precedence_reason) == ("sentinel", "sentinel")


def test_a_delegate_of_another_delegation_is_no_page(session, opened):
    other = a_delegate(session, a_delegation(session))
    for step in ("edit_delegate", "replace_delegate", "remove_delegate", "place"):
        opened(step, number=other.id, status=404)


def test_everything_that_the_link_does_the_office_can_do_too(app):
    def steps(blueprint, needle):
        return {
            rule.endpoint.removeprefix(f"{blueprint}.")
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith(f"{blueprint}.") and needle in rule.rule
            if "POST" in rule.methods
        }

    by_link = steps("portal", "/liaison/<token>")
    acts = {"add_delegate", "edit_delegate", "replace_delegate", "remove_delegate"}
    assert by_link >= {*acts, "return_delegate", "place", "import_roster", "export_roster"}
    assert by_link - steps("delegations", "/<code>/delegates") == set()


def test_mail_gateways_that_fetch_every_address_change_nothing(
    app, session, delegation, browser, token_of
):
    delegate = a_delegate(session, delegation)
    token = token_of(delegation, LinkKind.LIAISON)
    values = {"lang": "en", "token": token, "number": delegate.id, "kind": "xlsx"}
    session.commit()
    before = rows_of(session)
    for rule in app.url_map.iter_rules():
        if "/liaison/<token>" not in rule.rule or "GET" not in rule.methods:
            continue
        given = {name: values[name] for name in rule.arguments if name in values}
        path = browser.url(rule.endpoint, **given)
        for method in ("HEAD", "GET", "GET", "GET"):
            assert browser.fetch(method, path).status_code in {200, 404}, path
    assert rows_of(session) == before
