"""The identity step behind a link: a code first, then what sites demand, and nothing more."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.identity.cast import BIRTH, PASSPORT, a_strict_site, a_visit, recorded
from visits.access.models import SecretLink
from visits.access.rules import Channel, LinkKind
from visits.identity import actions, queries
from visits.identity.codes import code_of
from visits.identity.models import IdentityCode, IdentityConsent, IdentityInvitation
from visits.identity.rules import ConsentWay
from visits.kit.clock import now
from visits.notifications.models import Letter
from visits.sites.rules import IdentityField

F = IdentityField
AGREED = {"agree_use": True, "agree_unique": True}
TYPED = {"passport_number": "m 1234-5678", "birth_date": BIRTH}


def person_url(browser, token, delegate):
    return browser.url("identity.person", lang="en", token=token, number=delegate.id)


def test_nothing_of_persons_is_shown_before_the_code(browser, token, visit):
    page = browser.page("identity.step", lang="en", token=token)
    assert page.h1 == "Data for the access lists"
    assert "Noura" not in page.text
    assert "n•••@example.org" in page.text
    answer = browser.fetch("GET", person_url(browser, token, visit.delegates[0]))
    assert answer.headers["Location"].endswith(f"/en/identity/{token}")


def test_the_code_goes_to_the_liaisons_mailbox_and_opens_the_step(
    opened, newest_letter, session: Session
):
    page = opened()
    assert page.all("tbody th") == ["Noura", "Salem"]
    letter = session.scalars(select(Letter)).one()
    assert (letter.recipient, letter.facts) == ("noura@example.org", {"code": 1})


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_the_address_changes_nothing(browser, token, session: Session, method):
    for _ in range(3):
        browser.fetch(method, browser.url("identity.step", lang="en", token=token))
    assert session.scalars(select(IdentityCode)).all() == []


def test_another_code_is_sent_after_a_minute_and_no_sooner(browser, token, session: Session):
    page = browser.page("identity.step", lang="en", token=token)
    page.submit("form[action$='/code']")
    second = page.browser.page("identity.step", lang="en", token=token).submit(
        "form[action$='/code']"
    )
    assert "Wait a minute" in second.follow().text
    code = session.scalars(select(IdentityCode)).one()
    code.made_at -= timedelta(seconds=61)
    browser.page("identity.step", lang="en", token=token).submit("form[action$='/code']")
    assert len(session.scalars(select(IdentityCode)).all()) == 2


def test_a_code_works_for_half_an_hour(browser, token, newest_letter, session: Session):
    page = browser.page("identity.step", lang="en", token=token)
    page.submit("form[action$='/code']")
    _, composed = newest_letter()
    session.scalars(select(IdentityCode)).one().expires_at = now()
    page = page.submit("form[action$='/open']", code=composed.text.split("\n")[2]).follow()
    assert "is not right, was used already or is too old" in page.text


def test_a_code_is_given_up_after_five_wrong_tries(app, liaison, session: Session):
    key = app.extensions["links"].key
    actions.send_code(
        session, liaison, to="a@b.example", about=("delegation", 1), language="en", at=now()
    )
    for _ in range(5):
        assert actions.try_code(session, liaison, "no code", key=key, at=now()) is None
    code = session.scalars(select(IdentityCode)).one()
    right = code_of(key, code.id, liaison.id, code.made_at)
    assert actions.try_code(session, liaison, right, key=key, at=now()) is None


def test_a_code_opens_once_and_for_one_browser(opened, new_browser, token, newest_letter):
    opened()
    other = new_browser()
    page = other.page("identity.step", lang="en", token=token)
    assert "Noura" not in page.text


def test_the_liaison_enters_what_a_person_agreed_to(opened, visit, site, session: Session):
    page = opened().click("Enter Noura")
    assert page.all("label[for=sex]") == []
    boxes = {**AGREED, f"agree_third_party_{site.id}": True}
    page = page.submit("form.form-wide", way="signed_form", **TYPED, **boxes).follow()
    assert page.all("tbody td[data-label=State]") == ["Complete", "Nothing is there yet"]
    row = queries.record_of(session, visit.delegates[0].id)
    assert actions.opened(session, row, row.fields) == {
        F.BIRTH_DATE: BIRTH,
        F.PASSPORT_NUMBER: PASSPORT,
    }
    consents = session.scalars(select(IdentityConsent)).all()
    assert {(one.way, one.channel, one.by_id) for one in consents} == {
        (ConsentWay.SIGNED_FORM, Channel.LINK, None)
    }


def test_values_are_masked_once_they_are_there(opened, visit, site, session: Session):
    recorded(session, visit.delegates[0], site)
    page = opened().click("Enter Noura")
    assert PASSPORT not in page.response.text
    assert BIRTH not in page.response.text
    assert "••••" in page.text


def test_without_consent_nothing_is_kept(opened, visit, site, session: Session):
    page = opened().click("Enter Noura")
    page = page.submit("form.form-wide", way="declared", status=422, **TYPED)
    assert page.all(".error-summary li") == ["Without the person’s consent this may not be kept."]
    assert queries.record_of(session, visit.delegates[0].id) is None


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("passport_number", "12", "A passport number has 5 to 20 letters and digits."),
        ("birth_date", "2090-01-01", "Enter the date of birth, year, month and day."),
    ],
)
def test_a_wrong_value_is_named_at_its_field(opened, field, typed, message):
    page = opened().click("Enter Noura")
    page = page.submit("form.form-wide", way="declared", status=422, **{field: typed})
    assert page.errors[field] == [message]


def test_a_consent_is_withdrawn_by_link(opened, visit, site, session: Session):
    recorded(session, visit.delegates[0], site)
    page = opened().click("Enter Noura")
    page = page.click("Withdraw a consent").submit(purposes=["use"]).follow()
    assert "Withdrawn." in page.text
    assert queries.record_of(session, visit.delegates[0].id) is None


def test_nobody_reaches_another_delegations_people(opened, token, browser, site, session: Session):
    opened()
    stranger = a_visit(session, a_strict_site(session)).delegates[0]
    browser.open(person_url(browser, token, stranger), status=404)


# -- the person's own link -------------------------------------------------------------------------


@pytest.fixture
def own_token(app, session: Session, visit):
    link = actions.invite(
        session,
        visit.delegates[1],
        email="salem@example.org",
        language="en",
        expires_at=now() + timedelta(days=9),
        keeper=app.extensions["links"],
        at=now(),
    )
    session.commit()
    return app.extensions["links"].token(link)


def test_a_person_gets_a_letter_with_their_own_link(opened, app, newest_letter, session: Session):
    page = opened().click("Enter Salem")
    page = page.click("Let this person enter it themselves")
    page.submit(email="Salem@example.org", language="en")
    letter, composed = newest_letter()
    assert (letter.kind, letter.recipient) == ("identity.invited", "salem@example.org")
    link = session.scalars(select(IdentityInvitation)).one().link_id
    assert app.extensions["links"].token(session.get_one(SecretLink, link)) in composed.text
    assert "Salem" not in composed.text


def test_a_person_enters_their_own_data_and_sees_nobody_else(
    opened, own_token, visit, site, session: Session, new_browser
):
    own = new_browser()
    page = opened(own_token, own)
    assert page.h1 == "Salem"
    boxes = {**AGREED, f"agree_third_party_{site.id}": True}
    page = page.submit("form.form-wide", **TYPED, **boxes).follow()
    assert "Complete" in page.text
    consents = session.scalars(select(IdentityConsent)).all()
    assert {one.way for one in consents} == {ConsentWay.OWN_LINK}
    own.open(person_url(own, own_token, visit.delegates[0]), status=404)


def test_the_codes_of_an_own_link_go_to_its_own_address(opened, own_token, session: Session):
    opened(own_token)
    last = session.scalars(select(Letter).order_by(Letter.id.desc())).first()
    assert last.recipient == "salem@example.org"


def test_another_invitation_stops_the_former_link(own_token, app, session, visit, browser):
    actions.invite(
        session,
        visit.delegates[1],
        email="new@example.org",
        language="en",
        expires_at=now() + timedelta(days=9),
        keeper=app.extensions["links"],
        at=now(),
    )
    browser.page("identity.step", lang="en", token=own_token, status=410)


def test_a_link_of_another_kind_opens_nothing_here(app, session: Session, visit, browser):
    keeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.GUEST, ("delegation", visit.id), language="en", at=now())
    browser.page("identity.step", lang="en", token=keeper.token(link), status=404)


def test_texts_of_consent_are_the_reviewed_english_in_other_languages(app, opened, token, visit):
    page = opened()
    shown = page.browser.page(
        "identity.person", lang="fr", token=token, number=visit.delegates[0].id
    )
    titles = shown.soup.select("form.form-wide section[lang=en] h2")
    assert titles[0].get_text() == "Consent to the collection and use of personal data"
    assert "affichés en anglais, langue dans laquelle ils ont été vérifiés" in shown.text
