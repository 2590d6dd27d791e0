"""What the inbox shows."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, StringField

from visits.intake import words  # noqa: F401 (names the choices)
from visits.intake.rules import RequestState
from visits.kit.forms import FilterForm, choices_of, optional


class RequestFilter(FilterForm):
    """Anything else in the address is passed over."""

    words = StringField(_("Number, subject or name"))
    state = SelectField(_("State"))
    mine = BooleanField(_("Assigned to me"))
    overdue = BooleanField(_("Overdue"))
    unassigned = BooleanField(_("Assigned to nobody"))
    tab = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = optional(choices_of(RequestState), _("Every state"))

    @property
    def wanted_state(self) -> RequestState | None:
        return RequestState(self.state.data) if self.state.data in set(RequestState) else None
