"""A report as HWPX, the format of Hangul: what python-hwpx is asked for stands here alone.

Hangul wants the section's settings in the first paragraph, so that the stamp stands there; tables
flow (one that is set as a letter is cut at the foot of the page) and repeat their first row.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, Final

from visits.kit.reports.pictures import fitted
from visits.kit.reports.scripts import runs_from_right, stretches
from visits.kit.reports.values import Picture, Report, Table
from visits.kit.reports.writing import CHANGED, PICTURE_MM, TEXT_MM, TINT, Writer

MARGINS_MM: Final = {"left": 20.0, "right": 20.0, "top": 20.0, "bottom": 15.0}
UNITS_PER_MM: Final = 7200 / 25.4

BODY, BOLD = "함초롬바탕", "함초롬돋움"
FONTS: Mapping[str, str] = {
    "ar": "Arial",
    "km": "Khmer UI",
    "lo": "Leelawadee UI",
    "th": "Leelawadee UI",
}
"""Letters that Hangul's own fonts lack: fonts that every Windows has."""
LINES = "#808080"
TITLE_PT, HEADING_PT, BODY_PT, SMALL_PT = 18, 14, 12, 10
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def hwpx(report: Report) -> bytes:
    """The whole file; python-hwpx refuses to hand out what Hangul would not open."""
    return Paper(report).content()


class Paper(Writer):
    """One HWPX while it is written."""

    small_pt, line_pt = SMALL_PT, 3

    def __init__(self, report: Report) -> None:
        from hwpx import HwpxDocument

        super().__init__(report)
        self.document: Any = HwpxDocument.new()
        self.letters: dict[Any, str] = {}
        self.shapes: dict[Any, str] = {}
        self.start = "RIGHT" if runs_from_right(report.language) else "LEFT"

    def content(self) -> bytes:
        for face in (BODY, BOLD, *FONTS.values()):
            self.document.styles.ensure_font(face)
        self.document.page.setup(paper_size="A4", margins_mm=MARGINS_MM)
        self.document.page.set_page_number(prefix="- ", suffix=" -")
        self.describe()
        self.write_all()
        return bytes(self.document.to_bytes())

    def describe(self) -> None:
        """What the file says of itself; python-hwpx begins with a file of its own."""
        made = self.report.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.document.parts.clear_document_metadata(keep=("language",), timestamp=made)
        self.document.parts.set_document_metadata(title=self.report.title)
        self.document.parts.clear_preview()

    # -- blocks ------------------------------------------------------------------------------------

    def head(self) -> None:
        first = self.document.paragraphs[0]
        self.shape(first, alignment="RIGHT")
        self.write(first, self.report.stamp, size=SMALL_PT)
        box = self.grid(1, 1, [1.0])
        cell = box.rows[0].cells[0]
        self.shade(cell)
        self.fill(cell, self.report.title, "center", size=TITLE_PT, font=BOLD, bold=True)
        for label, value in self.report.head:
            if value:
                paragraph = self.put("", before=3)
                self.write(paragraph, f"{label}: ", bold=True)
                self.write(paragraph, value)

    def heading(self, text: str) -> None:
        self.put(text, before=14, after=4, keep=True, size=HEADING_PT, font=BOLD, bold=True)

    def table(self, table: Table) -> None:
        if table.caption:
            self.put(table.caption, before=6, keep=True, size=SMALL_PT, bold=True)
        grid = self.grid(len(table.rows) + 1, len(table.head), table.shares)
        grid.element.set("repeatHeader", "1")
        top, *others = grid.rows
        for cell, name in zip(top.cells, table.head, strict=True):
            cell.element.set("header", "1")
            self.shade(cell)
            self.fill(cell, name, "center", font=BOLD, bold=True)
        for place, (line, row) in enumerate(zip(others, table.rows, strict=True)):
            self.row(line.cells, table, place, row)

    def picture(self, picture: Picture) -> None:
        width, height = fitted(
            picture.content, width=PICTURE_MM[0], height=picture.height or PICTURE_MM[1]
        )
        self.document.add_picture(
            picture.content,
            ENDINGS[picture.type],
            width_mm=width,
            height_mm=height,
            align="CENTER",
        )
        words = picture.caption + self.mark(changed=picture.changed)
        self.put(words, side="center", after=6, size=SMALL_PT, changed=picture.changed)

    # -- pieces ------------------------------------------------------------------------------------

    def grid(self, rows: int, columns: int, shares: list[float]) -> Any:
        width = round(TEXT_MM * UNITS_PER_MM)
        table = self.document.add_table(
            rows, columns, width=width, border_fill_id_ref=self.border()
        )
        table.set_treat_as_char(False)
        table.set_column_widths(shares)
        return table

    def shade(self, cell: Any) -> None:
        """Straight to the cell: by row and column python-hwpx lays the whole table out each time."""
        cell.element.set("borderFillIDRef", self.border(fill_color=f"#{TINT}"))

    def border(self, **wanted: str) -> str:
        styles = self.document.styles
        return str(styles.ensure_border_fill(border_color=LINES, **wanted))

    def fill(self, cell: Any, text: str, side: str, **letters: Any) -> None:
        paragraph = cell.paragraphs[0]
        self.shape(paragraph, alignment=self.side(side), line_spacing_percent=130)
        self.write(paragraph, text, **{"size": SMALL_PT, **letters})

    def put(
        self,
        text: str,
        *,
        side: str = "start",
        indent: float = 0,
        hang: float = 0,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
        **letters: Any,
    ) -> Any:
        paragraph = self.document.add_paragraph("", include_run=False, inherit_style=False)
        inward = "indent_right_mm" if self.start == "RIGHT" else "indent_left_mm"
        wanted = {
            "alignment": self.side(side),
            inward: indent,
            "first_line_indent_mm": -hang,
            "spacing_before_pt": before,
            "spacing_after_pt": after,
            "keep_with_next": keep,
        }
        self.shape(paragraph, is_barred=letters.get("changed", False), **wanted)
        self.write(paragraph, text, **letters)
        return paragraph

    def side(self, name: str) -> str:
        return {"start": self.start, "center": "CENTER", "end": "RIGHT"}[name]

    def shape(self, paragraph: Any, *, is_barred: bool = False, **wanted: Any) -> None:
        """Give the paragraph a shape; each is made once, when it is first wanted."""
        key = (is_barred, *wanted.items())
        if key in self.shapes:
            paragraph.para_pr_id_ref = self.shapes[key]
            return
        if is_barred:
            sides = ["right" if self.start == "RIGHT" else "left"]
            wanted["border"] = {
                "sides": sides,
                "color": f"#{CHANGED}",
                "width": "0.7 mm",
                "offset_mm": 1,
            }
        self.document.styles.apply_paragraph_format(paragraphs=[paragraph], **wanted)
        self.shapes[key] = paragraph.para_pr_id_ref

    def write(self, paragraph: Any, text: str, *, changed: bool = False, **letters: Any) -> None:
        for face, words in self.faces(text, letters.pop("font", BODY)):
            wanted = {"size": BODY_PT, **letters, "font": face}
            if changed:
                wanted |= {"underline": True, "underline_color": f"#{CHANGED}"}
            paragraph.add_run(words, char_pr_id_ref=self.run(wanted))

    def faces(self, text: str, face: str) -> Iterator[tuple[str, str]]:
        """The text in pieces, each with the font that has its letters."""
        for one in stretches(text):
            yield FONTS.get(one.tag, face), one.embedded

    def run(self, wanted: Mapping[str, Any]) -> str:
        key = tuple(sorted(wanted.items()))
        if key not in self.letters:
            self.letters[key] = self.document.styles.ensure_run(**wanted)
        return self.letters[key]
