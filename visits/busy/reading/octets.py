"""From the bytes of a file to lines of text."""

import re

from visits.busy.rules import FILE_MEGABYTES, MEGABYTE, Fault, NotRead

FOLD = re.compile(rb"\r?\n[ \t]")
"""RFC 5545, 3.1: a long line goes on after a blank; the cut may lie inside a sign of UTF-8."""
PROLOGUE = 1_000
TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<?xml")
BOM = b"\xef\xbb\xbf"
BEGIN = b"BEGIN:VCALENDAR"


def lines_of(content: bytes) -> list[str]:
    """The unfolded lines of a calendar. Raises NotRead for what is none."""
    if len(content) > FILE_MEGABYTES * MEGABYTE:
        raise NotRead(Fault.TOO_LARGE)
    if not content.strip(BOM + b"\0 \t\r\n"):
        raise NotRead(Fault.EMPTY)
    if content[:PROLOGUE].lstrip(BOM + b" \t\r\n").lower().startswith(TAGS):
        raise NotRead(Fault.WEB_PAGE)
    text = decoded(FOLD.sub(b"", content))
    if BEGIN not in content.upper():
        raise NotRead(Fault.NO_CALENDAR)
    return re.split(r"\r\n|\n|\r", text)


def decoded(content: bytes) -> str:
    """UTF-8, as the standard asks for; else what Windows in Korean writes."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotRead(Fault.ENCODING if BEGIN in content.upper() else Fault.NO_CALENDAR)
