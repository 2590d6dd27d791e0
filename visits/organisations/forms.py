"""Forms of organisations and country names. Choices that come from rows are handed in."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.validators import Length, Regexp, ValidationError

from visits.kit.errors import Stale
from visits.kit.forms import (
    BaseForm,
    Choices,
    FilterForm,
    Required,
    TranslatedField,
    VersionedForm,
    choices,
    choices_of,
    number_or_none,
    optional,
)
from visits.organisations import words  # noqa: F401 (names the choices)
from visits.organisations.rules import (
    OTHER_CODE,
    Naming,
    OrganisationKind,
    Relation,
    Side,
    web_address,
)

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


class MergeForm(BaseForm):
    """Of two rows that are one body: from which each fact is taken where they differ.

    *both* holds what each row says by field, as people read it; where one says nothing, the other's
    word is taken. `versions` refuses rows that were changed since they were compared.
    """

    name = RadioField(
        _("Name"), description=_("The other name is kept as well: the body is found by both.")
    )
    fills_up = BooleanField(
        _("Take the other name in languages that the chosen one lacks"),
        description=_("Only when both are the same name: else one body has two names on its page."),
    )
    kind = RadioField(_("Kind"))
    country = RadioField(_("Country"))
    region = RadioField(_("Region or city"))
    parent_id = RadioField(_("Belongs to"))
    relation = RadioField(_("Agreement with us"))
    website = RadioField(_("Website"))
    notes = TextAreaField(
        _("Internal notes"), [Length(max=8000)], description=_("The notes of both.")
    )
    versions = HiddenField()

    def __init__(
        self,
        *args: Any,
        both: Mapping[str, tuple[str, str]],
        now: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for field, (kept, gone) in both.items():
            if not (kept and gone) or kept == gone:
                del self[field]
                continue
            self[field].choices = choices([(Side.KEPT.value, kept), (Side.GONE.value, gone)])
            self[field].data = self[field].data or Side.KEPT.value
        if "name" not in self:
            del self.fills_up
        if not self.is_submitted():
            self.versions.data = now
        elif self.versions.data != now:
            raise Stale

    def taken(self, fields: Iterable[str]) -> dict[str, Side]:
        """From which row each of the fields comes that had to be decided."""
        return {field: Side(self[field].data) for field in fields if field in self}


class OtherForm(FilterForm):
    """Which other row is the same body. Sent by GET: it leads to the comparison."""

    other = SelectField(_("The other organisation"), [Required()], name="with")

    def __init__(self, *args: Any, bodies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other.choices = optional(bodies, _("Choose an organisation"))


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
