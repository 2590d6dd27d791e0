"""`flask visits import-programme`: what is clear becomes stops, everything else is named."""

import json

import pytest
from sqlalchemy import func, select

from tests.agendas.cast import a_csv
from tests.factories import a_delegation, a_site
from visits.itineraries.models import Stop

ROWS = (
    ["Date", "Time", "What", "Where", "Who"],
    ["3 March 2099", "9:30 am – 11:00 am", "Visit", "Arboretum", "Ms Lee"],
    ["", "", "- greenhouse", "", ""],
    ["", "2:00 PM", "Talks", "A café", ""],
    ["", "TBC", "Dinner", "", ""],
)


@pytest.fixture
def run(app, session, tmp_path):
    site, delegation = a_site(session, "Arboretum"), a_delegation(session)
    session.commit()

    def act(*options, rows=ROWS, code=delegation.code):
        session.rollback()
        path = tmp_path / "agenda.csv"
        path.write_bytes(a_csv(*rows))
        words = ["visits", "import-programme", code, str(path), "--lang", "en", *options]
        result = app.test_cli_runner().invoke(args=words)
        session.expire_all()
        session.rollback()
        return result

    act.slug = site.slug
    return act


def count(session):
    return session.scalar(select(func.count(Stop.id)))


def test_a_preview_says_what_is_understood_as_json(run, session):
    line = {"date": "2099-03-03", "site": None, "who": "", "asks": []}
    assert json.loads(run("--preview").output) == {
        "rows": [
            {
                **line,
                "line": 2,
                "start": "09:30",
                "end": "11:00",
                "title": "Visit",
                "site": run.slug,
                "who": "Ms Lee",
            },
            {**line, "line": 4, "start": "14:00", "end": "15:00", "title": "Talks"},
            {
                **line,
                "line": 5,
                "start": None,
                "end": None,
                "title": "Dinner",
                "asks": ["“TBC” is not a time. When does this begin and end?"],
            },
        ]
    }
    assert count(session) == 0


def test_it_adds_what_is_clear_and_says_what_it_left(run, session):
    assert run().output.splitlines() == [
        "2 stops were added.",
        "With a place in words, to be completed: rows 4.",
        "Left out: row 5, Dinner. “TBC” is not a time. When does this begin and end?",
    ]
    assert count(session) == 2
    again = run().output.splitlines()
    assert again[:2] == ["0 stops were added.", "In the programme already: rows 2, 4."]
    assert count(session) == 2


def test_what_cannot_be_read_is_said(run):
    assert run(code="2099-999").output == "Error: There is no delegation 2099-999.\n"
    assert run("--sheet", "Two").output == "Error: There is no sheet of this name in the file.\n"
    assert run(rows=[[]]).output == "Error: There is nothing in this table.\n"
