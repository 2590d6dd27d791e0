"""The field that takes a table from its reader's disk."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Length, StopValidation

from visits.kit.sheets.reading import read
from visits.kit.sheets.refusals import MEGABYTE, PACKED_MEGABYTES, BadSheet
from visits.kit.sheets.tables import Table
from visits.kit.sheets.words import sentence
from visits.kit.text import clean


def sheet_field() -> StringField:
    """Which sheet of a workbook to read."""
    return StringField(
        _("Name of the sheet"),
        [Length(max=200)],
        description=_(
            "Only for a workbook with several sheets; left empty, the first one with anything in it is read."
        ),
    )


def sheet_named(form: Any) -> str:
    """What the form says of the sheet; forms without such a field want the first."""
    return clean(form["sheet"].data or "") if "sheet" in form else ""


class SheetField(FileField):
    """A file in XLSX or CSV; `table` is what is in it, once the form is valid.

    A field `sheet` of the same form may name the sheet of a workbook.
    """

    table: Table | None = None

    def __init__(self, label: Any, *args: Any, **kwargs: Any) -> None:
        hint = kwargs.pop("description", _("XLSX or CSV. The file itself is not kept."))
        super().__init__(
            label, *args, description=hint, render_kw={"accept": ".xlsx,.csv"}, **kwargs
        )

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            content = self.data.stream.read(PACKED_MEGABYTES * MEGABYTE + 1)
            self.table = read(content, sheet=sheet_named(form))
        except BadSheet as error:
            raise StopValidation(sentence(error)) from error
