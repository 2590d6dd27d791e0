"""The request form: saved between steps, nothing typed lost, sent once."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import a_site
from tests.papers.samples import PDF
from tests.welcome.filling import ANSWERS, TUESDAY, Filling
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.intake.models import RequestDraft, VisitRequest
from visits.intake.rules import Duration, Half, Purpose, RequestState
from visits.kit.clock import now
from visits.notifications.models import Letter


def the_request(session) -> VisitRequest:
    return session.scalars(select(VisitRequest)).one()


def count(session, kind) -> int:
    return session.scalar(select(func.count()).select_from(kind))


def test_beginning_leads_to_the_first_step_behind_a_secret_address(session, filling):
    assert filling.first.startswith("/en/request/")
    assert filling.first.endswith("/you")
    page = filling.page("you")
    assert page.one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert page.response.headers["Cache-Control"] == "private, no-store"


def test_each_step_leads_to_the_next(filling):
    for (step, typed), following in zip(
        ANSWERS.items(), [*list(ANSWERS)[1:], "check"], strict=True
    ):
        assert filling.step(step, **typed).location == f"{filling.base}/{following}"


def test_what_was_typed_stands_there_when_one_comes_back(filled):
    page = filled.page("you")
    assert page.one("[name=requester_name]")["value"] == "Aline Mbarga"
    assert page.one("[name=requester_role] [selected]")["value"] == "organiser"
    dates = filled.page("dates")
    assert dates.one("[name=slot1-first]")["value"] == TUESDAY.isoformat()
    assert dates.one("[name=slot2-said]")["value"] == "mid-May"
    needs = filled.page("needs")
    assert [box["value"] for box in needs.soup.select("[name=languages][checked]")] == ["en", "fr"]


def test_errors_stand_in_place_and_nothing_typed_is_lost(filling):
    page = filling.refused("you", requester_name="Aline", requester_email="no address")
    assert page.errors == {
        "requester_organisation": ["This field is required."],
        "requester_role": ["This field is required."],
        "requester_email": ["Enter an e-mail address such as name@example.org."],
    }
    assert page.one("[name=requester_name]")["value"] == "Aline"
    assert page.one("[name=requester_email]")["value"] == "no address"


def test_errors_speak_the_language_of_the_page(session, new_browser):
    filling = Filling(new_browser(), session, "ar")
    page = filling.refused("you")
    assert page.errors["requester_name"] == ["هذا الحقل مطلوب."]


@pytest.mark.parametrize(("way", "goal"), [("back", "you"), ("later", "saved")])
def test_going_back_or_away_saves_without_asking_for_anything(filling, way, goal):
    page = filling.page("delegation")
    data = {
        "body_name": "Lyon",
        "go": way,
        "csrf_token": page.one("#step [name=csrf_token]")["value"],
    }
    answer = page.browser.fetch("POST", page.path, data=data)
    assert answer.headers["Location"].endswith(f"{filling.base}/{goal}")
    assert filling.page("delegation").one("[name=body_name]")["value"] == "Lyon"


def test_a_time_is_asked_for_as_a_day_or_in_words(filling):
    page = filling.refused("dates", duration="one_day")
    assert page.errors == {"slot1-said": ["Enter a day, or say in words when you wish to come."]}
    page = filling.refused(
        "dates",
        **{
            "duration": "one_day",
            "slot1-first": TUESDAY.isoformat(),
            "slot1-last": (TUESDAY - timedelta(days=1)).isoformat(),
        },
    )
    assert page.errors == {"slot1-last": ["The end lies before the start."]}


@pytest.mark.parametrize("far", ["9999-12-31", "2099-05-12"])
def test_a_day_of_another_age_is_refused_at_its_field(filling, far):
    typed = {"slot1-first": far, "slot2-first": TUESDAY.isoformat(), "slot2-last": far}
    page = filling.refused("dates", **typed)
    told = ["Enter a day of the next three years."]
    assert page.errors == {"slot1-first": told, "slot2-last": told}


def test_a_day_that_is_over_is_refused_at_its_field(filling):
    page = filling.refused("dates", **{"slot1-first": "2020-05-12"})
    assert page.errors == {"slot1-first": ["The day is over."]}


def test_the_days_of_wished_sites_are_shown(session, browser):
    a_site(session, "Archive", slug="archive", closed_weekdays=("1",))
    filling = Filling(browser, session, query="?sites=archive&days=0")
    page = filling.page("dates")
    assert "Archive : Tue · Wed · Thu · Fri · Sat · Sun" in page.text
    assert page.one("[name=duration] [selected]")["value"] == "half_day"
    assert filling.page("wishes").one("[name=sites][checked]")["value"] == "archive"


def test_a_browser_is_offered_the_draft_that_was_begun_in_it(filled, browser, new_browser):
    page = browser.page("welcome.begin", lang="en")
    assert page.click("Go on where you stopped").path == f"{filled.base}/consent"
    assert not new_browser().page("welcome.begin", lang="en").has(".callout a")


def test_the_mailed_link_leads_to_where_one_stopped(session, filled, new_browser, app):
    saved = filled.page("saved")
    saved.submit("form[action$='/mail']")
    letter = session.scalars(select(Letter)).one()
    assert (letter.kind, letter.recipient, letter.language) == (
        "welcome.draft",
        "aline@lyon.example.org",
        "en",
    )
    link = session.get(SecretLink, letter.facts["link"])
    token = app.extensions["links"].token(link)
    elsewhere = new_browser().page("welcome.resume", lang="en", token=token, status=302)
    assert elsewhere.location == f"{filled.base}/consent"


def test_before_an_address_is_known_none_is_mailed(filling):
    assert not filling.page("saved").has("form[action$='/mail']")


def test_check_names_what_is_missing_and_sends_nothing(session, filling):
    filling.step("you", **ANSWERS["you"])
    page = filling.page("check")
    assert page.all(".callout-warning li") == [
        "Your delegation",
        "Dates and duration",
        "What you wish to see",
        "Languages, accessibility, files",
        "Your consent",
    ]
    assert filling.not_sent().has(".callout-warning")
    assert count(session, VisitRequest) == 0


def test_the_request_carries_everything(session, filled):
    a_site(session, "Archive", slug="archive", themes=("records",))
    filled.step("wishes", sites=["archive"], themes=["records"], **ANSWERS["wishes"])
    assert filled.send().location == "/en/request/sent"
    sent = the_request(session)
    assert sent.state is RequestState.UNCONFIRMED
    assert (sent.requester_name, sent.requester_email, sent.requester_phone) == (
        "Aline Mbarga",
        "aline@lyon.example.org",
        "+33478634040",
    )
    assert (sent.body_name, sent.country, sent.people_said) == (
        "Métropole de Lyon",
        "FR",
        "about 15",
    )
    assert (sent.subject, sent.duration, sent.language) == ("Smart city", Duration.HALF_DAY, "en")
    assert [(s.said, s.half) for s in sent.slots] == [
        (TUESDAY.isoformat(), Half.EITHER),
        ("mid-May", Half.EITHER),
    ]
    assert [wish.site.slug for wish in sent.sites] == ["archive"]
    assert sent.languages == ("en", "fr")  # the language of the page first
    assert sent.accessibility == ""
    assert {c.purpose: c.is_given for c in sent.consents} == {
        Purpose.HANDLING: True,
        Purpose.HOSTS: True,
        Purpose.ACCESSIBILITY: False,
        Purpose.NEWS: False,
    }
    letter = session.scalars(select(Letter)).one()
    assert (letter.kind, letter.recipient) == ("intake.confirm_email", "aline@lyon.example.org")


def test_with_consent_what_was_said_of_needs_is_kept(session, filled):
    filled.step("consent", agree_handling=True, agree_accessibility=True)
    filled.send()
    assert the_request(session).accessibility == "One wheelchair"


def test_without_the_first_consent_nothing_is_sent(session, filled):
    page = filled.refused("consent", agree_handling=None)
    assert list(page.errors) == ["agree_handling"]


def test_sent_twice_it_is_one_request(session, filled):
    page = filled.page("check")
    page.submit("form#send")
    assert page.submit("form#send").location == "/en/request/sent"
    assert count(session, VisitRequest) == 1
    assert count(session, Letter) == 1


def test_whoever_goes_back_after_sending_reads_what_happens_now(session, filled):
    filled.send()
    for step in ("you", "check", "saved"):
        assert filled.page(step, status=302).location == "/en/request/sent"
    assert "aline@lyon.example.org" in filled.browser.page("welcome.sent", lang="en").text


def test_files_are_kept_with_the_draft_and_handed_on(session, filled, data_dir):
    filled.step("needs", files=(io.BytesIO(PDF), "letter.pdf"), **ANSWERS["needs"])
    assert "letter.pdf" in filled.page("check").text
    filled.send()
    assert [file.name for file in the_request(session).files] == ["letter.pdf"]


def test_a_good_file_is_kept_although_another_field_is_wrong(session, filled):
    wrong = {**ANSWERS["needs"], "languages": []}
    page = filled.refused("needs", files=(io.BytesIO(PDF), "plan.pdf"), **wrong)
    assert list(page.errors) == ["languages"]
    assert "plan.pdf" in page.text
    (file,) = session.scalars(select(RequestDraft)).one().files
    assert file.name == "plan.pdf"


def test_a_file_of_another_kind_is_refused_in_place(session, filled):
    page = filled.refused("needs", files=(io.BytesIO(b"MZ"), "letter.exe"))
    assert "letter.exe" in " ".join(page.errors["files"])


def test_so_many_languages_are_not_taken(filled):
    spoken = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "km"]
    page = filled.refused("needs", languages=spoken)
    assert page.errors == {"languages": ["Choose at most 8 languages."]}


def test_a_file_is_removed_again(session, filled, data_dir):
    filled.step("needs", files=(io.BytesIO(PDF), "letter.pdf"), **ANSWERS["needs"])
    filled.page("needs").submit("main .list form")
    assert session.scalars(select(RequestDraft)).one().files == []
    assert [path for path in (data_dir / "files").rglob("*") if path.is_file()] == []


def test_what_was_typed_can_be_deleted(session, filled):
    filled.page("saved").submit("form[action$='/discard']")
    assert count(session, RequestDraft) == 0
    filled.page("you", status=410)


def test_programs_are_stopped_and_people_told_why(session, filled, browser):
    page = browser.page("welcome.begin", lang="en").submit(
        status=422, website="https://spam.example"
    )
    assert "only programs fill it in" in page.text
    page = filled.not_sent(website="spam")
    assert count(session, VisitRequest) == 0


def test_a_form_that_was_filled_in_a_blink_asks_to_be_pressed_again(session, filling):
    for step, typed in ANSWERS.items():
        filling.step(step, **typed)
    draft = session.scalars(select(RequestDraft)).one()
    draft.created_at = now()
    session.commit()
    page = filling.not_sent()
    assert "That was very quick." in page.text
    session.refresh(draft)
    draft.created_at -= timedelta(seconds=10)
    session.commit()
    filling.send()
    assert count(session, VisitRequest) == 1


def test_too_many_from_one_network_are_asked_to_wait(session, browser):
    for _ in range(30):
        browser.page("welcome.begin", lang="en").submit()
    page = browser.page("welcome.begin", lang="en").submit(status=429)
    assert "Very many requests come from your network" in page.text


@pytest.mark.parametrize("step", ["", "/you", "/dates", "/needs", "/saved", "/check"])
def test_looking_at_a_draft_changes_nothing(session, filled, step):
    before = session.scalars(select(RequestDraft)).one()
    facts, saved_at, links = before.facts, before.saved_at, count(session, SecretLink)
    for method in ("HEAD", "GET", "GET", "GET"):
        assert filled.browser.fetch(method, f"{filled.base}{step}").status_code in {200, 302}
    session.expire_all()
    after = session.scalars(select(RequestDraft)).one()
    assert (after.facts, after.saved_at) == (facts, saved_at)
    assert (count(session, SecretLink), count(session, Letter)) == (links, 0)


def test_unknown_stopped_and_expired_addresses(session, filling, browser):
    browser.open(f"/en/request/{'a' * 52}/you", status=404)
    link = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.DRAFT)).one()
    link.expires_at = now() - timedelta(minutes=1)
    filling.page("you", status=410)


def test_a_day_that_a_site_never_offers_is_pointed_out_and_hinders_nothing(session, filled):
    a_site(session, "Archive", slug="archive", closed_weekdays=("2",))
    filled.step("wishes", sites=["archive"], **ANSWERS["wishes"])
    assert filled.page("check").all(".callout-info li") == [
        f"Tuesday, {TUESDAY:%B} {TUESDAY.day}, {TUESDAY.year} : Archive"
    ]
    filled.send()
    assert count(session, VisitRequest) == 1
