"""Forms of follow-ups."""

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from visits.kit.forms import (
    BaseForm,
    Choices,
    FilterForm,
    Required,
    VersionedForm,
    choices_of,
    number_or_none,
    optional,
)
from visits.outcomes import words  # noqa: F401 (names the choices)
from visits.outcomes.forms.record import LONGEST
from visits.outcomes.rules import FollowUpState


class FollowUpForm(VersionedForm):
    """What was promised, by whom, to whom, until when."""

    what = StringField(
        _("What was promised"),
        [Required(), Length(max=200)],
        description=_("Such as: send the operating data of the bus. Name no private person."),
    )
    details = TextAreaField(_("Details"), [Length(max=LONGEST)], render_kw={"rows": 4})
    responsible_id = SelectField(_("Responsible"), coerce=number_or_none)
    responsible_body = StringField(
        _("Or another agency"),
        [Length(max=200)],
        description=_("Somebody outside this office; the lead officer is reminded for them."),
    )
    organisation_id = SelectField(_("Promised to"), coerce=number_or_none)
    deadline = DateField(_("Promised for"), [Required()])
    stop_id = SelectField(_("Promised at"), coerce=number_or_none)

    def __init__(
        self, *args: Any, officers: Choices, bodies: Choices, stops: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {"officers": officers, "bodies": bodies, "stops": stops}
        self.responsible_id.choices = optional(officers)
        self.organisation_id.choices = optional(bodies)
        self.stop_id.choices = optional(stops, _("The visit as a whole"))

    def opened_by(self, row: Any) -> "FollowUpForm":
        return type(self)(formdata=None, obj=row, **self.offered)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if bool(self.responsible_id.data) == bool(self.responsible_body.data):
            self.refuse(
                "responsible_id",
                gettext("Name one who is responsible: an officer or another agency."),
            )
            return False
        return is_good


class SettleForm(BaseForm):
    """A promise was kept, is dropped, or is open again."""

    on = DateField(lazy_pgettext("day", "On"), [Required()])
    reason = TextAreaField(_("How it was done"), [Length(max=LONGEST)], render_kw={"rows": 3})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, data={"on": today}, **kwargs)
        self.today = today

    def validate_on(self, field: DateField) -> None:
        if field.data and field.data > self.today:
            field.errors = [*field.errors, gettext("This day has not come yet.")]


class DropForm(SettleForm):
    """It will not be kept; somebody says why."""

    reason = TextAreaField(
        _("Why it is dropped"), [Required(), Length(max=LONGEST)], render_kw={"rows": 3}
    )


class FollowUpFilter(FilterForm):
    """What the list of all visits shows."""

    state = SelectField(_("State"), default=FollowUpState.OPEN.value)
    body = SelectField(_("Promised to"))
    mine = BooleanField(_("Only mine"))
    overdue = BooleanField(_("Only overdue"))

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = [*choices_of(FollowUpState), *optional([], _("All"))]
        self.body.choices = optional(bodies, _("All"))
        if self.state.data is None:
            self.state.data = FollowUpState.OPEN.value

    @property
    def wanted_state(self) -> FollowUpState | None:
        return FollowUpState(self.state.data) if self.state.data in set(FollowUpState) else None
