"""The form in which lists and figures are asked for a span of days."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms.validators import Optional

from visits.kit.forms import FilterForm, InOurYears


class SpanForm(FilterForm):
    """From a day until a day, both of which may be left open."""

    first = DateField(_("From"), [Optional(), InOurYears()])
    last = DateField(_("Until"), [Optional(), InOurYears()])

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if is_good and self.first.data and self.last.data and self.last.data < self.first.data:
            self.refuse("last", _("The period ends before it begins."))
            is_good = False
        return is_good
