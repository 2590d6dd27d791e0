"""Bringing a table of people: the file, then what is read in it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FormField, HiddenField

from visits.delegations.forms.people import ToldLines
from visits.delegations.importing.fields import ONE_OF
from visits.delegations.importing.identity import BLOT
from visits.kit.forms import BaseForm, Required
from visits.kit.sheets.drafts import numbered
from visits.kit.sheets.fields import SheetField, sheet_field

LEAVE = "leave"
"""Chosen for a word that shall not be taken over."""


class TableForm(BaseForm):
    """The file; it is read and thrown away."""

    table = SheetField(_("Table"), [Required()])
    sheet = sheet_field()


class PreviewForm(BaseForm):
    """What was read, on its way through the browser, and on which roster the preview rests."""

    state = HiddenField()
    seen = HiddenField()
    told = FormField(ToldLines, _("Entered for the liaison"))


class OwnPreviewForm(PreviewForm):
    """The same by the liaison's own link."""

    told = None


def said_instead(sent: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """What strange words of several rows mean, by field and word."""
    words = numbered(sent, "word")
    asked = numbered(sent, "asked")
    found = {}
    for number, about in asked.items():
        field, _, text = about.partition(":")
        word = words.get(number, "")
        is_emptied = word == LEAVE or (not word and field not in ONE_OF)
        found[field, text] = BLOT if is_emptied else word
    return found
