"""No text becomes a formula, and what is written is read again as it was."""

# ruff: noqa: RUF001 (texts of many scripts)

import csv
import io

import openpyxl
import pytest

from tests.kit.books import DAY, MOMENT
from visits.kit.sheets.reading import read
from visits.kit.sheets.writing import Sheet, csv_file, title_of, workbook

HEADERS = ["이름", "Note"]
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+82 44 300 0000",
    "-3",
    "@SUM(A1)",
    "'=1+1",
    "''@x",
    "＝1+1",
    "'tis",
    "https://example.org",
    "0012",
    'say "hi", twice',
    "two\nlines",
    "السلام عليكم",
]


def book_of(rows, **facts):
    sheet = Sheet(title="List", headers=HEADERS, rows=rows, **facts)
    return workbook([sheet], title="A list")


def in_excel(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was(text):
    for content in (book_of([["x", text]]), csv_file(HEADERS, [["x", text]])):
        assert read(content).rows[1].cells == ("x", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text):
    cell = in_excel(book_of([[text]])).active["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)
    raw = list(csv.reader(io.StringIO(csv_file(HEADERS, [[text]]).decode("utf-8-sig"))))
    assert raw[1][0][0] not in "=+-@\t\r＝"


@pytest.mark.parametrize("text", ["\t=1+1", "\r=1+1", "\n@x"])
def test_what_hides_a_formula_is_cleaned_away(text):
    raw = csv_file(HEADERS, [[text]]).decode("utf-8-sig").splitlines()[1]
    assert raw[0] == "'"
    assert in_excel(book_of([[text]])).active["A2"].data_type == "s"


def test_numbers_and_days_keep_their_kind():
    rows = read(book_of([[9, DAY], [-2.5, MOMENT], [None, ""], [0, "x"]])).rows
    assert [row.cells for row in rows[1:]] == [("9", DAY), ("-2.5", MOMENT), ("0", "x")]
    page = in_excel(book_of([[9, DAY]])).active
    assert (page["A2"].value, page["B2"].is_date) == (9, True)


def test_csv_says_by_its_mark_that_it_is_utf_8():
    content = csv_file(HEADERS, [[-3, DAY], [None, MOMENT]])
    assert content == "\ufeff이름,Note\r\n-3,2026-11-24\r\n,2026-11-24 14:30\r\n".encode()


def test_lines_above_the_table_and_the_direction_of_the_reader():
    page = in_excel(book_of([["x", "y"]], lead=["Destroy by 2026-11-30"], direction="rtl")).active
    assert page["A1"].value == "Destroy by 2026-11-30"
    assert [cell.value for cell in page[2]] == HEADERS
    assert page["A2"].font.bold is True
    assert page.sheet_view.rightToLeft is True
    assert page.freeze_panes == "A3"


def test_columns_are_as_wide_as_what_they_hold():
    widths = in_excel(book_of([["가나다라마바사아", "x" * 100]])).active.column_dimensions
    assert 16 < widths["A"].width < 24
    assert 55 < widths["B"].width < 65


def test_titles_of_sheets_are_what_programs_take():
    taken = set()
    titles = [title_of(name, taken) for name in ("A/B: [x]", "a b   x", "", "y" * 40, "y" * 40)]
    assert titles == ["A B x", "a b x 2", "1", "y" * 31, "y" * 27 + " 2"]


def test_a_text_that_no_cell_can_hold_is_an_error():
    with pytest.raises(ValueError, match="a cell holds"):
        book_of([["x" * 32_768]])
