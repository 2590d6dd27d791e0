"""Headers are proposed for fields; what nobody recognised stays named."""

from visits.kit.sheets.columns import chosen, header_of, mapped
from visits.kit.sheets.tables import Row, Table

FIELDS = {
    "family": ("Family name", "성", "Nom", "اسم العائلة"),
    "given": ("Given name", "이름", "Prénom", "First name"),
    "arrival": ("Arrival", "도착", "Arrivée"),
}


def header(*names):
    return mapped(Row(1, names), FIELDS)


def test_headers_are_recognised_in_several_languages():
    assert header("Nom", "Prénom", "Arrivée").fields == {"family": 0, "given": 1, "arrival": 2}
    assert header("이 름", "성").fields == {"given": 0, "family": 1}
    assert header("اسم العائلة").fields == {"family": 0}


def test_case_accents_brackets_and_lines_do_not_matter():
    found = header("FAMILY NAME\n(as in the passport)", "prenom", "Arrival – flight and time")
    assert found.fields == {"family": 0, "given": 1, "arrival": 2}


def test_the_surest_column_takes_a_field_and_the_rest_stays_unmapped():
    found = header("Arrival hall", "Arrival", "Seat", "", "Nom")
    assert found.fields == {"arrival": 1, "family": 4}
    assert found.unmapped == (0, 2)
    assert found.missing(["family", "given"]) == ("given",)


def test_cells_are_read_by_field():
    found = header("Nom", "Arrivée")
    row = Row(2, ("Lefèvre",))
    assert [found.cell_of(row, field) for field in FIELDS] == ["Lefèvre", "", ""]


def test_the_header_is_found_below_titles():
    rows = (
        Row(1, ("Delegation list 2026",)),
        Row(3, ("Please fill in", "one row each")),
        Row(5, ("No.", "성", "이름")),
        Row(6, ("1", "Kim", "Haneul")),
    )
    assert header_of(Table(rows), FIELDS) == 2


def test_an_unknown_header_is_the_first_row_with_two_texts():
    rows = (Row(1, ("Title",)), Row(2, ("x", "y")), Row(3, ("1", "2")))
    assert header_of(Table(rows), FIELDS) == 1


def test_what_a_person_chose_stands_over_any_guess():
    found = chosen(Row(1, ("A", "B", "C")), {0: "given", 1: "", 2: "family"})
    assert found.fields == {"given": 0, "family": 2}
    assert found.unmapped == (1,)
