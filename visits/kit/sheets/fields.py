"""The field that takes a table from its reader's disk."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from visits.kit.sheets.reading import read
from visits.kit.sheets.refusals import MEGABYTE, PACKED_MEGABYTES, BadSheet
from visits.kit.sheets.tables import Table
from visits.kit.sheets.words import sentence


class SheetField(FileField):
    """A file in XLSX or CSV; `table` is what is in it, once the form is valid."""

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
            self.table = read(self.data.stream.read(PACKED_MEGABYTES * MEGABYTE + 1))
        except BadSheet as error:
            raise StopValidation(sentence(error)) from error
