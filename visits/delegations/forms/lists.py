"""What the list of delegations shows, and handing delegations over."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField

from visits.access.rules import LinkKind
from visits.delegations import words  # noqa: F401 (names the choices)
from visits.delegations.rules import DelegationState, Period
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    FilterForm,
    Required,
    choices,
    choices_of,
    number_or_none,
    optional,
)


class DelegationFilter(FilterForm):
    """What the list shows. Anything else in the address is passed over."""

    words = StringField(_("Title, body or country"))
    period = SelectField(_("Period"), default=Period.UPCOMING)
    state = SelectField(_("State"))
    country = SelectField(_("Country"))
    mine = BooleanField(_("Mine only"))

    def __init__(
        self, *args: Any, years: Iterable[int] = (), countries: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.period.choices = [
            *choices_of(Period, [Period.UPCOMING, Period.PAST]),
            *choices((year, year) for year in years),
            *choices_of(Period, [Period.ALL]),
        ]
        self.state.choices = optional(choices_of(DelegationState), _("Every state"))
        self.country.choices = optional(countries, _("Every country"))

    @property
    def wanted_state(self) -> DelegationState | None:
        state = self.chosen("state")
        return DelegationState(state) if state else None


class GiverForm(FilterForm):
    """Whose delegations are handed over."""

    giver_id = SelectField(_("From"), coerce=number_or_none)

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver_id.choices = list(officers)


class HandoverForm(BaseForm):
    """To whom, and which delegations."""

    taker_id = SelectField(_("To"), [Required()], coerce=number_or_none)
    codes = CheckBoxes(_("Delegations"))

    def __init__(self, *args: Any, officers: Choices, delegations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taker_id.choices = optional(officers, _("Choose an officer"))
        self.codes.choices = list(delegations)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if not self.codes.data:
            self.refuse("codes", gettext("Tick at least one delegation."))
            is_good = False
        return is_good


class LinkForm(BaseForm):
    """What a secret link opens, and in which language."""

    kind = SelectField(_("Opens"), [Required()], coerce=LinkKind)
    language = SelectField(_("Language"), [Required()])

    def __init__(self, *args: Any, kinds: Choices, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = list(kinds)
        self.language.choices = list(languages)
