"""The form of a delegation. Choices that come from rows are handed in."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, NumberRange, Optional

from visits.delegations import words  # noqa: F401 (names the choices)
from visits.delegations.rules import Level
from visits.kit.forms import (
    Choices,
    EmailAddress,
    InOurYears,
    Lines,
    PhoneNumber,
    Required,
    TranslatedField,
    VersionedForm,
    WordsField,
    choices_of,
    number_or_none,
    optional,
    refuse_row,
)
from visits.kit.phones import shown_phone
from visits.kit.rows import Rows
from visits.kit.translated import Translated
from visits.languages.zones import home_zone
from visits.organisations import words as organisation_words  # noqa: F401 (names the choices)
from visits.organisations.rules import OrganisationKind
from visits.sites.words import THEMES

MOST_PEOPLE, MOST_COUNTRIES, MOST_BODIES, MOST_LANGUAGES = 5_000, 60, 30, 8
LONGEST_VISIT_DAYS = 400


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the form's lists offer, in the reader's language; `zone` is the city's."""

    countries: Choices
    bodies: Choices
    officers: Choices
    languages: Choices
    zones: Choices
    zone: str


class CountryLines(Lines):
    """How many come from one country."""

    country = SelectField(_("Country"), [Required()])
    planned = IntegerField(_("Planned people"), [Required(), NumberRange(1, MOST_PEOPLE)])
    actual = IntegerField(_("Actual people"), [Optional(), NumberRange(0, MOST_PEOPLE)])

    def __init__(self, *args: Any, countries: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = optional(countries, _("Choose a country"))


class NewBodyLines(Lines):
    """An organisation that the register does not know yet."""

    name_ko = StringField(_("Name in Korean"), [Length(max=200)])
    name_en = StringField(_("Name in English"), [Length(max=200)])
    country = SelectField(_("Country"), [Required()])
    kind = SelectField(_("Kind"), [Required()], coerce=OrganisationKind)
    is_referrer = BooleanField(_("It referred the group, but does not come itself"))

    def __init__(self, *args: Any, countries: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = optional(countries, _("Choose a country"))
        self.kind.choices = choices_of(OrganisationKind)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if not (self.name_ko.data or self.name_en.data):
            self.name_ko.errors = [gettext("Enter the name in Korean or English.")]
            is_good = False
        return is_good

    def facts(self) -> dict[str, Any]:
        return {
            "name": Translated(ko=self.name_ko.data or "", en=self.name_en.data or ""),
            "country": self.country.data,
            "kind": self.kind.data,
            "is_referrer": self.is_referrer.data,
        }


def first_country(form: Any) -> str | None:
    """Whose numbers are dialled without a country code: those of the country named first."""
    entries = form.countries.entries
    return entries[0].form.country.data if entries else None


class DelegationForm(VersionedForm):
    """Everything about a delegation but its people, which have pages of their own."""

    title = TranslatedField(
        _("Title"),
        required=True,
        description=_("As the programme shall be headed, such as: Riyadh smart city delegation."),
    )
    starts_on = DateField(_("First day"), [Required(), InOurYears()])
    ends_on = DateField(_("Last day"), [Required(), InOurYears()])
    level = SelectField(
        _("Level of the visit"),
        [Required()],
        coerce=Level,
        default=Level.WORKING,
        description=_("The rank of the head of delegation."),
    )
    countries = Rows(
        FormField(CountryLines), _("Countries"), min_entries=1, max_entries=MOST_COUNTRIES
    )
    body_ids = Rows(
        SelectField(_("Organisation")), _("Organisations that come"), max_entries=MOST_BODIES
    )
    new_bodies = Rows(
        FormField(NewBodyLines),
        _("Organisations that are not in the list yet"),
        max_entries=MOST_BODIES,
        description=_("They are added to the register when you save."),
    )
    referrer_id = SelectField(
        _("Referred by"),
        coerce=number_or_none,
        description=_("The body that brought the group, when it does not come itself."),
    )
    purpose = TranslatedField(_("Purpose"), lines=3, longest=1000)
    themes = WordsField(
        _("Themes"),
        known=THEMES,
        description=_("Separated by commas, such as smart city, water."),
    )
    languages = Rows(
        SelectField(_("Language")),
        _("Languages"),
        min_entries=1,
        max_entries=MOST_LANGUAGES,
        description=_("The first is the one in which we write."),
    )
    own_interpreter = BooleanField(_("They bring their own interpreter"))
    lead_id = SelectField(_("Lead officer"), [Required()], coerce=number_or_none)
    deputy_id = SelectField(_("Deputy"), coerce=number_or_none)
    liaison_name = StringField(_("Name"), [Length(max=200)])
    liaison_position = StringField(_("Position"), [Length(max=200)])
    liaison_email = EmailField(
        _("E-mail address"),
        [Optional(), Length(max=200), EmailAddress()],
    )
    liaison_phone = TelField(
        _("Telephone"),
        [Length(max=60), PhoneNumber(first_country)],
        description=_("With the country code, such as +966 50 123 4567."),
    )
    liaison_language = SelectField(_("Language"), [Required()], default="en")
    home_zone = SelectField(
        _("Time zone at home"),
        description=_("Guests see both times. Left empty, that of the country is set on saving."),
    )
    notes = TextAreaField(_("Internal notes"), [Length(max=4000)])

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **kwargs)
        self.level.choices = choices_of(Level)
        self.referrer_id.choices = optional(offered.bodies, _("Nobody"))
        self.lead_id.choices = list(offered.officers)
        self.deputy_id.choices = optional(offered.officers, _("Nobody"))
        self.liaison_language.choices = list(offered.languages)
        self.home_zone.choices = optional(offered.zones, _("As in the country"))

    def opened_by(self, row: Any) -> "DelegationForm":
        return type(self)(formdata=None, obj=row, offered=self.offered)

    def process(self, formdata: Any = None, obj: Any = None, **kwargs: Any) -> None:
        """Rows are given their choices before they are made; a row's ids come as texts."""
        given = self.offered
        country_lines = partial(CountryLines, countries=given.countries)
        new_body_lines = partial(NewBodyLines, countries=given.countries)
        self.countries.unbound_field = UnboundField(FormField, country_lines)
        self.new_bodies.unbound_field = UnboundField(FormField, new_body_lines)
        self.body_ids.unbound_field = UnboundField(
            SelectField, _("Organisation"), choices=optional(given.bodies, _("Choose one"))
        )
        self.languages.unbound_field = UnboundField(
            SelectField, _("Language"), choices=optional(given.languages, _("Choose a language"))
        )
        if obj is not None:
            kwargs["body_ids"] = [str(body.organisation_id) for body in obj.bodies]
        super().process(formdata, obj, **kwargs)

    def read(self, row: Any) -> None:
        self.liaison_phone.data = shown_phone(row.liaison_phone)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        checks = (self.has_days_in_order, self.has_each_country_once, self.has_languages)
        return all([is_good, *(check() for check in (*checks, self.has_two_officers))])

    def has_days_in_order(self) -> bool:
        first, last = self.starts_on.data, self.ends_on.data
        if not first or not last:
            return True
        if last < first:
            self.refuse("ends_on", gettext("The visit ends before it begins."))
        elif (last - first).days > LONGEST_VISIT_DAYS:
            self.refuse("ends_on", gettext("A visit of more than a year: check the days."))
        return not self.ends_on.errors

    def has_each_country_once(self) -> bool:
        seen: set[str] = set()
        for entry in self.countries:
            country = entry.form.country
            if country.data and country.data in seen:
                refuse_row(self.countries, country, gettext("This country is named above already."))
            seen.add(country.data)
        return not any(entry.form.country.errors for entry in self.countries)

    def has_languages(self) -> bool:
        if any(entry.data for entry in self.languages):
            return True
        for entry in self.languages.entries[:1]:
            refuse_row(self.languages, entry, gettext("Choose at least one language."))
        return False

    def has_two_officers(self) -> bool:
        if self.lead_id.data and self.lead_id.data == self.deputy_id.data:
            self.refuse("deputy_id", gettext("The deputy is somebody other than the lead officer."))
            return False
        return True

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        countries = [
            {
                "country": entry.form.country.data,
                "planned": entry.form.planned.data,
                "actual": entry.form.actual.data,
            }
            for entry in self.countries
        ]
        zone = given["home_zone"] or home_zone(countries[0]["country"], self.offered.zone)
        return {
            **{name: value for name, value in given.items() if name != "body_ids"},
            "countries": countries,
            "bodies": [int(entry.data) for entry in self.body_ids if entry.data],
            "new_bodies": [entry.form.facts() for entry in self.new_bodies],
            "languages": tuple(dict.fromkeys(e.data for e in self.languages if e.data)),
            "home_zone": zone,
        }
