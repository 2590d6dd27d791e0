"""A file becomes a table, or its reader is told which limit or format stands in the way."""

import io
import zipfile
from datetime import time, timedelta

import openpyxl
import pytest

from tests.kit.books import DAY, MOMENT, a_book, a_zip, saved, with_part
from visits.kit.sheets import workbooks
from visits.kit.sheets.reading import read, read_sheets
from visits.kit.sheets.refusals import BadSheet, Problem
from visits.kit.sheets.tables import Area, Row, Table
from visits.kit.sheets.words import SENTENCES

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
MEGABYTE = 1024 * 1024


def cells(content, **wanted):
    return [row.cells for row in read(content, **wanted).rows]


def problem(content):
    with pytest.raises(BadSheet) as caught:
        read(content)
    return caught.value.problem


# -- workbooks -------------------------------------------------------------------------------------


def test_numbers_are_what_was_typed_and_dates_are_dates():
    typed = [12.0, 0.1, 821012345678, 1e20, -3, "0012", DAY, MOMENT, time(9, 30), True]
    typed.append(timedelta(hours=26, minutes=5))
    assert cells(a_book([typed])) == [
        (
            "12",
            "0.1",
            "821012345678",
            "100000000000000000000",
            "-3",
            "0012",
            DAY,
            MOMENT,
            "09:30",
            "TRUE",
            "26:05",
        )
    ]


def test_rows_keep_the_numbers_that_people_see_and_blank_ones_are_left_out():
    table = read(a_book([["Name", "Role"], [], ["  ", None], ["Noura", None]]))
    assert table.rows == (Row(1, ("Name", "Role")), Row(4, ("Noura",)))
    assert table.rows[1].cell(1) == ""


def test_text_is_cleaned():
    decomposed = "\u1112\u1161\u11ab"
    typed = f" {decomposed}\u202e \ufeff"
    assert cells(a_book([[typed, "two\r\nlines"]])) == [("한", "two\nlines")]


def test_a_formula_is_what_it_last_gave():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c>'
        b'<c r="C1" t="str"><f>"a"</f><v>a</v></c></row></sheetData></worksheet>'
    )
    assert cells(with_part(a_book([[1]]), "xl/worksheets/sheet1.xml", sheet)) == [
        ("2", "=NOW()", "a")
    ]


def test_a_formula_without_a_result_is_itself_and_an_empty_result_is_empty():
    assert cells(a_book([["x", "=1+1", '=HYPERLINK("a")', None]])) == [
        ("x", "=1+1", '=HYPERLINK("a")')
    ]
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>7</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert cells(with_part(a_book([[1]]), "xl/worksheets/sheet1.xml", sheet)) == [("", "7")]


def test_of_merged_cells_the_first_holds_the_value_and_the_rows_are_named():
    rows = [["Body", "Name"], ["Ministry", "A"], [None, "B"], [None, "C"], ["City", "D"]]
    table = read(a_book(rows, merged=["A2:A4"]))
    assert [row.cells for row in table.rows[1:4]] == [("Ministry", "A"), ("", "B"), ("", "C")]
    assert table.merged == {2, 3, 4}


def test_merged_cells_beyond_the_table_are_no_matter():
    assert read(a_book([["A"], ["B"]], merged=["A1:B1", "A50:C60"])).merged == {1}


def test_the_first_visible_sheet_that_holds_anything_is_read():
    book = openpyxl.Workbook()
    book.active.title = "Empty"
    book.create_sheet("Hidden").append(["x"])
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("명단").append(["이름"])
    table = read(saved(book))
    assert (table.sheet, table.sheets) == ("명단", ("Empty", "명단"))
    assert table.rows == (Row(1, ("이름",)),)


def test_another_sheet_can_be_asked_for_by_name():
    book = a_book([["a"]], title="One", Two=[["b"]])
    assert cells(book, sheet="Two") == [("b",)]
    with pytest.raises(BadSheet) as caught:
        read(book, sheet="Three")
    assert caught.value.problem is Problem.NO_SUCH_SHEET


# -- CSV -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le"])
def test_the_letters_are_recognised(encoding):
    content = "Name,이름,Number\r\nNoura,누라,1\r\n".encode(encoding)
    assert cells(content) == [("Name", "이름", "Number"), ("Noura", "누라", "1")]


def test_letters_of_a_western_code_page_are_not_guessed():
    assert problem("Nom,Prénom\r\nLefèvre,Zoé\r\n".encode("cp1252")) is Problem.UNKNOWN_ENCODING


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_recognised(separator):
    text = f'name{separator}note\n"A{separator} B"{separator}"say ""hi"""\nC{separator}1,5; 2\n'
    if separator in ",;":
        text = text.replace("1,5; 2", "x")
    expected = "x" if separator in ",;" else "1,5; 2"
    assert cells(text.encode()) == [
        ("name", "note"),
        (f"A{separator} B" if separator != "\t" else "A\t B", 'say "hi"'),
        ("C", expected),
    ]


def test_a_line_that_only_names_the_separator_is_no_row():
    assert cells(b"sep=;\r\na;b,c\r\n") == [("a", "b,c")]


def test_our_guard_against_formulas_is_taken_away():
    assert cells(b"a,b\n'=1+1,'tis\n") == [("a", "b"), ("=1+1", "'tis")]


# -- limits and formats ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (bytes(5 * MEGABYTE + 1), Problem.TOO_LARGE),
        (OLE + "Workbook".encode("utf-16-le"), Problem.OLD_EXCEL),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Problem.ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le"), Problem.NO_TABLE),
        (b"\xef\xbb\xbf\r\n<HTML><table><tr><td>1</td></tr></table>", Problem.WEB_PAGE),
        (b"%PDF-1.7 ...", Problem.NO_TABLE),
        (b"HWP Document File V3.00", Problem.NO_TABLE),
        (b"name\x00,b", Problem.NO_TABLE),
        (b"MZ\x90\x00\x03\xff\xff", Problem.NO_TABLE),
        (a_zip(xl__workbook_bin=b""), Problem.BINARY_EXCEL),
        (a_zip(mimetype=b"x", content_xml=b""), Problem.OPEN_DOCUMENT),
        (a_zip(word__document_xml=b""), Problem.NO_TABLE),
        (a_zip(xl__workbook_xml=b"<oops"), Problem.DAMAGED),
        (b"PK\x03\x04 and nothing more", Problem.DAMAGED),
        (a_book([[None]]), Problem.EMPTY),
        (b"", Problem.EMPTY),
        (b" \r\n,,\r\n", Problem.EMPTY),
        (b"a,b\n" * 2_001, Problem.TOO_MANY_ROWS),
        (b"," * 60 + b"x", Problem.TOO_MANY_COLUMNS),
        (b'a,"' + b"x" * 200_000, Problem.DAMAGED),
    ],
)
def test_what_is_no_table_is_named(content, expected):
    assert problem(content) is expected


def test_every_problem_has_its_sentence():
    assert set(SENTENCES) == set(Problem)


def test_too_many_rows_and_columns_of_a_workbook_are_named():
    assert problem(a_book([["x"]] * 2_001)) is Problem.TOO_MANY_ROWS
    assert problem(a_book([[None] * 60 + ["x"]])) is Problem.TOO_MANY_COLUMNS
    assert len(cells(a_book([["x"] * 60] * 10))) == 10


def test_a_bomb_is_refused_by_its_directory_alone():
    bomb = with_part(a_book([["x"]]), "xl/sharedStrings.xml", bytes(51 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    assert problem(bomb) is Problem.UNPACKS_TOO_LARGE


def test_a_directory_that_lies_does_not_unpack_more_than_it_says():
    honest = a_book([["x" * 1_000]])
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    assert problem(lying) is Problem.DAMAGED


def test_too_many_parts_are_refused():
    parts = {f"part{n}": b"" for n in range(201)}
    assert problem(a_zip(xl__workbook_xml=b"", **parts)) is Problem.TOO_MANY_ENTRIES


def test_a_zip_under_a_password_is_named():
    locked = bytearray(a_book([["x"]]))
    locked[6] |= 1  # the flag in the first entry and in its line of the directory
    start = locked.index(b"PK\x01\x02")
    locked[start + 8] |= 1
    assert problem(bytes(locked)) is Problem.ENCRYPTED


def test_entities_are_not_unfolded():
    laughs = b'<!DOCTYPE s [<!ENTITY a "ha">%s]><worksheet>&z;</worksheet>' % b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(25)
    )
    book = with_part(a_book([["x"]]), "xl/worksheets/sheet1.xml", laughs)
    assert problem(book) is Problem.DAMAGED


def test_reading_ends_when_the_time_is_over():
    with pytest.raises(BadSheet) as caught:
        workbooks.read(a_book([["x"]]), seconds=-1)
    assert caught.value.problem is Problem.TOO_SLOW


# -- on the way through a page ---------------------------------------------------------------------


def test_a_table_comes_back_from_a_page_as_it_was():
    table = read(a_book([["Name", DAY], [MOMENT, "3"]], merged=["A1:A2"], title="명단"))
    assert Table.unpacked(table.packed()) == table


@pytest.mark.parametrize("text", ["", "x", "eJw=", "AAAA", Table(()).packed()[:-4]])
def test_what_comes_back_broken_is_refused(text):
    with pytest.raises(BadSheet):
        Table.unpacked(text)


def test_what_comes_back_larger_than_any_file_is_refused():
    huge = Table(tuple(Row(n, ("x",)) for n in range(2_001)))
    with pytest.raises(BadSheet):
        Table.unpacked(huge.packed())


def test_merged_cells_are_known_by_their_corners():
    book = a_book([["a", "b", "c"], ["d"], ["e", "f"]], merged=["A1:A3", "B2:C2"])
    table = read(book)
    assert table.areas == (Area(1, 3, 0, 0), Area(2, 2, 1, 2))
    assert Table.unpacked(table.packed()).areas == table.areas


def test_every_sheet_that_holds_anything_can_be_read():
    book = a_book([["one"]], title="First", Empty=[], Last=[["two"]])
    assert [(table.sheet, table.rows[0].cells) for table in read_sheets(book)] == [
        ("First", ("one",)),
        ("Last", ("two",)),
    ]
    assert [table.rows[0].cells for table in read_sheets(b"a,b\n")] == [("a", "b")]
