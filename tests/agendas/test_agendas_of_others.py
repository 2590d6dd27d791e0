"""Agendas in the shapes in which banks, ministries, cities, embassies and institutes send them."""

import json

import pytest

from tests.agendas.cast import FILES, expected_of, rows_of, understood

CLEAR = (
    "learning_week.csv",
    "ministry_visit.xlsx",
    "city_paper_ko.csv",
    "mission_fr.csv",
    "training_course.xlsx",
    "week_grid.xlsx",
)
"""Agendas that people can read without asking anybody."""
COLUMNS = ("line", "date", "start", "end", "title", "site", "who")


@pytest.mark.parametrize("name", [*CLEAR, "to_be_asked.csv"])
def test_every_row_is_read_as_a_person_reads_it_or_asked(name):
    found = [[*(row[column] for column in COLUMNS), len(row["asks"])] for row in rows_of(name)]
    assert found == expected_of(name), json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize("name", CLEAR)
def test_at_least_95_in_100_rows_need_no_question(name):
    rows = rows_of(name)
    assert sum(not row["asks"] for row in rows) >= 0.95 * len(rows)


@pytest.mark.parametrize("name", CLEAR)
def test_no_line_disappears(name):
    reading = understood((FILES / name).read_bytes())
    agenda = reading.agenda
    kept = {item.number for item in agenda.items} | {left.number for left in agenda.left}
    assert kept == {row.number for row in reading.draft.rows}


def test_details_stay_with_the_stop_that_they_belong_to():
    items = understood((FILES / "ministry_visit.xlsx").read_bytes()).agenda.items
    assert {item.title: item.lines for item in items if item.lines} == {
        "Courtesy call on the Vice Mayor": ("Exchange of gifts", "Group photo"),
        "Visit to the Urban Integrated Information Centre": (
            "Briefing on the operation of the centre",
            "Tour of the control room",
            "Questions and answers",
        ),
    }
