"""What is looked for: a slot for a stop, a programme for wishes."""

from collections.abc import Collection
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import NumberRange, ValidationError

from visits.intake.rules import Half
from visits.kit.forms import (
    CheckBoxes,
    Choices,
    FilterForm,
    InOurYears,
    Required,
    WordsField,
    choices_of,
)
from visits.planner.rules.templates import Length
from visits.sites.words import THEMES

LONGEST_SEARCH = 62
LONGEST_WISH = 15
MOST_SLOTS = 20
MOST_MINUTES = 10 * 60
PROPOSED = (Length.HALF_DAY, Length.ONE_DAY, Length.TWO_DAYS)


class SpanOfDays(FilterForm):
    """Between which days, both inside; at most so many."""

    longest: ClassVar[int] = LONGEST_SEARCH

    first = DateField(_("From"), [Required(), InOurYears()])
    last = DateField(_("Until"), [Required(), InOurYears()])

    def validate_last(self, field: Any) -> None:
        if not self.first.data or not field.data:
            return
        if not 0 <= (field.data - self.first.data).days < self.longest:
            most = self.longest - 1
            raise ValidationError(
                gettext("Choose a day at most %(days)s days after the first.", days=most)
            )


class SlotFilter(SpanOfDays):
    """For whom and where: any of the sites will do, everybody and everything else has to be free."""

    sites = CheckBoxes(_("At one of these sites"))
    people = CheckBoxes(_("With all of these people"))
    vehicles = CheckBoxes(_("With all of these vehicles"))
    minutes = IntegerField(
        _("How many minutes"), [Required(), NumberRange(5, MOST_MINUTES)], default=60
    )
    most = IntegerField(_("How many slots"), [Required(), NumberRange(1, MOST_SLOTS)], default=5)

    def __init__(
        self,
        *args: Any,
        sites: Choices = (),
        people: Choices = (),
        vehicles: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sites.choices = list(sites)
        self.people.choices = list(people)
        self.vehicles.choices = list(vehicles)

    def ids(self, name: str) -> Collection[int]:
        return [int(value) for value in self._fields[name].data or ()]


class WishesFilter(SpanOfDays):
    """What the guests would like, as their request said it."""

    longest = LONGEST_WISH

    length = SelectField(_("Length"), default=Length.HALF_DAY.value)
    half = SelectField(_("Half of the day"), default=Half.EITHER.value)
    sites = CheckBoxes(_("Sites that they wish to see"))
    themes = WordsField(_("Themes"), known=THEMES)

    def __init__(self, *args: Any, sites: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length.choices = choices_of(Length, PROPOSED)
        self.half.choices = choices_of(Half)
        self.sites.choices = list(sites)
