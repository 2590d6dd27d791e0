"""The filter over what stands open."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import Optional

from visits.conflicts.rules import Code, Severity
from visits.itineraries import words  # noqa: F401 (names the choices)
from visits.kit.asked import YEARS
from visits.kit.forms import Choices, FilterForm, choices, choices_of, optional
from visits.kit.words import label

HINDERING = "hindering"


class FindingFilter(FilterForm):
    """How grave, of which kind, whose, and when."""

    severity = SelectField(_("How grave"))
    code = SelectField(_("What was found"))
    lead = SelectField(_("Lead officer"))
    week = DateField(_("Week of"), [Optional()])

    def __init__(self, *args: Any, leads: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (HINDERING, _("Whatever holds back a release")),
            *((one.name, label(one)) for one in sorted(Severity, reverse=True)),
        ]
        codes = sorted(choices_of(Code), key=lambda choice: str(choice.label))
        self.severity.choices = list(optional(choices(kinds), _("All")))
        self.code.choices = list(optional(codes, _("All")))
        self.lead.choices = list(optional(leads, _("Everybody")))

    @property
    def monday(self) -> date | None:
        """The first day of the week that is asked for."""
        day: date | None = self.week.data
        if day is None or day.year not in YEARS:
            return None
        return day - timedelta(days=day.weekday())
