"""Forms of organisations and country names. Choices that come from rows are handed in."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField, TextAreaField, URLField
from wtforms.validators import Length, Regexp, ValidationError

from visits.kit.forms import (
    Choices,
    FilterForm,
    Required,
    TranslatedField,
    VersionedForm,
    choices_of,
    number_or_none,
    optional,
)
from visits.organisations import words  # noqa: F401 (names the choices)
from visits.organisations.rules import OTHER_CODE, Naming, OrganisationKind, Relation, web_address

CHECKED = _("The names were checked")


class OrganisationForm(VersionedForm):
    """Everything about a body."""

    name = TranslatedField(_("Name"), required=True)
    kind = SelectField(_("Kind"), [Required()])
    country = SelectField(_("Country"), [Required()])
    region = StringField(_("Region or city"), [Length(max=200)])
    parent_id = SelectField(
        _("Belongs to"), description=_("The ministry of a department, the university of a school.")
    )
    relation = SelectField(_("Agreement with us"), [Required()])
    website = URLField(_("Website"), [Length(max=190)])
    notes = TextAreaField(_("Internal notes"), [Length(max=4000)])

    def __init__(
        self, *args: Any, countries: Choices = (), bodies: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.given = (countries, bodies)
        self.kind.choices = choices_of(OrganisationKind)
        self.relation.choices = choices_of(Relation)
        self.country.choices = optional(countries, _("Choose a country"))
        self.parent_id.choices = optional(bodies, _("No other organisation"))

    def opened_by(self, row: Any) -> "OrganisationForm":
        countries, bodies = self.given
        return type(self)(formdata=None, obj=row, countries=countries, bodies=bodies)

    def validate_website(self, field: Any) -> None:
        try:
            web_address(field.data or "")
        except ValueError as error:
            raise ValidationError(
                _("Enter the address of a web page, such as https://example.org.")
            ) from error

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {
            **given,
            "parent_id": number_or_none(given["parent_id"]),
            "website": web_address(given["website"] or ""),
        }


class OrganisationFilter(FilterForm):
    """What the list of bodies shows."""

    words = StringField(_("Name or region"))
    country = SelectField(_("Country"))
    kind = SelectField(_("Kind"))
    relation = SelectField(_("Agreement with us"))

    def __init__(self, *args: Any, countries: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = optional(countries, _("All"))
        self.kind.choices = optional(choices_of(OrganisationKind), _("All"))
        self.relation.choices = optional(choices_of(Relation), _("All"))


class CountryForm(VersionedForm):
    """What the office calls a country. Where a text is empty, CLDR's name stands."""

    short = TranslatedField(_("Name"))
    official = TranslatedField(
        _("Official name"), description=_("As in papers and on name plates.")
    )
    is_reviewed = BooleanField(CHECKED)

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        self.short.is_required = obj is not None and obj.is_other

    def show_names(self, cldr: Mapping[str, str]) -> None:
        """In each empty input, what will be said if it stays empty."""
        for tag, name in cldr.items():
            self.short.form[tag].render_kw["placeholder"] = name


class ParticipantForm(VersionedForm):
    """A participant that ISO does not know: the names must come from us."""

    code = StringField(
        _("Code"),
        [Required(), Regexp(OTHER_CODE, message=_("Write X, a hyphen and up to six signs."))],
        filters=[lambda typed: typed.upper() if typed else typed],
        description=_("X, a hyphen, then up to six letters or digits, such as X-UNDP."),
    )
    short = TranslatedField(_("Name"), required=True)
    official = TranslatedField(_("Official name"))
    is_reviewed = BooleanField(CHECKED)


class CountryFilter(FilterForm):
    """What the list of countries shows."""

    words = StringField(_("Name or code"))
    naming = SelectField(_("Names"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.naming.choices = optional(choices_of(Naming), _("All"))
