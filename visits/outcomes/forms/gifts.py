"""Forms of gifts."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from visits.kit.forms import (
    Choices,
    FilterForm,
    Required,
    VersionedForm,
    choices_of,
    optional,
)
from visits.kit.text import clean
from visits.kit.won import NotAnAmount, WonField, read_won
from visits.outcomes import words  # noqa: F401 (names the choices)
from visits.outcomes.rules import Currency, GiftDirection, ReportState

NO_CENTS = re.compile(r"\.0+$")
CENTS = re.compile(r"[\d,]+\.\d+")


class AmountField(WonField):
    """An amount of money in whole units, typed as an amount of won is; nothing typed is None.

    Cents are refused: whoever rounds decides whether the gift has to be reported.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        raw = NO_CENTS.sub("", clean(valuelist[0])) if valuelist else ""
        self.data = None
        if CENTS.fullmatch(raw):
            raise ValueError(gettext("Leave out what stands behind the point: 99 for 99.99."))
        try:
            self.data = read_won(raw) if raw else None
        except NotAnAmount as error:
            raise ValueError(gettext("Enter an amount such as 120,000.")) from error


class GiftForm(VersionedForm):
    """What was given or received, and what became of it."""

    direction = SelectField(_("Direction"), [Required()], coerce=GiftDirection)
    item = StringField(_("Item"), [Required(), Length(max=200)])
    counterpart = StringField(
        _("From or to whom"),
        [Length(max=200)],
        description=_("The position rather than the name, such as: head of delegation, mayor."),
    )
    person = StringField(
        _("Name"),
        [Length(max=200)],
        description=_("Only where the report asks for it; it is destroyed after three years."),
    )
    our_side = StringField(
        _("Our side"),
        [Length(max=200)],
        description=_("Who received or gave it here, by position."),
    )
    dated_on = DateField(_("Date"), [Required()])
    value = AmountField(
        _("Value"),
        description=_(
            "Empty while nobody knows. What is received is reported from US$100 or 100,000 won."
        ),
    )
    currency = SelectField(_("Currency"), [Required()], coerce=Currency)
    kept_at = StringField(_("Where it is kept"), [Length(max=200)])
    reported_on = DateField(_("Reported on"), [Optional()])
    report_number = StringField(_("Number of the report"), [Length(max=200)])
    notes = TextAreaField(_("Notes"), [Length(max=4000)], render_kw={"rows": 3})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.direction.choices = choices_of(GiftDirection)
        self.currency.choices = choices_of(Currency)

    def opened_by(self, row: Any) -> "GiftForm":
        return type(self)(formdata=None, obj=row, today=self.today)

    def validate_reported_on(self, field: DateField) -> None:
        if field.data and field.data > self.today:
            field.errors = [*field.errors, gettext("This day has not come yet.")]
        if field.data and self.direction.data is GiftDirection.GIVEN:
            field.errors = [*field.errors, gettext("Only what we received is reported.")]


class GiftFilter(FilterForm):
    """What the register shows."""

    year = SelectField(_("Year"))
    direction = SelectField(_("Direction"))
    report = SelectField(_("Report"))

    def __init__(self, *args: Any, years: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year.choices = optional(years, _("All"))
        self.direction.choices = optional(choices_of(GiftDirection), _("All"))
        self.report.choices = optional(choices_of(ReportState), _("All"))

    @property
    def wanted_year(self) -> int | None:
        """One of those that are offered."""
        offered = {choice.value for choice in self.year.choices}
        year = self.year.data or ""
        return int(year) if year and year in offered else None
