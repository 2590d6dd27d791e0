"""The files open: Hangul's rules hold, Word reads every word, pages show every letter."""

import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety, validate_package

from tests.kit.written import A_REPORT, ARABIC, AT, KHMER
from visits.kit.reports import Item, Report, Section, docx, hwpx, pdf

LONG = Report(
    "T",
    "ko",
    made_at=AT,
    sections=(Section("하나", (Item(("길게 이어지는 논의 내용입니다. " * 700)[:10_000]),)),),
)


# -- HWPX ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [A_REPORT, replace(A_REPORT, language="ar"), LONG])
def test_hangul_opens_it(report):
    content = hwpx(report)
    safety = validate_editor_open_safety(content)
    assert (safety.reopen_ok, safety.blocking_package_errors) == (True, ())
    assert [one for one in validate_package(content).issues if one.level == "error"] == []
    assert HwpxDocument.open(content).validate().issues == ()


def test_an_hwpx_begins_with_its_type_which_is_not_packed():
    with ZipFile(BytesIO(hwpx(A_REPORT))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/hwp+zip"
        about = archive.read("Contents/content.hpf").decode()
        assert "<opf:title>방문단 영접 계획(안)</opf:title>" in about
        assert "2026-11-20T06:00:00Z" in about
        assert "fixture" not in about


def test_an_hwpx_says_every_line_with_its_number():
    document = HwpxDocument.open(hwpx(A_REPORT))
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said[:6] == [
        "2차안",
        "문서번호: 국제관계담당관-1234",
        "1. 개요",
        "가. 일시: 2026. 11. 24.(화) 14:00~15:30",
        "나. 방문단",
        f"1) {ARABIC} 님",
    ]
    title, plan = document.tables
    assert title.rows[0].cells[0].text == "방문단 영접 계획(안)"
    assert [[cell.text for cell in row.cells] for row in plan.rows] == [
        ["시간", "내용", "예산"],
        ["14:00", "견학", "금 234,500원"],
        ["15:00", f"{ARABIC} 접견", " (변경)"],
    ]
    assert (plan.treat_as_char, plan.element.get("repeatHeader")) == (False, "1")


def test_letters_that_hangul_lacks_have_a_font_of_their_own():
    document = HwpxDocument.open(hwpx(A_REPORT))
    fonts = document.styles.fonts()
    used = {}
    for run in document.text.runs():
        shape = document.styles.char_property(run.char_pr_id_ref)
        used[run.text] = fonts[shape.child_attributes["fontRef"]["hangul"]].face
    assert (used[ARABIC], used[KHMER], used[" 님"]) == ("Arial", "Khmer UI", "함초롬바탕")


# -- DOCX ------------------------------------------------------------------------------------------


def test_word_reads_every_line_with_its_number():
    document = Document(BytesIO(docx(A_REPORT)))
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said[:3] == ["2차안", "문서번호: 국제관계담당관-1234", "1. 개요"]
    assert said[-2:] == ["끝.", "작성: 국제관계담당관"]
    plan = document.tables[1]
    assert [cell.text for cell in plan.rows[2].cells] == ["15:00", f"{ARABIC} 접견", " (변경)"]
    assert plan.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    about = document.core_properties
    assert (about.title, about.author) == ("방문단 영접 계획(안)", "")
    assert len(document.inline_shapes) == 1


def test_word_takes_the_font_and_direction_of_each_script():
    document = Document(BytesIO(docx(A_REPORT)))
    runs = {run.text: run for one in document.paragraphs for run in one.runs}
    arabic, khmer, korean = runs[ARABIC], runs[KHMER], runs[" 님"]
    assert (arabic.font.rtl, khmer.font.rtl, korean.font.rtl) == (True, None, None)
    assert arabic._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    assert khmer._r.rPr.rFonts.get(qn("w:cs")) == "Khmer UI"
    assert korean._r.rPr.rFonts.get(qn("w:eastAsia")) == "Malgun Gothic"


def test_a_cell_has_room_for_a_span_of_hours():
    """In the order of the schema, so that every Word reads it (ECMA-376, 17.4.60)."""
    properties = Document(BytesIO(docx(replace(A_REPORT, language="ar")))).tables[1]._tbl.tblPr
    assert [one.tag for one in properties] == [
        qn(f"w:{name}")
        for name in ("tblStyle", "bidiVisual", "tblW", "tblLayout", "tblCellMar", "tblLook")
    ]
    assert {side.get(qn("w:w")) for side in properties.find(qn("w:tblCellMar"))} == {"79"}


def test_a_document_in_arabic_begins_at_the_right():
    document = Document(BytesIO(docx(replace(A_REPORT, language="ar"))))
    assert all(one._p.pPr.find(qn("w:bidi")) is not None for one in document.paragraphs)
    assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in document.tables)


# -- PDF -------------------------------------------------------------------------------------------


def told_by(tool, content, *options):
    done = subprocess.run([tool, *options], input=content, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def typeset(app):
    with app.app_context():
        yield pdf


@pytest.mark.sqlite_alone
def test_pages_hold_every_word_in_order(typeset):
    told = " ".join(told_by("pdftotext", typeset(A_REPORT), "-", "-").split())
    for words in (
        "2차안",
        "방문단 영접 계획(안)",
        "가. 일시: 2026. 11. 24.(화) 14:00~15:30",
        "끝.",
    ):
        assert words in told
    assert told.count("(변경)") == 2
    assert set(unicodedata.normalize("NFKC", told)) >= set(ARABIC + KHMER) - {" "}


@pytest.mark.sqlite_alone
def test_ten_thousand_letters_flow_over_pages(typeset):
    content = typeset(LONG)
    told = "".join(told_by("pdftotext", content, "-", "-").split())
    assert told.count("논의내용") == LONG.sections[0].blocks[0].text.count("논의 내용")
    assert content.count(b"/Type/Page/") == 4


@pytest.mark.sqlite_alone
def test_pictures_are_on_the_page_and_nowhere_else(typeset):
    assert "image" in told_by("pdfimages", typeset(A_REPORT), "-list", "-")
