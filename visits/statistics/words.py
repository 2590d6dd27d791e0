"""What measures, dimensions and lengths of periods are called."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.statistics.rules import FACETS, Dimension, Measure, Unit

words.name_all(
    Measure,
    {
        Measure.PEOPLE: _("People"),
        Measure.COUNTRIES: _("Countries"),
        Measure.DELEGATIONS: _("Delegations"),
        Measure.STOPS: _("Stops"),
        Measure.HOURS: _("Hours"),
    },
)
words.name_all(Dimension, {one: _(facet.title) for one, facet in FACETS.items()})
words.name_all(
    Unit,
    {
        Unit.HALF_YEAR: _("Half-years"),
        Unit.QUARTER: _("Quarters"),
        Unit.MONTH: _("Months"),
        Unit.YEAR: _("Years"),
    },
)
words.REASONS["targets_set"] = _("This year has targets already. Open them to change them.")
