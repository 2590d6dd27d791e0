"""The press text begins with what may be told, names no guest, and keeps its hour."""

from io import BytesIO

import pytest
from docx import Document
from hwpx import HwpxDocument
from sqlalchemy import select

from tests.documents.cast import a_visit
from tests.factories import WEDNESDAY, wall
from visits.documents.models import PressText
from visits.documents.rules import names_in
from visits.itineraries.models import Stop
from visits.itineraries.rules import Visibility

PAGE, WRITE = "documents.press_text", "documents.write_press_text"


@pytest.fixture
def visit(session):
    return a_visit(session)


@pytest.fixture
def officer(as_):
    return as_("coordinator")


def value(page, field):
    return page.one(f"[name={field}]").text.strip()


def paragraphs(page, field):
    return value(page, field).replace("\r\n", "\n").split("\n\n")


def test_a_first_wording_is_made_from_the_programme(visit, officer):
    page = officer.page(WRITE, code=visit.code)
    assert page.one("[name=headline_en]")["value"] == (
        "Sejong welcomes a delegation from Saudi Arabia"
    )
    assert paragraphs(page, "body_en") == [
        (
            "A delegation of 9 people from Saudi Arabia, led by its Vice-minister, will visit Sejong "
            "on 3 and 4 March 2099."
        ),
        "The delegation is coming to learn how the city runs its traffic.",
        "The guests will see City Hall and Control Centre.",
        "They will be received by the Mayor.",
        "Sejong intends to build on the visit with further exchange and cooperation.",
    ]
    assert paragraphs(page, "body_ko")[0] == (
        "사우디아라비아 방문단 9명(단장 Vice-minister)이 2099년 3월 3일부터 4일까지 "
        "세종시를 방문한다."
    )


def test_what_only_staff_see_is_not_told(session, visit, officer):
    for stop in session.scalars(select(Stop)):
        stop.visibility = Visibility.STAFF
    assert "Control Centre" not in value(officer.page(WRITE, code=visit.code), "body_en")


def test_it_is_saved_with_its_hour_and_read_by_everybody(session, visit, officer, as_):
    form = officer.page(WRITE, code=visit.code)
    form.submit(not_before_on="2099-03-04", not_before_at="14:00", headline_en="They come")
    text = session.scalars(select(PressText)).one()
    assert (text.headline["en"], text.not_before) == ("They come", wall("14:00", WEDNESDAY))
    page = as_("viewer").page(PAGE, code=visit.code)
    assert "They come" in page.text
    assert "Not before Wed, Mar 4, 2099 14:00" in page.text
    assert "The press may not publish it yet." in page.text
    assert officer.page(WRITE, code=visit.code).one("[name=not_before_at]")["value"] == "14:00"


@pytest.mark.parametrize(
    "named",
    [
        "Noura Al-Harbi spoke.",
        "누라 알하르비는 말했다.",
        "noura al harbi",
        "Minister Al-Harbi spoke.",
        "AL-HARBI Noura",
    ],
)
def test_it_names_no_guest(session, visit, officer, named):
    page = officer.page(WRITE, code=visit.code).submit(body_en=named, status=422)
    assert list(page.errors) == ["body_en"]
    assert "Write their office instead." in page.text
    assert session.scalars(select(PressText)).all() == []


def test_an_innocent_word_is_let_through_by_whoever_checked(session, visit, officer):
    visit.delegates[0].hangul_name = "이수"
    session.flush()
    page = officer.page(WRITE, code=visit.code)
    assert not page.has("[name=is_checked]")
    page = page.submit(headline_ko="과정 이수식", body_ko="왔다.", status=422)
    assert page.errors == {"headline_ko": ["It names guests: 이수. Write their office instead."]}
    page.submit(is_checked="y")
    assert session.scalars(select(PressText)).one().headline["ko"] == "과정 이수식"


def test_what_is_copied_stands_in_a_field(visit, officer):
    officer.page(WRITE, code=visit.code).submit(
        headline_en="They come", body_en="One.\n\nTwo.", headline_ko="", body_ko="하나."
    )
    page = officer.page(PAGE, code=visit.code)
    for button in page.soup.select("button[data-copy]"):
        assert page.one(f"#{button['data-copy']}").name in {"textarea", "input", "table"}
    assert page.one("#press-en").text.splitlines() == ["They come", "", "One.", "", "Two."]
    assert page.one("#press-ko").text.strip() == "하나."
    assert len(page.soup.select("button[data-copy]")) == 2


def test_files_hold_the_text_and_its_hour(visit, officer):
    form = officer.page(WRITE, code=visit.code)
    form.submit(
        not_before_on="2099-03-04", headline_en="They come", body_en="One.\n\nTwo.", body_ko="하나."
    )
    path = officer.url("documents.take_press_text", code=visit.code, tag="en", kind="docx")
    said = [one.text for one in Document(BytesIO(officer.fetch("GET", path).data)).paragraphs]
    assert said[0] == "Press text"
    assert said[-4:-2] == [
        "Not before: Wed, Mar 4, 2099 00:00",
        "Contact: International Relations Division, Sejong City, +82-44-300-0000",
    ]
    assert said[-2:] == ["One.", "Two."]
    path = officer.url("documents.take_press_text", code=visit.code, tag="ko", kind="pdf")
    assert officer.fetch("GET", path).data.startswith(b"%PDF")
    path = officer.url("documents.take_press_text", code=visit.code, tag="ko", kind="hwpx")
    document = HwpxDocument.open(officer.fetch("GET", path).data)
    assert document.paragraphs[-1].text == "하나."
    assert document.validate().issues == ()


def test_without_a_text_there_is_nothing_to_take(visit, officer):
    assert "Nothing is written for the press yet." in officer.page(PAGE, code=visit.code).text
    path = officer.url("documents.take_press_text", code=visit.code, tag="en", kind="docx")
    assert officer.fetch("GET", path).status_code == 404


def test_who_saves_over_somebody_else_is_told(visit, officer):
    first = officer.page(WRITE, code=visit.code)
    first.submit(headline_en="First")
    one, two = (officer.page(WRITE, code=visit.code) for _ in range(2))
    one.submit(headline_en="Second")
    assert "Second" in two.submit(headline_en="Third", status=409).text


def test_names_are_found_as_words():
    assert names_in(["Ana spoke to Anabel."], ["Ana", "Anabel Cruz", ""]) == ["Ana"]
    assert names_in(["Anabel spoke."], ["Ana"]) == []
    assert names_in(["김철수는 왔다."], ["김철수", "이"]) == ["김철수"]
