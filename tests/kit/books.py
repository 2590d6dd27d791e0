"""Workbooks as people and attackers make them."""

import io
import zipfile
from datetime import date, datetime

import openpyxl


def a_book(rows, *, merged=(), title="Sheet1", **more_sheets) -> bytes:
    """A workbook by another program than the one we write with."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    for span in merged:
        page.merge_cells(span)
    for name, other_rows in more_sheets.items():
        other = book.create_sheet(name)
        for row in other_rows:
            other.append(row)
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one of its files replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, part)
    return file.getvalue()


def a_zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return file.getvalue()


DAY, MOMENT = date(2026, 11, 24), datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001 (a wall time)
