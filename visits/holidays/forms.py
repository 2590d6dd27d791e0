"""Forms of the calendar of days off."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import Optional, ValidationError

from visits.holidays import words  # noqa: F401 (names the choices)
from visits.holidays.rules import HolidayKind
from visits.kit.forms import (
    FilterForm,
    Required,
    TranslatedField,
    VersionedForm,
    choices,
    choices_of,
)

LONGEST_SPAN = 31


class HolidayForm(VersionedForm):
    """One day off, or a working day that makes one think twice."""

    day = DateField(_("Day"), [Required()])
    kind = SelectField(
        _("Kind"),
        [Required()],
        description=_(
            "A working day with a note only warns: a drill week, the parliament's audit."
        ),
    )
    name = TranslatedField(_("Name"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices_of(HolidayKind)

    def facts(self) -> dict[str, Any]:
        return {
            "day": self.day.data,
            "kind": HolidayKind(self.kind.data),
            "name": self.name.data,
        }


class NewHolidayForm(HolidayForm):
    """The same for one day or for several in a row."""

    until = DateField(
        _("Until"), [Optional()], description=_("Empty: one day. The last day is counted.")
    )

    def validate_until(self, field: Any) -> None:
        if self.day.data and not 0 <= (field.data - self.day.data).days < LONGEST_SPAN:
            raise ValidationError(_("Choose a day at most a month after the first."))

    @property
    def last(self) -> date:
        last: date = self.until.data or self.day.data
        return last


class YearFilter(FilterForm):
    """Which year is shown."""

    year = SelectField(_("Year"))

    def __init__(self, *args: Any, years: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year.choices = choices((year, str(year)) for year in years)
