"""Forms of delegates and parties. Choices that come from rows are handed in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, NumberRange, Optional

from visits.access.rules import BY_OFFICER, Channel
from visits.delegations import words  # noqa: F401 (names the choices)
from visits.delegations.rules import (
    Arrangement,
    DelegateRole,
    Mobility,
    NameOrder,
    PhotoConsent,
    Told,
    joined_name,
)
from visits.kit.forms import (
    BaseForm,
    CheckBoxes,
    Choices,
    Lines,
    TranslatedField,
    VersionedForm,
    WallTimeField,
    choices_of,
    optional,
)
from visits.kit.rows import Rows
from visits.sites.rules import MealNeed

MOST_LANGUAGES = 8
NAME = Length(max=150)
TEXT = Length(max=200)


@dataclass(frozen=True, kw_only=True)
class OfferedToPeople:
    """Countries and languages to choose from, in the reader's language."""

    countries: Choices
    languages: Choices


class ToldLines(Lines):
    """How the liaison told an officer what is entered; by no channel, the office knows it itself."""

    channel = SelectField(_("Told"), default="")
    told_on = DateField(lazy_pgettext("day", "On"), [Optional()])
    person = StringField(_("Who said so"), [TEXT])
    document_number = StringField(
        _("Document number"), [TEXT], description=_("Of an official letter.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel.choices = optional(choices_of(Channel, BY_OFFICER), _("Not from the liaison"))

    def told(self, *, by_id: int, today: date, at: datetime) -> Told | None:
        """What to write into the roster's log; without a day, it was today."""
        if not self.channel.data:
            return None
        return Told(
            channel=Channel(self.channel.data),
            told_on=self.told_on.data or today,
            at=at,
            by_id=by_id,
            person=self.person.data or "",
            document_number=self.document_number.data or "",
        )


class ToldForm(BaseForm):
    """An act without fields of its own, with the way in which the liaison told of it."""

    told = FormField(ToldLines, _("Entered for the liaison"))


class LinkedForm(BaseForm):
    """The same act by the liaison's own link."""


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
    languages = Rows(SelectField(_("Language")), _("Languages"), max_entries=MOST_LANGUAGES)
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
    arrangements = CheckBoxes(
        _("What they asked us to arrange"),
        description=_(
            "Only what the person asked for themselves, and agreed that we note. "
            "It is never concluded from a country, a language or a name."
        ),
    )
    arrival_on = DateField(_("Day of arrival"), [Optional()])
    arrival_time = WallTimeField(_("Time of arrival"), description=_("As on the ticket."))
    arrival = StringField(_("Flight or train"), [TEXT], description=_("Its number, such as KE952."))
    arrival_place = StringField(
        _("Airport or station"), [TEXT], description=_("Such as Incheon, terminal 2.")
    )
    departure_on = DateField(_("Day of departure"), [Optional()])
    departure_time = WallTimeField(_("Time of departure"), description=_("As on the ticket."))
    departure = StringField(
        _("Flight or train"), [TEXT], description=_("Its number, such as KE951.")
    )
    departure_place = StringField(_("Airport or station"), [TEXT])
    photo_consent = RadioField(
        _("May photographs be taken?"), coerce=PhotoConsent, default=PhotoConsent.UNKNOWN
    )
    notes = TextAreaField(_("Internal notes"), [Length(max=2000)])
    told = FormField(ToldLines, _("Entered for the liaison"))

    def __init__(self, *args: Any, offered: OfferedToPeople, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **kwargs)
        self.name_order.choices = choices_of(NameOrder)
        self.role.choices = choices_of(DelegateRole)
        self.nationality.choices = optional(offered.countries)
        self.meal_needs.choices = choices_of(MealNeed)
        self.mobility.choices = choices_of(Mobility)
        self.arrangements.choices = choices_of(Arrangement)
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
        checks = (self.has_a_name, self.has_needs_that_agree, self.leaves_after_arriving)
        return all([super().validate(extra_validators), *(check() for check in checks)])

    def has_a_name(self) -> bool:
        """In the passport or in any script: who is not named yet is not on the roster."""
        fields = (self.family_name, self.given_name, self.hangul_name, self.native_name)
        if any(field.data for field in fields):
            return True
        self.refuse("given_name", gettext("Enter the name as in the passport."))
        return False

    def has_needs_that_agree(self) -> bool:
        needs = self.meal_needs.data or ()
        if MealNeed.NONE.value not in needs or len(needs) == 1:
            return True
        self.refuse("meal_needs", gettext("This cannot be combined with other needs."))
        return False

    def leaves_after_arriving(self) -> bool:
        first, last = self.arrival_on.data, self.departure_on.data
        if not first or not last or first <= last:
            return True
        self.refuse("departure_on", gettext("The departure is before the arrival."))
        return False

    def facts(self) -> dict[str, Any]:
        spoken = tuple(dict.fromkeys(entry.data for entry in self.languages if entry.data))
        columns = {name: value for name, value in super().facts().items() if name != "told"}
        return {**columns, "languages": spoken}


class OwnDelegateForm(DelegateForm):
    """The same by the liaison's own link, without what is the office's alone."""

    precedence_reason = None
    notes = None
    told = None


class PlaceForm(BaseForm):
    """Another place in the order of precedence: by a button, or by its number."""

    to = IntegerField(lazy_pgettext("in an order", "Place"), [Optional(), NumberRange(1, 10_000)])
    number = IntegerField(
        lazy_pgettext("in an order", "Place"), [Optional(), NumberRange(1, 10_000)]
    )
    reason = StringField(_("Reason for the place in the order"), [TEXT])
    told = FormField(ToldLines, _("Entered for the liaison"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate(extra_validators))
        if is_good and not (self.to.data or self.number.data):
            self.refuse("number", gettext("Enter a place in the order, from 1 on."))
            is_good = False
        return is_good


class OwnPlaceForm(PlaceForm):
    """The same by the liaison's own link."""

    told = None


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
