"""What hosts fill in after a stop: two clicks, and words if they like."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField

from visits.feedback.forms.guests import LONG, TALL, OpenChoice
from visits.feedback.rules import HostWord, How
from visits.kit.forms import BaseForm, Required, choices, choices_of

HELD = {"yes": True, "no": False}


class ReportForm(BaseForm):
    """How a stop went. Said again, the last word counts: it carries no key."""

    once = None
    how = RadioField(_("How was it?"), [Required()])
    held = OpenChoice(
        _("Were the number of people and the time as agreed?"),
        choices=choices((("yes", _("Yes")), ("no", _("No")))),
    )
    text = TextAreaField(_("Anything we should know?"), LONG, render_kw=TALL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.how.choices = choices_of(How)

    def report(self) -> HostWord:
        return HostWord(
            how=How(self.how.data), held=HELD.get(self.held.data or ""), text=self.text.data or ""
        )
