"""What is taken over, and onto which days: of a template, of an earlier visit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional

from visits.kit.forms import FilterForm, InOurYears, Required, choices, optional

MOST_LATER = 12 * 60


class TakeFilter(FilterForm):
    """Onto which day a template is laid."""

    first = DateField(_("First day"), [Required(), InOurYears()])
    later = IntegerField(
        _("Minutes later than usual"),
        [Optional(), NumberRange(-MOST_LATER, MOST_LATER)],
        default=0,
        description=_("With a minus sign: earlier."),
    )


class VisitFilter(FilterForm):
    """Which visit is taken over."""

    words = StringField(_("Code, title, organisation or country"))


class CopyFilter(FilterForm):
    """Which of its days, onto which day, and who comes along."""

    day = SelectField(_("What to copy"), default="")
    first = DateField(_("First day"), [Required(), InOurYears()])
    with_people = BooleanField(_("With our people, as far as they are free"))
    with_vehicles = BooleanField(_("With our vehicles, as far as they are free"))

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day.choices = optional(choices(days), _("The whole programme"))

    @property
    def chosen_day(self) -> date | None:
        written = self.chosen("day")
        return date.fromisoformat(written) if written else None
