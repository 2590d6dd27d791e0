"""The inbox, and typing in."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.intake.cast import AT, MONDAY, confirmed, letters, sent, typed_in
from tests.papers.samples import EVERY, PDF
from visits.identity.models import IdentityLook
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.intake.rules import RequestState
from visits.kit.translated import Translated
from visits.organisations import actions as organisations
from visits.organisations.rules import OrganisationKind


def subjects(page):
    return page.all("table th[scope=row] a")


def test_an_empty_inbox_says_what_comes_here(as_):
    page = as_("coordinator").page("intake.index")
    assert page.all(".empty h2") == ["Nothing waits for an answer."]
    page.click("Type in a request")


def test_unconfirmed_requests_stand_in_their_own_tab(app, session, people, as_):
    typed_in(app, session, people, subject="A letter")
    sent(app, session, subject="A form")
    page = as_("coordinator").page("intake.index")
    assert subjects(page) == ["A letter"]
    assert subjects(page.click("Settled")) == []
    assert subjects(as_("coordinator").page("intake.index", tab="unconfirmed")) == ["A form"]


def test_the_inbox_is_filtered(app, session, people, as_):
    one = typed_in(app, session, people, subject="Ulaanbaatar", document_number="MN-118")
    two = confirmed(app, session, subject="Lyon")
    actions.take(session, one, by=people["coordinator"], at=AT)
    actions.assign(session, two, people["colleague"])
    browser = as_("coordinator")
    assert subjects(browser.page("intake.index", mine="y")) == ["Ulaanbaatar"]
    assert subjects(browser.page("intake.index", words="mn-118")) == ["Ulaanbaatar"]
    assert subjects(browser.page("intake.index", words="mbarga")) == ["Lyon"]
    assert subjects(browser.page("intake.index", state="received")) == ["Lyon"]
    assert browser.page("intake.index", words="zzz").all(".empty h2") == ["No request matches."]
    assert subjects(browser.page("intake.index", tab="nonsense", state="nonsense")) == [
        "Ulaanbaatar",
        "Lyon",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_asks_the_database_the_same_whatever_its_length(
    app, session, people, as_, queries_of, rows
):
    for _ in range(rows):
        typed_in(app, session, people)
    browser = as_("viewer")
    browser.page("intake.index")
    assert queries_of(lambda: browser.page("intake.index")) == 5


def test_the_inbox_comes_in_pages_what_is_due_first_on_top(app, session, people, as_):
    for number in range(27):
        day = MONDAY - timedelta(days=number)
        typed_in(app, session, people, subject=f"Visit {number:02}", received_on=day)
    first = as_("coordinator").page("intake.index")
    assert (subjects(first)[0], len(subjects(first))) == ("Visit 26", 25)
    assert subjects(first.click("Next")) == ["Visit 03", "Visit 00"]


def test_a_letter_is_typed_in_by_subject_and_country(session, as_):
    page = as_("coordinator").page("intake.new")
    shown = page.submit(subject="Visit of Ulaanbaatar", country="몽골").follow()
    (request,) = session.scalars(select(VisitRequest))
    assert (request.country, request.state) == ("MN", RequestState.RECEIVED)
    assert shown.h1 == "Visit of Ulaanbaatar"


@pytest.mark.parametrize("country", ["MN", "mn", "Mongolia", "몽골", "منغوليا", "Mongolie"])
def test_a_country_is_understood_in_any_language(session, as_, country):
    as_("coordinator").page("intake.new").submit(subject="Visit", country=country)
    assert session.scalars(select(VisitRequest.country)).all() == ["MN"]


def test_a_body_of_the_register_tells_its_country(session, as_):
    body = organisations.add(
        session,
        {
            "name": Translated(ko="울란바토르시", en="Ulaanbaatar City"),
            "country": "MN",
            "kind": OrganisationKind.LOCAL_GOVERNMENT,
        },
        at=AT,
    )
    as_("coordinator").page("intake.new").submit(subject="Visit", body_name="ulaanbaatar city")
    (request,) = session.scalars(select(VisitRequest))
    assert (request.organisation_id, request.country) == (body.id, "MN")


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(as_):
    page = as_("coordinator").page("intake.new").submit(purpose="To see the lake", status=422)
    assert page.errors == {
        "subject": ["This field is required."],
        "body_name": ["Enter the organisation or the country."],
    }
    assert page.one("textarea[name=purpose]").text.strip() == "To see the lake"


def test_an_unknown_country_or_a_day_to_come_is_asked_about(as_):
    page = as_("coordinator").page("intake.new")
    again = page.submit(subject="Visit", country="Atlantis", received_on="2199-01-01", status=422)
    assert sorted(again.errors) == ["country", "received_on"]


def test_words_are_kept_and_what_is_certain_stands_beside_them(session, as_):
    as_("coordinator").page("intake.new").submit(
        subject="Visit", country="MN", people_said="약 15명", **{"slots-0-said": "5월 중순"}
    )
    (request,) = session.scalars(select(VisitRequest))
    (slot,) = request.slots
    assert (request.people_said, request.people) == ("약 15명", 15)
    assert (slot.said, slot.first.day, slot.last.day) == ("5월 중순", 11, 20)


def test_every_usual_kind_of_file_is_attached_and_comes_back_as_a_download(session, as_):
    browser = as_("coordinator")
    files = [(io.BytesIO(content), name) for name, content in EVERY.items()]
    page = browser.page("intake.new").submit(subject="Visit", country="MN", files=files).follow()
    assert page.all("#attachments") == ["Attachments"]
    (request,) = session.scalars(select(VisitRequest))
    assert [file.name for file in request.files] == list(EVERY)
    answer = browser.fetch(
        "GET", browser.url("intake.download", code=request.code, number=request.files[0].id)
    )
    assert (answer.data, answer.headers["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_with_identity_data_is_marked_and_opened_with_a_reason(session, as_, people):
    people["coordinator"].totp_secret = "sealed"
    session.commit()
    browser = as_("coordinator")
    page = browser.page("intake.new").submit(
        subject="Visit", country="MN", files=[(io.BytesIO(PDF), "scan.pdf")]
    )
    shown = page.follow().submit("form[action$='/identity']").follow()
    (request,) = session.scalars(select(VisitRequest))
    assert request.files[0].is_identity
    assert "Identity data" in shown.all(".badge")
    where = {"code": request.code, "number": request.files[0].id}
    answer = browser.fetch("GET", browser.url("intake.download", **where))
    assert answer.location == browser.url("intake.look", **where)
    asked = browser.page("intake.look", **where)
    assert asked.submit(reason="", status=422).errors
    assert asked.submit(reason="To type in the passports", status=200).response.data == PDF
    (look,) = session.scalars(select(IdentityLook))
    assert (look.kind, look.about_kind, look.about_id) == ("file", "file", where["number"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("evil.exe", b"MZ", "evil.exe is of a kind that is not taken."),
        ("evil.pdf", b"<script>", "evil.pdf is not what its ending says, or it is damaged."),
        ("page.html", b"<html>", "page.html is of a kind that is not taken."),
        ("double.pdf.exe", PDF, "double.pdf.exe is of a kind that is not taken."),
    ],
)
def test_an_evil_file_is_refused_in_words_and_the_rest_stays(
    session, as_, data_dir, name, content, message
):
    page = as_("coordinator").page("intake.new")
    again = page.submit(
        subject="Visit", country="MN", files=[(io.BytesIO(content), name)], status=422
    )
    assert again.errors["files"] == [message]
    assert again.one("input[name=subject]")["value"] == "Visit"
    assert session.scalars(select(VisitRequest)).all() == []
    assert not (data_dir / "files").exists()


def test_a_form_sent_twice_makes_one_request(session, as_):
    page = as_("coordinator").page("intake.new")
    first = page.submit(subject="Visit", country="MN")
    assert page.submit(subject="Visit", country="MN").location == first.location
    assert len(session.scalars(select(VisitRequest)).all()) == 1


def test_a_receipt_is_written_on_demand(session, as_):
    as_("coordinator").page("intake.new").submit(
        subject="Visit", country="MN", requester_email="b@example.org", with_receipt=True
    )
    assert [letter.kind for letter in letters(session)] == ["intake.receipt"]


def test_no_copies_of_passports_are_asked_for(as_):
    hints = as_("coordinator").page("intake.new").all("#files-hint")
    assert hints[0].endswith("Attach no copies of passports or identity cards.")
