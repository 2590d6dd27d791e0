"""Which period the figures are of."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms.validators import Optional

from visits.kit.forms import FilterForm

YEARS = range(2000, 2100)
"""In which plans and reports are made; others are slips of the finger."""


class PeriodForm(FilterForm):
    """Any period; the half-years are links beside it."""

    first = DateField(_("From"), [Optional()])
    last = DateField(_("Until"), [Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if is_good and self.first.data and self.last.data and self.last.data < self.first.data:
            self.refuse("last", _("The period ends before it begins."))
            is_good = False
        return is_good


class WeekForm(FilterForm):
    """Any day of the week that is asked for."""

    day = DateField(_("A day of the week"), [Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if is_good and self.day.data and self.day.data.year not in YEARS:
            self.refuse("day", _("Choose a day of this century."))
            is_good = False
        return is_good
