"""Office reports: one value, written as HWPX, DOCX, PDF, plain text, or shown on a page.

    report = Report(title, "ko", made_at=at, head=(…), sections=(Section(heading, (Item(…), Table(…))),), …)
    download(hwpx(report), "plan-2026-004.hwpx")

Headings and items carry no numbers: the writers number them, 1. 가. 1) 가) in Korean. Start in
`values.py`; `outline.py` is what all writers read. Texts are data and never markup.
"""

from visits.kit.reports.docx import docx
from visits.kit.reports.html import html
from visits.kit.reports.hwpx import hwpx
from visits.kit.reports.pdf import pdf
from visits.kit.reports.plain import plain
from visits.kit.reports.values import Block, Item, Paragraph, Picture, Report, Section, Table

WRITERS = {"hwpx": hwpx, "docx": docx, "pdf": pdf}
"""Those of files, by the ending of a name."""

__all__ = [
    "WRITERS",
    "Block",
    "Item",
    "Paragraph",
    "Picture",
    "Report",
    "Section",
    "Table",
    "docx",
    "html",
    "hwpx",
    "pdf",
    "plain",
]
