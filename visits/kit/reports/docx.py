"""A report as DOCX: what python-docx is asked for stands here alone.

Runs say their script, so that Word takes its own font and direction for Arabic, Khmer, Lao, Thai.
"""

from datetime import UTC
from io import BytesIO
from typing import Any, Final

from visits.kit.reports.pictures import fitted
from visits.kit.reports.scripts import Stretch, runs_from_right, stretches
from visits.kit.reports.values import Picture, Report, Table
from visits.kit.reports.writing import CHANGED, PICTURE_MM, TEXT_MM, TINT, Writer

FACE: Final = "Malgun Gothic"
FACES: Final = {"ar": "Arial", "km": "Khmer UI", "lo": "Leelawadee UI", "th": "Leelawadee UI"}
"""Fonts of complex scripts; every Windows has them, other systems know what replaces them."""
LOCALES: Final = {"ar": "ar-SA", "km": "km-KH", "lo": "lo-LA", "th": "th-TH"}
CELL_MM = 1.4
"""Between a cell's text and its sides: Word's own leaves too little room for a span of hours."""
LONG_CELL = 400
"""Letters from which on a row may be parted between pages."""
INK = "063A74"
TITLE_PT, HEADING_PT, BODY_PT, SMALL_PT = 16, 12, 10.5, 9


def docx(report: Report) -> bytes:
    return Paper(report).content()


class Paper(Writer):
    """One DOCX while it is written."""

    small_pt, line_pt = SMALL_PT, 2

    def __init__(self, report: Report) -> None:
        from docx import Document

        super().__init__(report)
        self.document: Any = Document()
        self.is_from_right = runs_from_right(report.language)

    def content(self) -> bytes:
        self.set_up()
        self.write_all()
        made = BytesIO()
        self.document.save(made)
        return made.getvalue()

    def set_up(self) -> None:
        """A4 with its margins, fonts and language, page numbers, and what the file says of itself."""
        from docx.shared import Mm, Pt

        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = Mm(20)
        section.bottom_margin = Mm(18)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FACE, Pt(BODY_PT)
        fonts = style.element.rPr.rFonts
        fonts.set(named("w:eastAsia"), FACE)
        fonts.set(named("w:cs"), FACES["ar"])
        latin = "en-US" if self.report.language == "ko" else self.report.language
        style.element.rPr.append(element("w:lang", val=latin, eastAsia="ko-KR"))
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
        about = self.document.core_properties
        about.title, about.author, about.comments = self.report.title, "", ""
        about.language = self.report.language
        about.created = about.modified = self.report.made_at.astimezone(UTC)
        self.page_numbers(section.footer.paragraphs[0])

    def page_numbers(self, paragraph: Any) -> None:
        paragraph.alignment = 1
        field = element("w:fldSimple", instr="PAGE")
        paragraph.add_run("- ")
        paragraph._p.append(field)  # noqa: SLF001 (python-docx has no fields)
        paragraph.add_run(" -")

    # -- blocks ------------------------------------------------------------------------------------

    def head(self) -> None:
        if self.report.stamp:
            self.put(self.report.stamp, side="end", after=4, size=SMALL_PT)
        box = self.grid(1, [1.0])
        shade(box.cell(0, 0))
        title = box.cell(0, 0).paragraphs[0]
        self.shape(title, side="center", before=6, after=6)
        self.write(title, self.report.title, size=TITLE_PT, bold=True, colour=INK)
        for label, value in self.report.head:
            if value:
                paragraph = self.put("", before=4)
                self.write(paragraph, f"{label}: ", bold=True)
                self.write(paragraph, value)

    def heading(self, text: str) -> None:
        heading = self.document.add_heading(level=1)
        self.shape(heading, before=10, after=3)
        self.write(heading, text, size=HEADING_PT, bold=True, colour=INK)

    def table(self, table: Table) -> None:
        if table.caption:
            caption = self.put(table.caption, before=4, after=1, size=SMALL_PT, bold=True)
            caption.paragraph_format.keep_with_next = True
        grid = self.grid(len(table.rows) + 1, table.shares)
        for cell, name in zip(grid.rows[0].cells, table.head, strict=True):
            shade(cell)
            self.fill(cell, name, "center", bold=True)
        properties = grid.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 (python-docx has no repeated rows)
        properties.append(element("w:tblHeader"))
        for place, (line, row) in enumerate(zip(list(grid.rows)[1:], table.rows, strict=True)):
            if max(map(len, row), default=0) < LONG_CELL:
                line._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 (as above)
            self.row(line.cells, table, place, row)
        self.put("", size=4)

    def picture(self, picture: Picture) -> None:
        from docx.shared import Mm

        width, height = fitted(
            picture.content, width=PICTURE_MM[0], height=picture.height or PICTURE_MM[1]
        )
        paragraph = self.put("", side="center", before=6)
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture.content), Mm(width), Mm(height))
        shape._inline.docPr.set("descr", picture.alt or picture.caption)  # noqa: SLF001 (as above)
        words = picture.caption + self.mark(changed=picture.changed)
        self.put(words, side="center", after=6, size=SMALL_PT, changed=picture.changed)

    # -- pieces ------------------------------------------------------------------------------------

    def grid(self, rows: int, shares: list[float]) -> Any:
        from docx.shared import Mm

        table = self.document.add_table(rows, len(shares), style="Table Grid")
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001 (as above)
        properties.find(named("w:tblLook")).addprevious(cell_margins())
        if self.is_from_right:
            properties.tblStyle.addnext(element("w:bidiVisual"))
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(TEXT_MM * share)
        for row in table.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Mm(TEXT_MM * share)
        return table

    def fill(self, cell: Any, text: str, side: str, **letters: Any) -> None:
        paragraph = cell.paragraphs[0]
        self.shape(paragraph, side=side, before=1, after=1)
        self.write(paragraph, text, size=SMALL_PT, **letters)

    def put(self, text: str, **given: Any) -> Any:
        names = ("side", "indent", "hang", "before", "after")
        shape = {name: given.pop(name) for name in names if name in given}
        paragraph = self.document.add_paragraph()
        self.shape(paragraph, is_barred=given.get("changed", False), **shape)
        self.write(paragraph, text, **given)
        return paragraph

    def shape(
        self,
        paragraph: Any,
        *,
        side: str = "start",
        indent: float = 0,
        hang: float = 0,
        before: float = 0,
        after: float = 0,
        is_barred: bool = False,
    ) -> None:
        from docx.shared import Mm, Pt

        wanted = paragraph.paragraph_format
        wanted.space_before, wanted.space_after = Pt(before), Pt(after)
        wanted.left_indent, wanted.first_line_indent = Mm(indent), Mm(-hang)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (as above)
        if self.is_from_right:
            properties.insert_element_before(element("w:bidi"), *AFTER_BIDI)
        if is_barred:
            border = element("w:pBdr")
            edge = "w:right" if self.is_from_right else "w:left"
            border.append(element(edge, val="single", sz="18", space="4", color=CHANGED))
            properties.insert_element_before(border, *AFTER_BORDER)
        properties.get_or_add_jc().set(named("w:val"), side)

    def write(
        self,
        paragraph: Any,
        text: str,
        *,
        size: float = BODY_PT,
        bold: bool = False,
        colour: str = "000000",
        changed: bool = False,
    ) -> None:
        from docx.shared import Pt, RGBColor

        for one in stretches(text):
            run = paragraph.add_run(one.embedded)
            run.font.size, run.bold = Pt(size), bold
            run.font.name = FACE
            run.font.color.rgb = RGBColor.from_string(colour)
            if changed:
                run.font.underline = True
                run._r.rPr.find(named("w:u")).set(named("w:color"), CHANGED)  # noqa: SLF001 (as above)
            say_script(run, one)


AFTER_BORDER = ("w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What the schema wants behind these in a paragraph's properties (ECMA-376, 17.3.1.26)."""


def say_script(run: Any, stretch: Stretch) -> None:
    """Word sets a run of a complex script by fonts, sizes and a language of their own."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 (python-docx has no complex scripts)
    properties.rFonts.set(named("w:eastAsia"), FACE)
    if not stretch.tag:
        return
    properties.rFonts.set(named("w:cs"), FACES[stretch.tag])
    run.font.complex_script = True
    run.font.rtl = True if stretch.is_right_to_left else None
    size = element("w:szCs", val=str(round(run.font.size.pt * 2)))
    properties.insert_element_before(size, "w:highlight", "w:u", "w:rtl", "w:cs", "w:lang")
    properties.append(element("w:lang", bidi=LOCALES[stretch.tag]))


def cell_margins() -> Any:
    """The same at both sides of every cell of a table, in twentieths of a point."""
    from docx.shared import Mm

    width = str(round(Mm(CELL_MM).pt * 20))
    margins = element("w:tblCellMar")
    margins.append(element("w:left", w=width, type="dxa"))
    margins.append(element("w:right", w=width, type="dxa"))
    return margins


def shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001 (python-docx has no shading)
        element("w:shd", val="clear", color="auto", fill=TINT)
    )


def element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made: Any = OxmlElement(name)
    for key, value in attributes.items():
        made.set(named(f"w:{key}"), value)
    return made


def named(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
