"""Bringing a table of people: the file, then what is read in it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FormField, HiddenField

from visits.delegations.forms.people import ToldLines
from visits.kit.forms import BaseForm, Required
from visits.kit.sheets.fields import SheetField


class TableForm(BaseForm):
    """The file; it is read and thrown away."""

    table = SheetField(_("Table"), [Required()])


class PreviewForm(BaseForm):
    """What was read, on its way through the browser, and on which roster the preview rests."""

    state = HiddenField()
    seen = HiddenField()
    told = FormField(ToldLines, _("Entered for the liaison"))


class OwnPreviewForm(PreviewForm):
    """The same by the liaison's own link."""

    told = None


def numbered(sent: Mapping[str, Any], prefix: str) -> dict[int, str]:
    """Values of fields called by a prefix and a number: `column-3`."""
    found = {}
    for name, value in sent.items():
        start, _, number = name.rpartition("-")
        if start == prefix and number.isdecimal():
            found[int(number)] = str(value)
    return found


def mended(sent: Mapping[str, Any]) -> dict[tuple[int, str], str]:
    """What was typed over faulty cells, by row and field: `cell-12-nationality`."""
    found = {}
    for name, value in sent.items():
        start, _, rest = name.partition("-")
        row, _, field = rest.partition("-")
        if start == "cell" and row.isdecimal():
            found[int(row), field] = str(value)
    return found
