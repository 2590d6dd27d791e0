"""The officer's side: the same entries told by other channels, looks with a reason, codes to read out."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.identity.cast import BIRTH, PASSPORT, recorded
from tests.kit.test_typeset import read_back
from visits.access.rules import Channel
from visits.identity import actions, queries
from visits.identity.models import IdentityConsent, IdentityKey, IdentityLook, IdentityRecord
from visits.identity.rules import ConsentWay, LookKind
from visits.sites.rules import IdentityField

F = IdentityField


def test_it_asks_for_a_second_factor_first(as_, visit):
    answer = as_("coordinator").fetch("GET", f"/office/delegations/{visit.code}/identity")
    assert answer.headers["Location"].startswith("/office/account/second-factor")


@pytest.mark.parametrize("who", ["viewer", "approver", "host", "interpreter"])
def test_it_is_not_for_everybody(as_, visit, who):
    as_(who).page("identity.overview", code=visit.code, status=403)


def test_the_overview_says_what_is_missing_and_shows_no_value(
    officer, visit, site, session: Session
):
    recorded(session, visit.delegates[0], site, **{F.BIRTH_DATE: BIRTH})
    page = officer.page("identity.overview", code=visit.code)
    assert page.all("tbody td[data-label=State]") == [
        "Partly there missing: Passport number",
        "Nothing is there yet",
    ]
    assert BIRTH not in page.response.text


def test_an_officer_enters_what_was_told_by_letter(officer, visit, site, session: Session):
    page = officer.page("identity.enter", code=visit.code, number=visit.delegates[0].id)
    page.submit(
        "form.form-wide",
        way="signed_form",
        channel="official_letter",
        person="Embassy",
        document_number="2026-88",
        passport_number=PASSPORT,
        birth_date=BIRTH,
        agree_use=True,
        agree_unique=True,
        **{f"agree_third_party_{site.id}": True},
    )
    row = queries.record_of(session, visit.delegates[0].id)
    assert actions.opened(session, row, [F.PASSPORT_NUMBER]) == {F.PASSPORT_NUMBER: PASSPORT}
    consents = session.scalars(select(IdentityConsent)).all()
    assert {(one.way, one.channel, one.person, one.document_number) for one in consents} == {
        (ConsentWay.SIGNED_FORM, Channel.OFFICIAL_LETTER, "Embassy", "2026-88")
    }


def test_an_officer_withdraws_for_a_person(officer, visit, site, session: Session):
    recorded(session, visit.delegates[0], site)
    page = officer.page("identity.enter", code=visit.code, number=visit.delegates[0].id)
    page = page.click("Withdraw a consent")
    page.submit(purposes=["unique"], channel="telephone", person="Noura")
    assert queries.record_of(session, visit.delegates[0].id).fields == {F.BIRTH_DATE}


def test_the_overview_tells_who_took_everything_back(officer, visit, site, session: Session):
    recorded(session, visit.delegates[0], site)
    page = officer.page("identity.enter", code=visit.code, number=visit.delegates[0].id)
    page.click("Withdraw a consent").submit(purposes=["use"], channel="telephone", person="Noura")
    shown = officer.page("identity.overview", code=visit.code)
    assert "Consent taken back" in shown.text


def test_a_look_needs_a_reason_and_is_logged_before_anything_is_shown(
    officer, people, visit, site, session: Session
):
    recorded(session, visit.delegates[0], site)
    page = officer.page("identity.look", code=visit.code, number=visit.delegates[0].id)
    assert page.submit(reason="", status=422).errors["reason"] == ["This field is required."]
    assert session.scalars(select(IdentityLook)).all() == []
    page = page.submit(reason="The desk asks about a digit", status=200)
    assert PASSPORT in page.text
    look = session.scalars(select(IdentityLook)).one()
    assert (look.actor_label, look.kind, look.reason, look.address) == (
        people["coordinator"].name,
        LookKind.VIEW,
        "The desk asks about a digit",
        "127.0.0.1",
    )
    assert look.delegate_ids == (str(visit.delegates[0].id),)
    assert look.fields == ("birth_date", "passport_number")


def test_a_record_without_its_key_says_so(officer, visit, site, session: Session, data_dir):
    recorded(session, visit.delegates[0], site)
    session.commit()
    (data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file).unlink()
    page = officer.page("identity.look", code=visit.code, number=visit.delegates[0].id)
    page = page.submit(reason="To see whether it opens", status=200)
    assert "This cannot be read any more." in page.text
    page.submit("form[action$='/lost']").follow()
    assert session.scalars(select(IdentityRecord)).all() == []


def test_of_a_lost_key_the_officer_is_told_before_anything_is_kept(
    officer, visit, site, session: Session, data_dir
):
    recorded(session, visit.delegates[0], site)
    session.commit()
    (data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file).unlink()
    page = officer.page("identity.enter", code=visit.code, number=visit.delegates[1].id)
    boxes = {"agree_use": True, "agree_unique": True, f"agree_third_party_{site.id}": True}
    typed = {"passport_number": PASSPORT, "birth_date": BIRTH}
    page = page.submit(
        channel="telephone", person="Noura", way="declared", status=422, **typed, **boxes
    )
    assert "The key to what was entered before is missing." in page.text
    assert len(session.scalars(select(IdentityRecord)).all()) == 1


def test_a_code_is_read_out_to_whom_the_officer_called_back(
    officer, as_, browser, visit, token, liaison, session: Session
):
    page = officer.page("identity.overview", code=visit.code)
    shown = page.submit("form[action*='/codes/']").follow()
    digits = shown.all(".figure-value")[0]
    step = browser.page("identity.step", lang="en", token=token)
    assert "Noura" in step.submit("form[action$='/open']", code=digits).follow().text
    code = queries.newest_code(session, liaison.id)
    assert (code.channel, code.by_id is not None) == (Channel.TELEPHONE, True)


def test_nobody_else_reads_a_code_that_an_officer_made(
    officer, as_, people, visit, liaison, session: Session
):
    page = officer.page("identity.overview", code=visit.code)
    url = page.submit("form[action*='/codes/']").location
    people["colleague"].totp_secret = "sealed"
    as_("colleague").open(url, status=404)


def test_a_person_is_invited_by_the_officer(officer, visit, newest_letter):
    page = officer.page("identity.enter", code=visit.code, number=visit.delegates[1].id)
    page = page.click("Let this person enter it themselves")
    page.submit(email="salem@example.org", language="en")
    letter, _ = newest_letter()
    assert (letter.kind, letter.recipient) == ("identity.invited", "salem@example.org")


def test_without_demands_nothing_is_asked(officer, visit, site):
    site.identity_fields = ("nationality",)
    page = officer.page("identity.enter", code=visit.code, number=visit.delegates[0].id)
    assert "Nothing is asked of this person now." in page.text
    assert not page.has("form.form-wide")


def test_a_form_for_signature_names_the_person_and_ticks_nothing(officer, visit, site):
    answer = officer.fetch(
        "GET",
        officer.url("identity.consent_form", code=visit.code, number=visit.delegates[0].id),
    )
    assert answer.mimetype == "application/pdf"
    said = read_back(answer.data)
    for words in (
        "고유식별정보 처리 동의",
        "I agree that these data are passed on to Control centre",
        "Noura",
    ):
        assert words in said
