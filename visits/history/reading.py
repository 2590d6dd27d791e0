"""A ledger read without a page: where nobody can mend a row, all that is wrong is told at once."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from visits.history import queries
from visits.history.rules import HEADERS, MOST_ROWS, REQUIRED, Field
from visits.history.rules.judging import Judged, judged
from visits.history.words import said, too_many
from visits.kit import words
from visits.kit.sheets.drafts import Draft
from visits.kit.sheets.reading import read
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.words import sentence


class NotTaken(Exception):
    """The ledger is not taken; `rows` are sentences about its rows."""

    def __init__(self, message: str, rows: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.rows = rows


def read_ledger(session: Session, content: bytes, *, today: date) -> list[Judged]:
    """Every row of the file. Raises NotTaken when one cannot be taken, or the file cannot be read."""
    try:
        draft = Draft.of(read(content), HEADERS)
    except BadSheet as error:
        raise NotTaken(sentence(error)) from error
    if missing := draft.chosen.missing(REQUIRED):
        fields = ", ".join(str(words.label(Field(name))) for name in missing)
        raise NotTaken(f"No column was recognised for: {fields}. Use the page for it.")
    if len(draft.rows) > MOST_ROWS:
        raise NotTaken(too_many(len(draft.rows)))
    rows = judged(draft, queries.the_world(session, today=today))
    if bad := [row for row in rows if row.is_bad]:
        told = [
            f"Row {row.number}, {words.label(fault.field)}: {said(fault)}"
            for row in bad
            for fault in row.faults
        ]
        message = (
            f"Rows to be mended: {len(bad)}. Nothing was entered. Mend them in the file, or bring it "
            "on the page, where they can be mended and skipped."
        )
        raise NotTaken(message, told)
    return rows
