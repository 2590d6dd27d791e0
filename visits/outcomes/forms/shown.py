"""Forms of photographs and press links."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField, URLField
from wtforms.validators import Length, ValidationError

from visits.kit.forms import (
    BaseForm,
    Choices,
    Required,
    TranslatedField,
    VersionedForm,
    choices_of,
    number_or_none,
    optional,
)
from visits.organisations.rules import web_address
from visits.outcomes import words  # noqa: F401 (names the choices)
from visits.outcomes.rules import Clearance
from visits.papers.forms import PicturesField


class AddPhotosForm(BaseForm):
    """Several photographs, of which the same is said for now."""

    files = PicturesField(_("Photographs"), validators=[Required()])
    caption = TranslatedField(_("Caption"), description=_("For all of them; each can be changed."))
    stop_id = SelectField(_("Taken at"), coerce=number_or_none)
    shows_people = BooleanField(
        _("People can be recognised"),
        default=True,
        description=_("Such photographs are destroyed three years after the visit."),
    )

    def __init__(self, *args: Any, most_megabytes: int, stops: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = most_megabytes
        self.stop_id.choices = optional(stops, _("The visit as a whole"))

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "files"}


class PhotoForm(VersionedForm):
    """What is said of one photograph, and who may see it."""

    caption = TranslatedField(_("Caption"))
    alt = TranslatedField(
        _("What is to be seen"),
        description=_("For people who do not see it; the caption is read out where this is empty."),
    )
    stop_id = SelectField(_("Taken at"), coerce=number_or_none)
    shows_people = BooleanField(
        _("People can be recognised"),
        description=_("Such photographs are destroyed three years after the visit."),
    )
    clearance = SelectField(
        _("Who may see it"),
        [Required()],
        coerce=Clearance,
        description=_("Only what may be shown goes into reports and to the press."),
    )
    is_checked = BooleanField(_("I looked: nobody who does not want to be seen is in it."))

    def __init__(self, *args: Any, stops: Choices, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, Any] = {"stops": stops, "asks": asks}
        self.stop_id.choices = optional(stops, _("The visit as a whole"))
        self.clearance.choices = choices_of(Clearance)
        if not asks:
            del self.is_checked

    def opened_by(self, row: Any) -> "PhotoForm":
        return type(self)(formdata=None, obj=row, **self.offered)


class PressLinkForm(VersionedForm):
    """Something that was published about the visit."""

    title = StringField(_("Title"), [Required(), Length(max=200)])
    outlet = StringField(_("Newspaper or station"), [Length(max=200)])
    published_on = DateField(_("Date"), [Required()])
    url = URLField(_("Address of the page"), [Required(), Length(max=990)])

    def validate_url(self, field: Any) -> None:
        try:
            web_address(field.data or "")
        except ValueError as error:
            raise ValidationError(
                _("Enter the address of a web page, such as https://example.org.")
            ) from error

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {**given, "url": web_address(given["url"] or "")}
