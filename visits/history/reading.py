"""A ledger read without a page: where nobody can mend a row, all that is wrong is told at once."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from visits.history import queries
from visits.history.drafts import Draft
from visits.history.rules import HEADERS, MOST_ROWS, REQUIRED
from visits.history.rules.judging import Judged, judged
from visits.history.words import no_columns, said_of_row, said_of_twin, to_mend, too_many
from visits.kit.sheets.reading import read
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.tables import Table
from visits.kit.sheets.words import sentence


class NotTaken(Exception):
    """The ledger is not taken; `rows` are sentences about its rows."""

    def __init__(self, message: str, rows: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.rows = rows


def read_ledger(
    session: Session, content: bytes, *, today: date, sheet: str = ""
) -> tuple[list[Judged], Table]:
    """Every row of the sheet (by default the first that holds anything), and the table read.

    Raises NotTaken when a row cannot be taken, or the file cannot be read.
    """
    try:
        draft = Draft.of(read(content, sheet=sheet), HEADERS)
    except BadSheet as error:
        raise NotTaken(sentence(error)) from error
    if missing := draft.chosen.missing(REQUIRED):
        raise NotTaken(no_columns(missing))
    if len(draft.rows) > MOST_ROWS:
        raise NotTaken(too_many(len(draft.rows)))
    rows = judged(draft, queries.the_world(session, today=today))
    if bad := [row for row in rows if row.is_bad]:
        told = [said_of_row(row.number, fault) for row in bad for fault in row.faults]
        raise NotTaken(to_mend(len(bad)), told)
    if twins := [row for row in rows if row.is_asked]:
        raise NotTaken(to_mend(len(twins)), [said_of_twin(row) for row in twins])
    return rows, draft.table
