"""`flask visits import-history`: every row or none, each bad one named."""

import pytest

from tests.history.ledgers import MONGOLIA, NO_DAY, OTHERS, PERU, a_ledger
from tests.history.test_bringing_a_ledger import visits


@pytest.fixture
def run(app, session, people, tmp_path):
    lead = people["coordinator"].email
    session.commit()

    def act(*rows, options=(), lead=lead):
        path = tmp_path / "ledger.xlsx"
        path.write_bytes(a_ledger(*rows))
        words = ["visits", "import-history", str(path), "--lead", lead, "--lang", "en", *options]
        result = app.test_cli_runner().invoke(args=words)
        session.expire_all()
        session.rollback()
        return result

    return act


def test_it_enters_what_is_new_once(run, session):
    assert run(MONGOLIA, PERU).output == "Visits entered: 2. Entered before: 0.\n"
    assert run(MONGOLIA, PERU).output == "Visits entered: 0. Entered before: 2.\n"
    assert len(visits(session)) == 2


def test_a_preview_enters_nothing(run, session):
    told = run(MONGOLIA, options=["--preview"]).output
    assert told == "Visits would be entered: 1. Entered before: 0.\n"
    assert visits(session) == []


def test_bad_rows_are_named_and_nothing_is_entered(run, session):
    result = run(MONGOLIA, OTHERS, NO_DAY)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        (
            "Row 5, Countries: Not every country is named. Write all of them with their people, "
            "such as Mongolia 5, Peru 4."
        ),
        "Row 6, Date or dates: This is no day. Write it like 2024-03-05, or 2024-03-05 ~ 2024-03-07.",
        "Row 6, People: How many came is missing.",
        (
            "Error: Rows to be mended: 2. Nothing was entered. Mend them in the file, or bring it on "
            "the page, where they can be mended and skipped."
        ),
    ]
    assert visits(session) == []


def test_somebody_must_lead(run):
    result = run(MONGOLIA, lead="nobody@example.org")
    assert result.exit_code == 1
    assert result.output == (
        "Error: nobody@example.org leads no delegations: an enabled coordinator can.\n"
    )


def test_a_file_that_is_no_ledger_is_refused(app, run, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    words = [
        "visits",
        "import-history",
        str(path),
        "--lead",
        "coordinator@example.org",
        "--lang",
        "en",
    ]
    result = app.test_cli_runner().invoke(args=words)
    assert result.output == "Error: This is no table. Choose a file in the format XLSX or CSV.\n"


def test_a_row_entered_twice_is_asked_about_and_nothing_is_entered(run, session):
    result = run(PERU, PERU)
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == (
        "Row 5 says the same as row 4: it is one visit or two."
    )
    assert visits(session) == []
