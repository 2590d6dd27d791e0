"""Which period the figures are of."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, IntegerField
from wtforms.validators import NumberRange, Optional

from visits.kit.asked import YEARS
from visits.kit.forms import FilterForm, InOurYears, Required, VersionedForm
from visits.kit.span_form import SpanForm
from visits.statistics.rules import TARGETED, Dimension, Period, Unit, named_on

LARGEST_TARGET = 1_000_000
MOST_COUNTRIES = 250


class PeriodForm(SpanForm):
    """Any period; those with a name are links beside it."""

    by = HiddenField()

    def period(self, today: date) -> Period:
        """The period asked for; an open end is the year's, no end at all is this half-year."""
        first, last = self.first.data, self.last.data
        if first is None and last is None:
            return named_on(Unit.HALF_YEAR, today).period
        first = first or date(last.year, 1, 1)
        return Period(first, last or date(first.year, 12, 31))

    @property
    def dimension(self) -> Dimension:
        """By what the figures are told apart; by country unless something else is asked for."""
        asked = self.by.data
        return Dimension(asked) if asked in set(Dimension) else Dimension.COUNTRY


class TargetsForm(VersionedForm):
    """What a year is to reach; a measure left empty has no target."""

    people = IntegerField(_("People"), [Optional(), NumberRange(1, LARGEST_TARGET)])
    countries = IntegerField(_("Countries"), [Optional(), NumberRange(1, MOST_COUNTRIES)])
    delegations = IntegerField(_("Delegations"), [Optional(), NumberRange(1, LARGEST_TARGET)])

    def facts(self) -> dict[str, int | None]:
        return {measure.value: self[measure.value].data for measure in TARGETED}

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if is_good and not any(self.facts().values()):
            self.refuse("people", _("Enter at least one target."))
            is_good = False
        return is_good


class NewTargetsForm(TargetsForm):
    """The same of a year that is chosen."""

    year = IntegerField(_("Year"), [Required(), NumberRange(YEARS.start, YEARS.stop - 1)])


class WeekForm(FilterForm):
    """Any day of the week that is asked for."""

    day = DateField(_("A day of the week"), [Optional(), InOurYears()])
