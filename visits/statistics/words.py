"""What measures, dimensions and lengths of periods are called."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.statistics.rules import Dimension, Measure, Unit

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
words.name_all(
    Dimension,
    {
        Dimension.COUNTRY: _("By country"),
        Dimension.REGION: _("By region"),
        Dimension.BODY: _("By organisation"),
        Dimension.KIND: _("By kind of organisation"),
        Dimension.THEME: _("By theme"),
        Dimension.LEVEL: _("By level"),
        Dimension.LANGUAGE: _("By language"),
        Dimension.REFERRER: _("By referrer"),
        Dimension.SITE: _("By site"),
        Dimension.DISTRICT: _("By district"),
        Dimension.INTERPRETER: _("By interpreter"),
        Dimension.SATISFACTION: _("By satisfaction"),
    },
)
HEADINGS = {
    Dimension.COUNTRY: _("Country"),
    Dimension.REGION: _("Region"),
    Dimension.BODY: _("Organisation"),
    Dimension.KIND: _("Kind of organisation"),
    Dimension.THEME: _("Theme"),
    Dimension.LEVEL: _("Level of the visit"),
    Dimension.LANGUAGE: _("Language"),
    Dimension.REFERRER: _("Referrer"),
    Dimension.SITE: _("Site"),
    Dimension.DISTRICT: _("District"),
    Dimension.INTERPRETER: _("Interpreter"),
    Dimension.SATISFACTION: _("Guests’ overall rating"),
}
"""What the first column of each table holds."""
NOT_SAID = {
    **dict.fromkeys(Dimension, _("Not recorded")),
    Dimension.REGION: _("Other participants"),
    Dimension.REFERRER: _("Came without a referrer"),
    Dimension.INTERPRETER: _("Without an interpreter of ours"),
    Dimension.SATISFACTION: _("Too few answers to tell"),
}
"""What a row is called of which nobody said where it belongs."""
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
