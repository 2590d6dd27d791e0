"""Bringing a ledger: the file, then what was read in it."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField

from visits.history import words  # noqa: F401 (names the fields)
from visits.kit.forms import BaseForm, Choices, Required
from visits.kit.sheets.fields import SheetField, sheet_field


class LedgerForm(BaseForm):
    """The file; it is read and thrown away."""

    table = SheetField(_("Ledger"), [Required()])
    sheet = sheet_field()


class PreviewForm(BaseForm):
    """What was read, on its way through the browser, and who answers for these visits."""

    state = HiddenField()
    lead_id = SelectField(
        _("Lead officer"),
        [Required()],
        coerce=int,
        description=_("The visits are entered under this name."),
    )

    def __init__(self, *args: Any, officers: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lead_id.choices = list(officers)
