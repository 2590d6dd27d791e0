"""Forms of access lists."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Length

from visits.access_lists import words  # noqa: F401 (names the choices)
from visits.identity.rules import LookKind
from visits.kit.forms import BaseForm, Choices, Required, choices_of

FORMS = (LookKind.VIEW, LookKind.PDF, LookKind.XLSX)


class PlatesForm(BaseForm):
    """The number plates of a group, for a site that demands them."""

    plates = StringField(
        _("Number plates"),
        [Length(max=200)],
        description=_("Of the delegation’s own bus, say. Our vehicles at the stop are proposed."),
    )

    def __init__(self, *args: Any, asks_plates: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_plates:
            del self.plates

    @property
    def typed_plates(self) -> str:
        return (self.plates.data or "") if "plates" in self else ""


class DeliverForm(PlatesForm):
    """To whom the link goes."""

    contact = SelectField(_("Goes to"), [Required()])

    def __init__(self, *args: Any, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact.choices = contacts


class HandOverForm(PlatesForm):
    """By official letter, which an officer wrote and numbered."""

    document_number = StringField(_("Number of the official letter"), [Required(), Length(max=200)])
    told_on = DateField(_("Handed over on"), [Required()])
    person = StringField(_("To whom"), [Length(max=200)])

    def __init__(self, *args: Any, today: date, data: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, data={"told_on": today, **data}, **kwargs)


class TakeForm(BaseForm):
    """Why an officer opens a list, and in which form. Sent again, it is another look: no key."""

    once = None
    kind = SelectField(_("Format"), [Required()], coerce=LookKind)
    reason = StringField(
        _("Why do you need to see this?"),
        [Required(), Length(min=4, max=200)],
        description=_(
            "It is written into the access log with your name, before anything is shown."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices_of(LookKind, FORMS)
