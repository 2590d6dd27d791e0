"""The office's page of lists, and the security desk's behind its link."""

import io
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import AT, a_delegate, a_delegation
from tests.identity.cast import PASSPORT, recorded
from tests.kit.test_typeset import read_back
from tests.people import LONG_AGO
from visits.access.models import SecretLink
from visits.access_lists import actions
from visits.access_lists.actions import Handed
from visits.access_lists.models import AccessListVersion
from visits.access_lists.rules import Handing, ListState
from visits.delegations import actions as delegations
from visits.identity.models import IdentityKey, IdentityLook
from visits.identity.rules import LookKind
from visits.kit.clock import now


@pytest.fixture
def token(app, session: Session, delivered):
    link = session.get_one(SecretLink, delivered.link_id)
    return app.extensions["links"].token(link)


def looks(session):
    return session.scalars(select(IdentityLook).order_by(IdentityLook.id)).all()


def test_the_cover_shows_nothing_of_persons(browser, token, session: Session):
    page = browser.page("access_lists.cover", lang="en", token=token)
    assert "Control centre" in page.text
    for secret in ("Noura", PASSPORT):
        assert secret not in page.response.text
    assert looks(session) == []


def test_mail_gateways_open_nothing(browser, token, session: Session):
    for method in ("HEAD", "GET", "GET", "GET"):
        browser.fetch(method, browser.url("access_lists.cover", lang="en", token=token))
    assert looks(session) == []


def test_the_desk_opens_the_list_by_a_button_and_that_is_logged(
    browser, token, session: Session, delivered
):
    page = browser.page("access_lists.cover", lang="en", token=token)
    answer = page.browser.fetch(
        "POST",
        page.path,
        data={"csrf_token": page.one("[name=csrf_token]")["value"], "kind": "view"},
    )
    shown = browser.checked(answer, page.path, 200)
    assert shown.all("tbody th") == ["Noura", "Salem"]
    assert PASSPORT in shown.text
    look = looks(session)[0]
    assert (look.actor_kind, look.actor_label, look.kind) == ("link", "Desk", LookKind.VIEW)
    assert (look.about_kind, look.about_id) == ("access_list_version", delivered.id)
    assert look.delegate_ids == tuple(sorted(delivered.people))


def taken(browser, token, kind):
    page = browser.page("access_lists.cover", lang="en", token=token)
    data = {"csrf_token": page.one("[name=csrf_token]")["value"], "kind": kind}
    return browser.fetch("POST", page.path, data=data)


def test_the_workbook_says_until_when_to_destroy_it(browser, token, visit, session: Session):
    answer = taken(browser, token, "xlsx")
    rows = [
        [cell for cell in row if cell is not None]
        for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.values
    ]
    assert "Destroy every copy by" in rows[0][0]
    assert [str(cell) for cell in rows[-2][:2]] == ["1", "Noura"]
    assert PASSPORT in rows[-2]
    name = answer.headers["Content-Disposition"]
    assert "Noura" not in name
    assert f"access-list-{visit.code}-2099-03-03-v1.xlsx" in name
    assert [look.kind for look in looks(session)] == [LookKind.XLSX]


def test_the_paper_holds_the_same(browser, token):
    said = read_back(taken(browser, token, "pdf").data)
    for words in ("Access list", "Noura", PASSPORT, "Destroy every copy by"):
        assert words in said


@pytest.fixture
def token_of_second(app, session: Session, visit, delivered, desk, site, place, versions):
    """Salem does not come any more, Huda does: the second version."""
    delegations.remove_delegate(session, visit, visit.delegates[1], at=AT)
    newcomer = a_delegate(session, visit, given_name="Huda", family_name="", nationality="SA")
    recorded(session, newcomer, site)
    session.commit()
    handed = Handed(handing=Handing.LINK, contact=desk)
    keeper = app.extensions["links"]
    actions.deliver(session, visit, place(), handed, plates="", keeper=keeper, at=now())
    session.commit()
    link = session.get_one(SecretLink, versions()[-1].link_id)
    return keeper.token(link)


def opened(browser, token):
    page = browser.page("access_lists.cover", lang="en", token=token)
    data = {"csrf_token": page.one("[name=csrf_token]")["value"], "kind": "view"}
    return browser.checked(browser.fetch("POST", page.path, data=data), page.path, 200)


def test_the_next_version_says_who_is_new_and_who_was_removed(browser, token, request):
    opened(browser, token)
    second = request.getfixturevalue("token_of_second")
    shown = opened(browser, second)
    assert shown.all("thead th")[-1] == "Since version 1"
    assert shown.all("tbody th") == ["Noura", "Huda", "Salem"]
    assert shown.all("tbody td:last-child") == ["", "Added", "Removed"]
    assert shown.all("tbody s") == ["Salem"]
    assert shown.all("dd")[3] == "2"
    (gone,) = shown.soup.select("tbody tr")[2:]
    assert PASSPORT not in gone.get_text()
    rows = openpyxl.load_workbook(io.BytesIO(taken(browser, second, "xlsx").data)).active.values
    assert [row[-1] for row in list(rows)[-3:]] == [None, "Added", "Removed"]
    paper = read_back(taken(browser, second, "pdf").data)
    assert "Since version 1" in paper
    assert "Removed" in paper


def test_what_the_desk_never_saw_it_is_not_told_to_be_removed(browser, token_of_second):
    shown = opened(browser, token_of_second)
    assert shown.all("tbody th") == ["Noura", "Huda"]
    assert "Since version" not in shown.text


def test_the_opened_list_is_taken_from_its_own_page(browser, token):
    shown = opened(browser, token)
    assert [one["value"] for one in shown.soup.select("main form button")] == ["pdf", "xlsx"]
    back = shown.soup.find("a", string="Back to the cover")["href"]
    assert back == browser.url("access_lists.cover", lang="en", token=token)


def test_a_link_that_ran_out_opens_nothing(browser, token, session: Session, delivered):
    session.get_one(SecretLink, delivered.link_id).expires_at = now()
    browser.page("access_lists.cover", lang="en", token=token, status=410)
    assert taken_status(browser, token) == 410
    assert looks(session) == []


def taken_status(browser, token):
    path = browser.url("access_lists.cover", lang="en", token=token)
    browser.app.config["WTF_CSRF_ENABLED"] = False
    try:
        return browser.fetch("POST", path, data={"kind": "view"}).status_code
    finally:
        browser.app.config["WTF_CSRF_ENABLED"] = True


def test_the_office_sees_how_far_each_list_is(officer, visit, delivered, site):
    page = officer.page("access_lists.overview", code=visit.code)
    assert page.all(".panel-head .badge") == ["Handed over"]
    assert "Not opened yet." in page.text
    assert PASSPORT not in page.response.text


def test_an_officer_hands_the_list_over_by_link(officer, visit, desk, session: Session):
    page = officer.page("access_lists.overview", code=visit.code)
    assert page.all(".panel-head .badge") == ["Ready to hand over"]
    page.click("Hand over by link").submit(contact=str(desk.id))
    version = session.scalars(select(AccessListVersion)).one()
    assert (version.contact_id, version.handing) == (desk.id, Handing.LINK)


def test_an_officer_notes_that_it_went_by_official_letter(officer, visit, session: Session):
    page = officer.page("access_lists.overview", code=visit.code).click("By official letter")
    page.submit(document_number="2098-55", person="Mr Han")
    version = session.scalars(select(AccessListVersion)).one()
    assert (version.handing, version.document_number) == (Handing.OFFICIAL_LETTER, "2098-55")


def test_an_officer_opens_a_list_with_a_reason(officer, visit, delivered, session: Session):
    page = officer.page("access_lists.take", code=visit.code, number=delivered.id)
    assert page.submit(reason="", status=422).errors["reason"] == ["This field is required."]
    assert looks(session) == []
    page = page.submit(reason="The desk called about a name", status=200)
    assert PASSPORT in page.text
    assert looks(session)[0].reason == "The desk called about a name"


def test_the_list_of_another_delegation_is_not_there(officer, visit, delivered, session: Session):
    other = a_delegation(session)
    officer.page("access_lists.take", code=other.code, number=delivered.id, status=404)


def test_without_strict_sites_there_is_no_list(officer, session: Session):
    page = officer.page("access_lists.overview", code=a_delegation(session).code)
    assert "No site demands a list" in page.text


def test_a_list_of_a_visit_that_is_over_is_not_handed_over_again(
    officer, visit, delivered, session: Session
):
    stop = delivered.list.stop
    stop.starts, stop.ends = LONG_AGO, LONG_AGO + timedelta(hours=1)
    page = officer.page("access_lists.overview", code=visit.code)
    assert "Hand over by link" not in page.text
    officer.page("access_lists.deliver", code=visit.code, uid=stop.uid, status=404)


def test_without_the_key_nothing_is_complete_and_nothing_goes_out(
    session: Session, officer, visit, desk, place, versions, data_dir
):
    (data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file).unlink()
    names = ["Noura", "Salem"]
    overview = officer.page("identity.overview", code=visit.code)
    assert overview.all(".callout-danger li") == names
    assert overview.all("td .badge") == ["Can no longer be opened"] * 2
    found = place()
    assert (found.state, sorted(found.wanted.lost)) == (
        ListState.INCOMPLETE,
        sorted(one.id for one in visit.delegates),
    )
    page = officer.page("access_lists.deliver", code=visit.code, uid=found.stop.uid)
    assert page.all(".callout-danger li") == names
    page = page.submit(contact=str(desk.id), status=422)
    assert page.all(".error-summary li") == [
        "What was entered can no longer be opened, so nothing was handed over. Ask these people again."
    ]
    assert versions() == []


def test_a_list_that_went_out_is_not_taken_back_because_its_key_is_away(
    session: Session, visit, delivered, versions, kinds_of_letters, data_dir
):
    (data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file).unlink()
    actions.bring_up_to_date(session, visit.id)
    assert len(versions()) == 1
    assert [kind for kind, _ in kinds_of_letters()] == ["access_lists.delivered"]
