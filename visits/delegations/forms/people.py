"""Forms of delegates and parties. Choices that come from rows are handed in."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, NumberRange, Optional

from visits.delegations import words  # noqa: F401 (names the choices)
from visits.delegations.rules import (
    DelegateRole,
    MealNeed,
    Mobility,
    NameOrder,
    PhotoConsent,
    joined_name,
)
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    TranslatedField,
    VersionedForm,
    choices_of,
    optional,
)

MOST_LANGUAGES = 8
NAME = Length(max=150)
TEXT = Length(max=200)


@dataclass(frozen=True, kw_only=True)
class OfferedToPeople:
    """Countries and languages to choose from, in the reader's language."""

    countries: Choices
    languages: Choices


class DelegateForm(VersionedForm):
    """Everything about one delegate but identity papers, which are a matter of their own."""

    family_name = StringField(
        _("Family name"), [NAME], description=_("As in the passport, both if there are two.")
    )
    given_name = StringField(
        _("Given names"), [NAME], description=_("As in the passport; a single name stands here.")
    )
    name_order = SelectField(
        _("Order of the names"), coerce=NameOrder, default=NameOrder.GIVEN_FIRST
    )
    hangul_name = StringField(_("Name in Hangul"), [NAME], render_kw={"lang": "ko", "dir": "ltr"})
    native_name = StringField(_("Name in their own script"), [NAME])
    form_of_address = StringField(
        _("Form of address"), [TEXT], description=_("Such as H.E., Dr, Eng.")
    )
    role = SelectField(_("Role"), coerce=DelegateRole, default=DelegateRole.MEMBER)
    position_ko = StringField(
        _("Position in Korean"), [TEXT], render_kw={"lang": "ko", "dir": "ltr"}
    )
    position_en = StringField(
        _("Position in English"), [TEXT], render_kw={"lang": "en", "dir": "ltr"}
    )
    organisation_name = StringField(_("Organisation"), [TEXT])
    nationality = SelectField(_("Nationality"))
    languages = FieldList(SelectField(_("Language")), _("Languages"), max_entries=MOST_LANGUAGES)
    precedence_reason = StringField(
        _("Reason for the place in the order"),
        [TEXT],
        description=_("Where it is not plain from the position."),
    )
    meal_needs = CheckBoxes(
        _("Meal needs"), description=_("Ask for meal needs, never for religion.")
    )
    meal_note = StringField(_("About the meals"), [TEXT])
    mobility = CheckBoxes(_("Mobility"))
    mobility_note = StringField(_("About mobility"), [TEXT])
    arrival = StringField(
        _("Arrival"), [TEXT], description=_("Such as KE 952, 1 March 16:40, Incheon.")
    )
    departure = StringField(_("Departure"), [TEXT])
    photo_consent = RadioField(_("Photographs"), coerce=PhotoConsent, default=PhotoConsent.UNKNOWN)
    notes = TextAreaField(_("Internal notes"), [Length(max=2000)])

    def __init__(self, *args: Any, offered: OfferedToPeople, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **kwargs)
        self.name_order.choices = choices_of(NameOrder)
        self.role.choices = choices_of(DelegateRole)
        self.nationality.choices = optional(offered.countries)
        self.meal_needs.choices = choices_of(MealNeed)
        self.mobility.choices = choices_of(Mobility)
        self.photo_consent.choices = choices_of(PhotoConsent)

    def opened_by(self, row: Any) -> "DelegateForm":
        return type(self)(formdata=None, obj=row, offered=self.offered)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Rows of languages are given their choices before they are made."""
        self.languages.unbound_field = UnboundField(
            SelectField,
            _("Language"),
            choices=optional(self.offered.languages, _("Choose a language")),
        )
        super().process(*args, **kwargs)

    @property
    def joined(self) -> str:
        """The name as it will be written, of what was typed so far."""
        order = self.name_order.data or NameOrder.GIVEN_FIRST
        return joined_name(self.family_name.data or "", self.given_name.data or "", order)

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        if not (self.family_name.data or self.given_name.data):
            self.refuse("given_name", gettext("Enter the name as in the passport."))
            is_good = False
        return is_good

    def facts(self) -> dict[str, Any]:
        spoken = tuple(dict.fromkeys(entry.data for entry in self.languages if entry.data))
        return {**super().facts(), "languages": spoken}


class PlaceForm(BaseForm):
    """Another place in the order of precedence: by a button, or by its number."""

    to = IntegerField(_("Place"), [Optional(), NumberRange(1, 10_000)])
    number = IntegerField(_("Place"), [Optional(), NumberRange(1, 10_000)])


class PartyForm(VersionedForm):
    """A subgroup: its name and who belongs to it."""

    name = TranslatedField(_("Name of the subgroup"), required=True)
    member_ids = CheckBoxes(_("Delegates"))

    def __init__(self, *args: Any, delegates: Choices, **kwargs: Any) -> None:
        self.delegates = delegates
        super().__init__(*args, **kwargs)
        self.member_ids.choices = list(delegates)

    def opened_by(self, row: Any) -> "PartyForm":
        return type(self)(formdata=None, obj=row, delegates=self.delegates)

    def read(self, row: Any) -> None:
        self.member_ids.data = [str(member.delegate_id) for member in row.members]

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = super().validate(extra_validators)
        if not self.member_ids.data:
            self.refuse("member_ids", gettext("Tick at least one delegate."))
            is_good = False
        return is_good

    def facts(self) -> dict[str, Any]:
        members = [int(delegate_id) for delegate_id in self.member_ids.data]
        return {"name": self.name.data, "members": members}
