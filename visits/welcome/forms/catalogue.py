"""What the catalogue of sites can be searched for."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import Length, Optional

from visits.intake import words  # noqa: F401 (names halves of days)
from visits.intake.rules import Half
from visits.kit.forms import Choices, FilterForm, choices, choices_of, optional
from visits.sites.rules import Category
from visits.welcome.rules.sites import HALVES, WEEK, Wanted
from visits.welcome.words import theme_name

WEEKDAYS = frozenset(str(day) for day in WEEK)


class CatalogueFilter(FilterForm):
    """Sent by GET. What cannot be read is not looked for: a catalogue has no errors."""

    words = StringField(_("Words"), [Length(max=100)])
    theme = SelectField(_("Theme"))
    category = SelectField(_("Category"))
    language = SelectField(_("Spoken there"))
    people = IntegerField(_("People in your group"), [Optional()])
    notice = IntegerField(_("Working days until then"), [Optional()])
    weekday = SelectField(_("Weekday"))
    half = SelectField(_("Half of the day"))

    def __init__(
        self,
        *args: Any,
        themes: Iterable[str],
        categories: Iterable[Category],
        languages: Choices,
        weekdays: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.theme.choices = optional(choices((t, theme_name(t)) for t in themes), _("All"))
        self.category.choices = optional(choices_of(Category, categories), _("All"))
        self.language.choices = optional(languages, _("Any"))
        self.weekday.choices = optional(weekdays, _("Any"))
        self.half.choices = choices_of(Half, (Half.EITHER, *HALVES))

    def wanted(self) -> Wanted:
        category, half = self.category.data, self.half.data
        return Wanted(
            words=(self.words.data or "")[:100],
            theme=self.theme.data or "",
            category=Category(category) if category in set(Category) else None,
            language=self.language.data or "",
            people=self.people.data if (self.people.data or 0) > 0 else None,
            notice=self.notice.data
            if self.notice.data is not None and self.notice.data >= 0
            else None,
            weekday=int(self.weekday.data) if self.weekday.data in WEEKDAYS else None,
            half=Half(half) if half in set(Half) else Half.EITHER,
        )
