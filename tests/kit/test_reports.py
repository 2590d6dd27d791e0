"""Reports are numbered as offices number, and say the same in every form."""

from dataclasses import replace

import pytest

from tests.kit.written import A_REPORT, ARABIC, AT, KHMER, a_png
from visits.kit.reports import Item, Paragraph, Picture, Report, Section, Table, html, plain
from visits.kit.reports.outline import Line, letter, number, outline
from visits.kit.reports.pictures import fitted, pixels
from visits.kit.reports.scripts import Stretch, stretches


@pytest.mark.parametrize(
    ("place", "korean", "other"),
    [(1, "가", "a"), (14, "하", "n"), (15, "거", "o"), (28, "허", "ab"), (29, "고", "ac")],
)
def test_letters_go_on_after_the_last(place, korean, other):
    assert (letter(place, "ko"), letter(place, "en")) == (korean, other)


def test_each_depth_has_its_signs():
    assert [number(depth, 2, "ko") for depth in range(7)] == [
        "2.", "나.", "2)", "나)", "(2)", "(나)", "(2)",
    ]  # fmt: skip
    assert [number(depth, 2, "en") for depth in range(4)] == ["2.", "b.", "2)", "b)"]


def test_items_are_counted_through_their_section_and_begin_anew_below():
    items = (Item("one", (Item("below"),)), Paragraph("between"), Item("two"))
    report = Report("T", "en", made_at=AT, sections=(Section("First", items), Section("Second")))
    assert outline(report) == [
        Line(0, "1.", "First"),
        Line(1, "a.", "one"),
        Line(2, "1)", "below"),
        Line(1, "", "between"),
        Line(1, "b.", "two"),
        Line(0, "2.", "Second"),
    ]


def test_a_korean_paper_ends_after_its_last_word_or_under_its_last_table():
    words = Report("T", "ko", made_at=AT, sections=(Section("하나", (Item("둘"),)),))
    assert outline(words)[-1].text == "둘  끝."
    table = replace(words, sections=(Section("하나", (Table(("가",), [("나",)]),)),))
    assert outline(table)[-1] == Line(1, "", "끝.")
    assert outline(replace(words, ends=False))[-1].text == "둘"
    assert outline(Report("T", "ko", made_at=AT)) == [Line(1, "", "끝.")]


def test_plain_text_is_indented_and_its_tables_are_parted_by_tabs():
    assert plain(A_REPORT) == (
        "방문단 영접 계획(안)\n"
        "문서번호: 국제관계담당관-1234\n"
        "\n"
        "1. 개요\n"
        "  가. 일시: 2026. 11. 24.(화) 14:00~15:30\n"
        "  나. 방문단\n"
        f"    1) {ARABIC} 님\n"
        f"    2) {KHMER} 행사 (변경)\n"
        "  첫째 줄\n"
        "  둘째 줄\n"
        "\n"
        "2. 일정\n"
        "<11. 24.(화)>\n"
        "시간\t내용\t예산\n"
        "14:00\t견학\t금 234,500원\n"
        f"15:00\t{ARABIC} 접견\t(변경)\n"
        "  [기념촬영]\n"
        "  끝.\n"
        "\n"
        "작성: 국제관계담당관\n"
        "2차안\n"
    )


def test_control_signs_reach_no_writer():
    report = Report("T", "en", made_at=AT, sections=(Section("A\x00b", (Item("x\x07\r\ny"),)),))
    assert outline(report) == [Line(0, "1.", "Ab"), Line(1, "a.", "x\ny")]


def test_a_text_is_parted_where_its_script_changes():
    assert list(stretches(f"님 {ARABIC}, 그리고 {KHMER}!")) == [
        Stretch("님 "),
        Stretch(ARABIC, "ar"),
        Stretch(", 그리고 "),
        Stretch(KHMER, "km"),
        Stretch("!"),
    ]


def test_a_sentence_that_stands_alone_keeps_its_full_stop():
    said = f"\u2068{ARABIC}.\u2069"
    [before, sentence, after] = stretches(f"“{said}” (아랍어)")
    assert (before, after) == (Stretch("“"), Stretch("” (아랍어)"))
    assert sentence == Stretch(f"{ARABIC}.", "ar", is_isolated=True)
    assert sentence.embedded == f"\u202b{ARABIC}.\u202c"
    assert next(stretches("\u2068Noura\u2069")).embedded == "Noura"


def test_the_mark_stands_in_the_cell_that_changed():
    table = Table(("가", "나"), [("1", "2"), ("3", "4")], changed_rows={1}, changed_cells={(0, 0)})
    report = Report("T", "en", made_at=AT, sections=(Section("", (table,)),), mark="*")
    assert plain(report).splitlines()[1:] == ["가\t나", "1 *\t2", "3\t4 *"]


def test_a_picture_is_read_when_a_writer_asks(tmp_path):
    file = tmp_path / "1.png"
    picture = Picture(file, "image/png")
    file.write_bytes(a_png())
    assert picture.content == a_png()


def test_pictures_keep_their_shape():
    jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    assert (pixels(a_png(400, 200)), pixels(jpeg), pixels(b"")) == ((400, 200), (32, 16), (1, 1))
    assert fitted(a_png(400, 200), width=120, height=80) == (120, 60)
    assert fitted(a_png(200, 400), width=120, height=80) == (40, 80)


@pytest.mark.sqlite_alone
def test_a_page_shows_numbers_marks_and_pictures_by_their_address(app):
    with app.test_request_context():
        shown = html(replace(A_REPORT, title="<b>plan</b>"))
    assert "&lt;b&gt;plan&lt;/b&gt;" in shown
    assert shown.count("(변경)") == 2
    assert '<span class="report-number">가.</span>' in shown
    assert '<img src="/photos/1" alt="단체 사진"' in shown
    assert "style=" not in shown


@pytest.mark.sqlite_alone
def test_a_report_in_arabic_runs_from_right_to_left(app):
    with app.test_request_context():
        shown = html(replace(A_REPORT, language="ar"))
    assert '<article class="report" lang="ar" dir="rtl">' in shown


def test_a_cell_that_is_pasted_into_a_spreadsheet_is_no_formula():
    table = Table(("가",), [("=1+1",), ("–",), ("-",)])
    report = Report("T", "en", made_at=AT, sections=(Section("", (table,)),))
    assert plain(report).splitlines()[2] == "'=1+1"
