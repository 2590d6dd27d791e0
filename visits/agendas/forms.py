"""Bringing an agenda: a file or a table out of the clipboard, then what was read in it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from visits.agendas import words  # noqa: F401 (names the fields)
from visits.kit.forms import BaseForm
from visits.kit.sheets.reading import read_sheets
from visits.kit.sheets.refusals import MEGABYTE, PACKED_MEGABYTES, BadSheet
from visits.kit.sheets.tables import Table
from visits.kit.sheets.words import sentence

LONGEST_PASTE = 200_000


class AgendaForm(BaseForm):
    """A file, or what was copied in a spreadsheet, a letter or a web page; it is read and thrown away."""

    keeps = False
    table = FileField(
        _("File"),
        [Optional()],
        description=_("XLSX or CSV. The file itself is not kept."),
        render_kw={"accept": ".xlsx,.csv"},
    )
    pasted = TextAreaField(
        _("Or paste a table"),
        [Optional(), Length(max=LONGEST_PASTE)],
        description=_(
            "Select the table in your document or spreadsheet, copy it, and paste it here."
        ),
        render_kw={"rows": 6},
    )
    tables: tuple[Table, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        content = self.content()
        if not content:
            self.refuse("table", gettext("Choose a file, or paste a table."))
            return False
        try:
            self.tables = tuple(read_sheets(content))
        except BadSheet as error:
            self.refuse("table" if self.table.data else "pasted", sentence(error))
        return bool(self.tables)

    def content(self) -> bytes:
        """What was sent; a file goes before what was pasted."""
        if self.table.data:
            return bytes(self.table.data.stream.read(PACKED_MEGABYTES * MEGABYTE + 1))
        return str(self.pasted.data or "").encode()


class PreviewForm(BaseForm):
    """What was read, on its way through the browser."""

    state = HiddenField()
