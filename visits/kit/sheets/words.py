"""Sentences for files that are not read: which limit, and what to do."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.kit.sheets import refusals
from visits.kit.sheets.refusals import BadSheet, Problem

SAVE_AS = _("Open it in your spreadsheet program, save it as XLSX and choose that file.")

SENTENCES = {
    Problem.TOO_LARGE: _(
        "The file is larger than %(megabytes)s MB. Remove pictures or divide it.",
        megabytes=refusals.PACKED_MEGABYTES,
    ),
    Problem.UNPACKS_TOO_LARGE: _(
        "Unpacked, the file is larger than %(megabytes)s MB. Copy the table alone into a new file.",
        megabytes=refusals.UNPACKED_MEGABYTES,
    ),
    Problem.TOO_MANY_ENTRIES: _(
        "The file holds more than %(number)s parts. Copy the table alone into a new file.",
        number=refusals.ENTRIES,
    ),
    Problem.TOO_MANY_ROWS: _(
        "The table has more than %(number)s rows. Divide it into several files.",
        number=refusals.ROWS,
    ),
    Problem.TOO_MANY_COLUMNS: _(
        "The table has more than %(number)s columns. Remove those that are not needed.",
        number=refusals.COLUMNS,
    ),
    Problem.TOO_SLOW: _(
        "Reading the file takes longer than %(number)s seconds. Copy the table alone into a new file.",
        number=refusals.SECONDS,
    ),
    Problem.OLD_EXCEL: _("This is a file of an older Excel (XLS). %(advice)s", advice=SAVE_AS),
    Problem.BINARY_EXCEL: _("This is a binary workbook (XLSB). %(advice)s", advice=SAVE_AS),
    Problem.OPEN_DOCUMENT: _(
        "This is an OpenDocument spreadsheet (ODS). %(advice)s", advice=SAVE_AS
    ),
    Problem.WEB_PAGE: _(
        "This is a web page, although it may be called XLS. %(advice)s", advice=SAVE_AS
    ),
    Problem.ENCRYPTED: _("The file is protected by a password. Save it without one."),
    Problem.NO_TABLE: _("This is no table. Choose a file in the format XLSX or CSV."),
    Problem.DAMAGED: _("The file is damaged. %(advice)s", advice=SAVE_AS),
    Problem.UNKNOWN_ENCODING: _(
        "The letters of this file cannot be read. Save it as XLSX, or as CSV in UTF-8."
    ),
    Problem.NO_SUCH_SHEET: _("There is no sheet of this name in the file."),
    Problem.EMPTY: _("There is nothing in this table."),
}

words.REASONS |= {BadSheet(problem).reason: text for problem, text in SENTENCES.items()}


def sentence(error: BadSheet) -> str:
    """What to tell whoever chose the file."""
    return str(SENTENCES[error.problem])
