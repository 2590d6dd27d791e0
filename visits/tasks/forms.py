"""Forms of tasks."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from visits.kit.forms import (
    Choices,
    FilterForm,
    InOurYears,
    Required,
    VersionedForm,
    choices_of,
    number_or_none,
    optional,
)
from visits.tasks import words  # noqa: F401 (names the choices)
from visits.tasks.rules import Shown, Whose

LONGEST = 10_000


class TaskForm(VersionedForm):
    """One task; what comes from a template keeps its name."""

    title = StringField(_("What is to be done"), [Required(), Length(max=200)])
    due_on = DateField(_("Due"), [Required(), InOurYears()])
    officer_id = SelectField(_("Owner"), coerce=number_or_none)
    note = TextAreaField(_("Note"), [Length(max=LONGEST)], render_kw={"rows": 3})

    def __init__(
        self, *args: Any, officers: Choices, has_title: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.officers, self.has_title = officers, has_title
        self.officer_id.choices = optional(officers, _("Whoever leads the delegation"))
        if not has_title:
            del self.title

    def opened_by(self, row: Any) -> VersionedForm:
        return TaskForm(formdata=None, obj=row, officers=self.officers, has_title=self.has_title)


class TaskFilter(FilterForm):
    """Whose tasks, and how far they are. Anything else in the address is passed over."""

    whose = SelectField(_("Whose tasks"))
    shown = SelectField(_("State"))

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whose.choices = [*choices_of(Whose), *officers]
        self.shown.choices = choices_of(Shown)

    def officer_id(self, me: int) -> int | None:
        """Whose tasks are wanted; None for everybody's."""
        whose = self.chosen("whose")
        if whose == Whose.ALL:
            return None
        return me if whose == Whose.MINE else int(whose)
