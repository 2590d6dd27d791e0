"""A form's span of time: whole days, or from and until a time of day."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms.validators import Optional, ValidationError

from visits.kit.forms import BaseForm, Required, WallTimeField, instant


class SpanForm(BaseForm):
    """From a day until a day, both whole unless a time is given. `span` is there when it is valid."""

    first = DateField(_("From"), [Required()])
    opens = WallTimeField(_("From time"), [Optional()], description=_("Empty: the whole day."))
    last = DateField(_("Until"), [Optional()], description=_("Empty: the same day."))
    closes = WallTimeField(_("Until time"), [Optional()], description=_("Empty: the whole day."))

    span: tuple[datetime, datetime]

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            starts, ends = self.typed_span()
        except ValidationError as error:
            self.refuse("opens", str(error))
            return False
        if ends <= starts:
            self.refuse("last", _("The end lies before the start."))
            return False
        self.span = (starts, ends)
        return True

    def typed_span(self) -> tuple[datetime, datetime]:
        """The instants of what was typed, in the city; the last day is inside."""
        zone = current_app.config["ZONE"]
        last = self.last.data or self.first.data
        starts = instant(self.first.data, self.opens.data or time(0), zone)
        if self.closes.data is not None:
            return starts, instant(last, self.closes.data, zone)
        return starts, instant(last + timedelta(days=1), time(0), zone)
