"""Reading a file as a table, whatever it calls itself: by its first bytes, within limits.

A workbook of 13 MB took 1.9 GB and 73 s without them (measured). No limit is a matter of trust in
the file: the zip's directory is read first, and the clock looks at every read of the archive.
"""

from visits.kit.sheets import delimited, workbooks
from visits.kit.sheets.refusals import MEGABYTE, PACKED_MEGABYTES, BadSheet, Problem
from visits.kit.sheets.tables import Table

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OLD_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
NOT_TABLES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"HWP Document File", b"{\\rtf")
MOST_SHEETS = 20
LONGEST_PROLOGUE = 1_000
TAGS = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<style")


def read(content: bytes, *, sheet: str = "") -> Table:
    """The table in a file: XLSX by its sheet (the first that holds anything), or CSV.

    Raises BadSheet, with the limit or the format that stands in the way.
    """
    if len(content) > PACKED_MEGABYTES * MEGABYTE:
        raise BadSheet(Problem.TOO_LARGE)
    if content.startswith(OLE):
        raise BadSheet(problem_of_ole(content))
    if content.startswith(ZIP):
        table = workbooks.read(content, sheet=sheet)
    elif content.startswith(NOT_TABLES):
        raise BadSheet(Problem.NO_TABLE)
    elif is_web_page(content):
        raise BadSheet(Problem.WEB_PAGE)
    else:
        table = delimited.read(content)
    if not table.rows:
        raise BadSheet(Problem.EMPTY)
    return table


def problem_of_ole(content: bytes) -> Problem:
    """Old Office files are all of one kind outside: what is in there is said by its streams."""
    if ENCRYPTED_PACKAGE in content:
        return Problem.ENCRYPTED
    if any(stream in content for stream in OLD_STREAMS):
        return Problem.OLD_EXCEL
    return Problem.NO_TABLE


def is_web_page(content: bytes) -> bool:
    """Many systems export a page's table and call it XLS."""
    begun = content[:LONGEST_PROLOGUE].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return begun.startswith(TAGS)


def read_sheets(content: bytes) -> list[Table]:
    """Every table in a file: of a workbook each visible sheet that holds anything.

    Raises BadSheet as `read` does.
    """
    first = read(content)
    others = first.sheets[first.sheets.index(first.sheet) + 1 :] if first.sheets else ()
    return [first, *(table for name in others[:MOST_SHEETS] if (table := tried(content, name)))]


def tried(content: bytes, sheet: str) -> Table | None:
    """The table of a sheet; None where the sheet is empty."""
    try:
        return read(content, sheet=sheet)
    except BadSheet as error:
        if error.problem is Problem.EMPTY:
            return None
        raise
