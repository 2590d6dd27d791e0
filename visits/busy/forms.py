"""Bringing a calendar: a file or an address; then what was read in it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, StringField
from wtforms.validators import Length, Optional

from visits.busy.rules import FILE_MEGABYTES, MEGABYTE
from visits.kit.forms import BaseForm

LONGEST_NAME = 80
LONGEST_ADDRESS = 2_000


class CalendarForm(BaseForm):
    """One of the two; the file is read and thrown away."""

    keeps = False
    file = FileField(
        _("Calendar file"),
        [Optional()],
        description=_("A file that ends in .ics. The file itself is not kept."),
        render_kw={"accept": ".ics,.ifb,.vcs,text/calendar"},
    )
    address = StringField(
        _("Or the address of a calendar"),
        [Optional(), Length(max=LONGEST_ADDRESS)],
        description=_(
            "Begins with https:// or webcal://. It is read again every hour, and kept as a secret."
        ),
        render_kw={"inputmode": "url", "dir": "ltr", "autocomplete": "off"},
    )
    name = StringField(
        _("What this calendar is called here"),
        [Optional(), Length(max=LONGEST_NAME)],
        description=_("So that you find it again. Without a name, that of the file or the server."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.file.data and not self.address.data:
            self.refuse("file", gettext("Choose a file, or enter an address."))
            return False
        return True

    def content(self) -> bytes:
        """The file, as far as one may be large."""
        return bytes(self.file.data.stream.read(FILE_MEGABYTES * MEGABYTE + 1))

    @property
    def at_fault(self) -> str:
        """The field from which the calendar comes; a file goes before an address."""
        return "file" if self.file.data else "address"


class PreviewForm(BaseForm):
    """What was read, on its way through the browser."""

    state = HiddenField()
