"""The forms for a new calendar address."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import Length

from visits.kit.forms import BaseForm, Choices, Required


class AddressForm(BaseForm):
    """Who gets an address of their own, in which language."""

    label = StringField(
        _("For whom"),
        [Required(), Length(max=200)],
        description=_("One address per person: it can be stopped alone."),
    )
    language = SelectField(_("Language"), [Required()])

    def __init__(self, *args: Any, languages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = list(languages)


class OwnAddressForm(BaseForm):
    """An address for oneself: of which of one's calendars, in which language."""

    calendar = SelectField(_("Calendar"), [Required()])
    language = SelectField(
        _("Language"),
        [Required()],
        description=_("Each language has an address of its own."),
    )

    def __init__(
        self, *args: Any, calendars: Choices = (), languages: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calendar.choices = list(calendars)
        self.language.choices = list(languages)
