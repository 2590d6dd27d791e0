"""A report as A4 pages (templates/parts/report.typ)."""

import re
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from visits.kit import typeset
from visits.kit.reports.outline import Line, Written, outline
from visits.kit.reports.scripts import stretches
from visits.kit.reports.values import Picture, Report, Table

PART = re.compile(r"(?s).{1,800}(?:\s+|$)|.{1,800}")
"""At most so many letters, up to a blank where there is one."""
PICTURE_MM = 70
"""How high pictures stand at most."""
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def pdf(report: Report) -> bytes:
    """PDF/UA-1 with the office's head; within a request or an app context."""
    written = outline(report)
    pictures = {
        name_of(place, one): one.content
        for place, one in enumerate(written)
        if isinstance(one, Picture)
    }
    return typeset.pdf(
        "parts/report.typ",
        {
            "title": pieces(report.title),
            "head": [[pieces(label), pieces(value)] for label, value in report.head if value],
            "blocks": [facts_of(place, one) for place, one in enumerate(written)],
            "foot": pieces(report.foot),
            "mark": report.mark,
        },
        language=report.language,
        title=report.title,
        stamp=report.stamp,
        files=pictures,
    )


def name_of(place: int, picture: Picture) -> str:
    return str(PurePosixPath("pictures", f"{place}.{ENDINGS[picture.type]}"))


def facts_of(place: int, written: Written) -> dict[str, Any]:
    match written:
        case Line():
            facts = asdict(written)
            return {**facts, "kind": "line", "text": [pieces(t) for t in written.text.split("\n")]}
        case Table():
            return table_facts(written)
        case Picture():
            return {
                "kind": "picture",
                "path": f"/{name_of(place, written)}",
                "caption": pieces(written.caption),
                "alt": written.alt or written.caption,
                "changed": written.changed,
                "height": written.height or PICTURE_MM,
            }


def table_facts(table: Table) -> dict[str, Any]:
    rows = [
        {
            "cells": [
                {
                    "text": [pieces(line) for line in cell.split("\n")],
                    "changed": table.marks(place, column),
                    "says": table.says(place, column),
                }
                for column, cell in enumerate(row)
            ],
            "changed": table.is_changed(place),
        }
        for place, row in enumerate(table.rows)
    ]
    return {
        "kind": "table",
        "caption": pieces(table.caption),
        "head": [pieces(cell) for cell in table.head],
        "rows": rows,
        "widths": table.shares,
        "figures": sorted(table.figures),
    }


def pieces(text: str) -> list[list[str]]:
    """Stretches as pairs of tag and text, long ones in parts: typst keeps Korean words together by
    a rule that gives up after some thousand letters in one piece."""
    return [[one.tag, part] for one in stretches(text) for part in PART.findall(one.text)]
